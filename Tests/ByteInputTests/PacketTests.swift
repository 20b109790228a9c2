import Foundation
import Testing

@testable import ByteInput
@testable import PacketHeaders

/// A packet that `make-fixtures.py` built, and that tcpdump and tshark accept.
private func packet(_ sample: String) throws -> [UInt8] {
  let file = Fixture.folder.appending(path: sample).appending(path: "hex+packet.txt")
  return try Hex().read(PastedText(Array(Data(contentsOf: file)))).bytes
}

private let hello: [UInt8] = [
  0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58,
]

@Suite("Packet headers")
struct PacketHeaderTests {
  struct Sample: CustomTestStringConvertible, Sendable {
    let name: String
    let linkType: LinkType
    let headers: [Int]
    let ends: String
    var testDescription: String { name }
  }

  static let version4 = "127.0.0.1:50000 127.0.0.1:8080"
  static let version6 = "[::1]:50000 [::1]:8080"
  static let samples = [
    Sample(name: "packet-ethernet", linkType: .ethernet, headers: [14, 20, 32], ends: version4),
    Sample(name: "packet-vlan", linkType: .ethernet, headers: [22, 20, 20], ends: version4),
    Sample(name: "packet-cooked1", linkType: .linuxCooked1, headers: [16, 20, 20], ends: version4),
    Sample(name: "packet-cooked2", linkType: .linuxCooked2, headers: [20, 20, 20], ends: version4),
    Sample(name: "packet-null", linkType: .loopback, headers: [4, 20, 20], ends: version4),
    Sample(name: "packet-ip4", linkType: .rawIP, headers: [0, 20, 20], ends: version4),
    Sample(name: "packet-ip6", linkType: .rawIP, headers: [0, 40, 20], ends: version6),
    Sample(name: "packet-ip6ext", linkType: .rawIP, headers: [0, 48, 20], ends: version6),
  ]

  @Test("end where the payload begins", arguments: samples)
  func layout(_ sample: Sample) throws {
    let bytes = try packet(sample.name)
    let parsed = try TCPPacket.parse(bytes.span, linkType: sample.linkType)
    #expect([parsed.link.count, parsed.ip.range.count, parsed.tcp.range.count] == sample.headers)
    #expect("\(parsed.source) \(parsed.destination)" == sample.ends)
    #expect(Array(bytes[parsed.payload]) == hello)
    #expect(parsed.missingPayload == 0)
    #expect(parsed.tcp.sequenceNumber == 1)
    #expect(parsed.tcp.acknowledgmentNumber == 1)
    #expect(parsed.tcp.flags == [.psh, .ack])
    #expect(parsed.ip.checksum == (parsed.ip.version == 4 ? .right : .absent))
  }

  @Test("are truncated if they are cut anywhere; otherwise payload is missing", arguments: samples)
  func cuts(_ sample: Sample) throws {
    let bytes = try packet(sample.name)
    let headers = sample.headers.reduce(0, +)
    for length in 0..<bytes.count {
      let cut = Array(bytes[..<length])
      if length < headers {
        let error = #expect(throws: PacketError.self) {
          try TCPPacket.parse(cut.span, linkType: sample.linkType)
        }
        #expect([.truncated(.link), .truncated(.ip), .truncated(.tcp)].contains(error))
      } else {
        let parsed = try TCPPacket.parse(cut.span, linkType: sample.linkType)
        #expect(parsed.payload.count == length - headers)
        #expect(parsed.missingPayload == bytes.count - length)
      }
    }
  }

  @Test("of something else are refused with the reason")
  func refusals() throws {
    func error(_ name: String, _ linkType: LinkType, _ change: (inout [UInt8]) -> Void) throws
      -> PacketError?
    {
      var bytes = try packet(name)
      change(&bytes)
      return #expect(throws: PacketError.self) {
        try TCPPacket.parse(bytes.span, linkType: linkType)
      }
    }
    #expect(try error("packet-ethernet", .ethernet) { $0[13] = 0x06 } == .notIP(0x0806))
    #expect(try error("packet-null", .loopback) { $0[0] = 7 } == .notIP(0x0700_0000))
    #expect(try error("packet-ip4", .rawIP) { $0[9] = 17 } == .notTCP(17))
    #expect(try error("packet-ip4", .rawIP) { $0[0] = 0x55 } == .malformed(.ip))
    #expect(try error("packet-ip4", .rawIP) { $0[0] = 0x44 } == .malformed(.ip))
    #expect(try error("packet-ip4", .rawIP) { $0[6] = 0x20 } == .fragment)
    #expect(try error("packet-ip4", .rawIP) { $0[7] = 1 } == .fragment)
    #expect(try error("packet-ip4", .rawIP) { $0[32] = 0x40 } == .malformed(.tcp))
    #expect(try error("packet-ip6", .rawIP) { $0[6] = 44 } != nil)
  }

  @Test("with a total length of 0, as segmentation offload leaves it, reach to the end")
  func segmentationOffload() throws {
    var bytes = try packet("packet-ip4")
    bytes[2] = 0
    bytes[3] = 0
    let parsed = try TCPPacket.parse(bytes.span, linkType: .rawIP)
    #expect(Array(bytes[parsed.payload]) == hello)
    #expect(parsed.ip.checksum == .wrong)
  }

  // Expected: python3's ipaddress module.
  @Test(
    "have addresses that are written as in RFC 5952",
    arguments: [
      (IPAddress.v6(high: 0, low: 1), "::1"),
      (.v6(high: 0x2001_0DB8_0000_0000, low: 0), "2001:db8::"),
      (.v6(high: 0x2001_0DB8_0000_0001, low: 0x0001_0000_0000_0001), "2001:db8:0:1:1::1"),
      (.v6(high: 0x0001_0002_0003_0004, low: 0x0005_0006_0007_0008), "1:2:3:4:5:6:7:8"),
      (.v6(high: 0, low: 0), "::"),
      (.v4(0xC0A8_0001), "192.168.0.1"),
    ])
  func addresses(_ address: IPAddress, _ text: String) {
    #expect(address.description == text)
  }
}

@Suite("A whole packet that was pasted")
struct PastedPacketTests {
  @Test("has headers that are skipped, with a note")
  func note() throws {
    let hex = try packet("packet-ethernet").map { ByteInput.hex($0) }.joined()
    let decoded = try ByteInput.decode(Array(hex.utf8))
    #expect(decoded.bytes == hello)
    let note = "skipped 14 bytes of Ethernet, 20 of IPv4 and 32 of TCP, "
    #expect(decoded.notes == [note + "from 127.0.0.1:50000 to 127.0.0.1:8080"])
  }

  @Test("is not recognised if one header byte is different", arguments: 0..<20)
  func damage(_ index: Int) throws {
    var bytes = try packet("packet-ip4")
    bytes[index] ^= 0x10
    #expect(PastedPacket.recognise(bytes) == nil)
  }

  @Test("is not recognised if bytes are missing from IPv6, or follow it")
  func wrongLength() throws {
    let bytes = try packet("packet-ip6")
    #expect(PastedPacket.recognise(bytes) != nil)
    #expect(PastedPacket.recognise(bytes.dropLast()) == nil)
    #expect(PastedPacket.recognise(bytes + [0]) == nil)
  }

  @Test("may be cut short if its checksum is right, and a note says so")
  func cutShort() throws {
    let hex = try packet("packet-ip4").dropLast(4).map { ByteInput.hex($0) }.joined()
    let decoded = try ByteInput.decode(Array(hex.utf8))
    #expect(decoded.bytes == hello.dropLast(4))
    #expect(decoded.notes.last == "the last 4 bytes of payload are not in the capture")
  }

  @Test("without payload is refused")
  func noPayload() throws {
    var bytes = Array(try packet("packet-ip4").prefix(40))
    bytes[3] = 40
    bytes[11] += 11
    let hex = bytes.map { ByteInput.hex($0) }.joined()
    let error = #expect(throws: InputError.self) { try ByteInput.decode(Array(hex.utf8)) }
    #expect(error?.expected == "a TCP packet with a payload")
  }

  @Test("is refused if it is repeated, or goes in the other direction")
  func several() throws {
    let rows = try packet("packet-ip4")
    let dump = { (bytes: [UInt8]) in
      "\t0x0000:  " + bytes.map { ByteInput.hex($0) }.joined(separator: "") + "\n"
    }
    let twice = #expect(throws: InputError.self) {
      try ByteInput.decode(Array((dump(rows) + dump(rows)).utf8))
    }
    #expect(twice?.line == 2)
    #expect(twice?.expected == "sequence number 12")

    // The ends swapped: the sum of all words, and so the checksum, is the same.
    let answer = Array(rows[..<20]) + rows[22..<24] + rows[20..<22] + rows[24...]
    let both = #expect(throws: InputError.self) {
      try ByteInput.decode(Array((dump(rows) + dump(answer)).utf8))
    }
    #expect(both?.expected == "a packet of the same direction")

    let other = #expect(throws: InputError.self) {
      try ByteInput.decode(Array((dump(rows) + dump(hello)).utf8))
    }
    #expect(other?.found == "another dump")
  }
}
