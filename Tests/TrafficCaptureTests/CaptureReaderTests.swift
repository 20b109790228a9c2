import TestSupport
import Testing
import TrafficCapture

@Suite("Capture files")
struct CaptureReaderTests {
  static let packets: [PacketBytes.Timed] = [
    ([1, 2, 3], 1_700_000_000_000_001_000), ([], 1_700_000_001_999_999_000),
    ([UInt8](repeating: 7, count: 70), 1_700_000_002_000_000_000),
  ]

  /// The same packets in every kind of file.
  static let files: [(String, [UInt8])] = [
    ("pcap", PacketBytes.pcap(packets)),
    ("pcap, big-endian", PacketBytes.pcap(packets, bigEndian: true)),
    ("pcap, nanoseconds", PacketBytes.pcap(packets, nanoseconds: true)),
    ("pcap, both", PacketBytes.pcap(packets, bigEndian: true, nanoseconds: true)),
    ("pcapng", PacketBytes.pcapng(packets)),
    ("pcapng, big-endian", PacketBytes.pcapng(packets, bigEndian: true)),
    (
      "pcapng, nanoseconds",
      PacketBytes.pcapng(packets, resolution: 9, ticksPerSecond: 1_000_000_000)
    ),
    (
      "pcapng, two sections",
      PacketBytes.pcapng(Array(packets[..<1]))
        + PacketBytes.pcapng(Array(packets[1...]), bigEndian: true)
    ),
  ]

  /// What a reader reads from a file that comes in pieces of `pieces` bytes.
  static func read(_ file: [UInt8], pieces: Int) -> (packets: [CapturedPacket], end: CaptureError?)
  {
    var reader = CaptureReader()
    var packets: [CapturedPacket] = []
    do throws(CaptureError) {
      for start in stride(from: 0, to: file.count, by: pieces) {
        reader.receive(Array(file[start..<min(start + pieces, file.count)]))
        while let packet = try reader.next() { packets.append(packet) }
      }
      try reader.finish()
    } catch {
      return (packets, error)
    }
    return (packets, nil)
  }

  @Test("give their packets, in pieces of any size", arguments: files)
  func packets(name: String, file: [UInt8]) throws {
    for pieces in [1, 2, 3, 7, 64, file.count] {
      let read = Self.read(file, pieces: pieces)
      #expect(read.end == nil)
      #expect(read.packets.map(\.number) == [1, 2, 3])
      #expect(read.packets.map { Array($0.bytes) } == Self.packets.map(\.bytes))
      #expect(read.packets.allSatisfy { $0.linkType == 101 })
      let times = read.packets.map {
        $0.time.map { UInt64($0.seconds) * 1_000_000_000 + UInt64($0.nanoseconds) }
      }
      #expect(times == Self.packets.map(\.time))
    }
  }

  @Test(
    "that are cut at any byte give the packets before it, and end early", arguments: files
  )
  func cut(name: String, file: [UInt8]) {
    for end in 0..<file.count {
      let read = Self.read(Array(file[..<end]), pieces: 16)
      #expect(read.packets.count <= 3)
      #expect(
        read.packets.map { Array($0.bytes) }
          == Self.packets.map(\.bytes).prefix(read.packets.count).map { $0 }
      )
      if end < 4 { #expect(read.end?.kind == .notACapture) }
      // A file may end between two records.
      if let error = read.end, end >= 4 { #expect(error.kind == .endsEarly, "\(end): \(error)") }
    }
  }

  @Test("with a flipped bit never trap")
  func flipped() {
    var generator = SeededGenerator()
    for (_, file) in Self.files {
      for _ in 0..<400 {
        var damaged = file
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
          damaged[Int.random(in: 0..<file.count, using: &generator)] ^=
            1 << UInt8.random(in: 0..<8, using: &generator)
        }
        var dissector = PacketDissector()
        for packet in Self.read(damaged, pieces: 50).packets { _ = dissector.segment(in: packet) }
      }
    }
  }

  @Test(
    "count time in the units of their interface",
    arguments: [
      (0, 1, "1700000002"), (3, 1000, "1700000002.000"), (6, 1_000_000, "1700000002.000000"),
      (9, 1_000_000_000, "1700000002.000000000"), (0x80 | 10, 1024, "1700000002.000000000"),
      (0x80 | 20, 1 << 20, "1700000002.000000000"),
    ] as [(UInt8, UInt64, String)])
  func resolution(_ resolution: UInt8, ticks: UInt64, time: String) throws {
    let file = PacketBytes.pcapng(
      [Self.packets[2]], resolution: resolution, ticksPerSecond: ticks)
    let packet = try #require(Self.read(file, pieces: 100).packets.first)
    #expect(packet.time?.decimal == time)
  }

  @Test("of several interfaces have a link type and a clock for each", arguments: [false, true])
  func interfaces(bigEndian: Bool) throws {
    func number(_ value: some FixedWidthInteger) -> [UInt8] {
      PacketBytes.bytes(value, bigEndian: bigEndian)
    }
    func block(_ type: UInt32, _ body: [UInt8]) -> [UInt8] {
      PacketBytes.block(type, body, bigEndian: bigEndian)
    }
    // Ethernet in microseconds, the default; raw IP in nanoseconds, an hour late; loopback in 2^-10 s.
    let comment = number(UInt16(1)) + number(UInt16(5)) + Array("hello".utf8) + [0, 0, 0]
    let nanoseconds = number(UInt16(9)) + number(UInt16(1)) + [9, 0, 0, 0]
    let late = number(UInt16(14)) + number(UInt16(8)) + number(Int64(3600))
    let binary = number(UInt16(9)) + number(UInt16(1)) + [0x8A, 0, 0, 0]
    let end = number(UInt32(0))
    func interface(_ linkType: UInt16, _ options: [UInt8]) -> [UInt8] {
      block(1, number(linkType) + number(UInt16(0)) + number(UInt32(0)) + options)
    }
    func packet(_ interface: UInt32, ticks: UInt64, _ byte: UInt8) -> [UInt8] {
      block(
        6,
        number(interface) + number(UInt32(ticks >> 32)) + number(UInt32(truncatingIfNeeded: ticks))
          + number(UInt32(1)) + number(UInt32(1)) + [byte, 0, 0, 0] + comment + end)
    }
    var file = block(
      0x0A0D_0D0A,
      number(UInt32(0x1A2B_3C4D)) + number(UInt16(1)) + number(UInt16(0)) + number(UInt64.max)
        + comment + end)
    file += interface(1, comment + end) + interface(101, nanoseconds + late + end)
    file += interface(0, binary)
    file += packet(1, ticks: 1_500_000_001, 11) + packet(0, ticks: 2_000_001, 22)
    file += block(5, [1, 2, 3, 4]) + packet(2, ticks: 3 * 1024 + 512, 33)
    let read = Self.read(file, pieces: 13)
    #expect(read.end == nil)
    #expect(read.packets.map { Array($0.bytes) } == [[11], [22], [33]])
    #expect(read.packets.map(\.linkType) == [101, 1, 0])
    #expect(
      read.packets.map { $0.time?.decimal } == [
        "3601.500000001", "2.000001", "3.500000000",
      ])
  }

  @Test(
    "are not other files, which errors name",
    arguments: [
      ([0x1F, 0x8B, 8, 0], "gunzip"), ([0x50, 0x4B, 3, 4], "unzip"),
      (Array("GET /".utf8), "--client FILE --server FILE"), ([1, 2, 3, 4], "01 02 03 04"),
      ([], "empty"), ([1], "only 1 byte."),
    ] as [([UInt8], String)])
  func none(_ file: [UInt8], words: String) throws {
    let error = try #require(Self.read(file, pieces: 8).end)
    #expect(error.kind == .notACapture)
    #expect(error.description.contains(words))
  }

  @Test("with an impossible length are damaged, at that place")
  func damaged() throws {
    var pcap = PacketBytes.pcap(Self.packets)
    pcap[24 + 16 + 3 + 8 + 3] = 0x7F
    let read = Self.read(pcap, pieces: 10)
    #expect(read.packets.count == 1)
    #expect(read.end?.kind == .damaged)
    #expect(read.end?.offset == 24 + 16 + 3 + 8)
    var pcapng = PacketBytes.pcapng(Self.packets)
    pcapng[pcapng.count - 1] = 9
    let end = Self.read(pcapng, pieces: 10)
    #expect(end.packets.count == 2)
    #expect(end.end?.kind == .damaged)
  }
}
