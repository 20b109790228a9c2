import TestSupport
import Testing
import TrafficCapture

@Suite("Segments in packets")
struct PacketDissectorTests {
  static let payload: [UInt8] = (0..<100).map { UInt8($0) }
  static let segment = PacketBytes.tcp(from: 50_000, to: 8080, sequence: 7, payload)

  private func dissect(_ packets: [[UInt8]], linkType: UInt32) -> ([TCPSegment], PacketDissector) {
    var dissector = PacketDissector()
    let segments = packets.enumerated().compactMap { index, bytes in
      dissector.segment(
        in: CapturedPacket(
          number: index + 1, time: nil, linkType: linkType, bytes: bytes[...],
          originalLength: bytes.count))
    }
    return (segments, dissector)
  }

  static let links: [(String, UInt32, [UInt8])] = [
    ("Ethernet", 1, [UInt8](repeating: 0, count: 12) + [8, 0]),
    ("VLAN", 1, [UInt8](repeating: 0, count: 12) + [0x81, 0, 0, 5, 8, 0]),
    (
      "two VLAN tags", 1,
      [UInt8](repeating: 0, count: 12) + [0x88, 0xA8, 0, 5, 0x81, 0, 0, 6, 8, 0]
    ),
    ("Linux cooked", 113, [UInt8](repeating: 0, count: 14) + [8, 0]),
    ("Linux cooked v2", 276, [8, 0] + [UInt8](repeating: 0, count: 18)),
    ("null, big-endian", 0, [0, 0, 0, 2]), ("null, little-endian", 0, [2, 0, 0, 0]),
    ("loopback", 108, [0, 0, 0, 2]), ("raw IP", 101, []), ("raw IPv4", 228, []),
  ]

  @Test("are found after every kind of link header", arguments: links)
  func link(name: String, number: UInt32, header: [UInt8]) throws {
    let packet = header + PacketBytes.ipv4(Self.segment, toServer: true) + [0, 0, 0]
    let segment = try #require(dissect([packet], linkType: number).0.first)
    #expect(segment.payload == Self.payload)
    #expect(segment.source.description == "10.0.0.1:50000")
    #expect(segment.destination.description == "10.0.0.2:8080")
  }

  @Test("are found in IPv6 after extension headers")
  func extensions() throws {
    let options: [UInt8] = [60, 0, 1, 4, 0, 0, 0, 0]
    let destination: [UInt8] = [6, 0, 1, 4, 0, 0, 0, 0]
    let packet = PacketBytes.ipv6(
      Self.segment, toServer: true, next: 0, extensions: options + destination)
    let segment = try #require(dissect([packet], linkType: 101).0.first)
    #expect(segment.payload == Self.payload)
    #expect(segment.source.description == "[fd00::1]:50000")
  }

  @Test("are found in fragments of IPv4 and IPv6, in any order, with copies", arguments: [4, 6])
  func fragments(version: Int) throws {
    var generator = SeededGenerator()
    for _ in 0..<50 {
      var packets =
        version == 4
        ? PacketBytes.fragments(Self.segment, toServer: true, identification: 9)
        : PacketBytes.fragments6(Self.segment, toServer: true, identification: 9)
      packets.shuffle(using: &generator)
      packets.insert(packets[0], at: 1)
      let (segments, dissector) = dissect(packets, linkType: 101)
      #expect(segments.map(\.payload) == [Self.payload], "TEST_SEED=\(generator.seed)")
      #expect(segments.first?.packet == packets.count)
      #expect(dissector.unfinishedFragments == 0)
    }
  }

  @Test("are incomplete if a fragment is missing, and the others are counted")
  func missingFragment() {
    let packets = PacketBytes.fragments(Self.segment, toServer: true, identification: 9).dropLast()
    let (segments, dissector) = dissect(Array(packets), linkType: 101)
    #expect(segments.isEmpty)
    #expect(dissector.unfinishedFragments == packets.count)
  }

  @Test("are missing in other packets, which are counted by reason")
  func skipped() {
    let udp = PacketBytes.ipv4(Self.segment, toServer: true).enumerated().map { $0 == 9 ? 17 : $1 }
    let (segments, dissector) = dissect([udp, [0x45, 0], []], linkType: 101)
    #expect(segments.isEmpty)
    #expect(dissector.skipped.notTCP == 1)
    #expect(dissector.skipped.unreadable == 2)
    #expect(dissect([[1]], linkType: 147).1.skipped.unknownLinkType == 147)
  }
}
