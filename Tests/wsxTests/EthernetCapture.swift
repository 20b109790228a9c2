import Foundation
import TestSupport

/// The packets of a pcap file of IPv4 over Ethernet, which are changed and written again.
struct EthernetCapture {
  var packets: [[UInt8]]

  init(packets: [[UInt8]]) {
    self.packets = packets
  }

  /// Reads a little-endian pcap file without the code under test.
  init(_ path: String) throws {
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    packets = []
    var position = 24
    while position + 16 <= bytes.count {
      let count = (0..<4).reduce(0) { $0 | Int(bytes[position + 8 + $1]) << (8 * $1) }
      packets.append(Array(bytes[position + 16..<position + 16 + count]))
      position += 16 + count
    }
  }

  /// The file, with a packet each millisecond.
  var file: [UInt8] {
    PacketBytes.pcap(
      packets.enumerated().map { ($1, 1_700_000_000_000_000_000 + UInt64($0) * 1_000_000) },
      linkType: 1)
  }

  /// The same streams in other segments, in another order.
  ///
  /// Segments are cut, and some are sent again as they are, or cut in other places, so that they
  /// overlap.
  func disturbed(_ generator: inout SeededGenerator) -> EthernetCapture {
    var result = cut(&generator)
    result += result.filter { _ in Int.random(in: 0..<5, using: &generator) == 0 }
    result += packets.filter { _ in Int.random(in: 0..<5, using: &generator) == 0 }
    result += cut(&generator).filter { _ in Int.random(in: 0..<3, using: &generator) == 0 }
    result.shuffle(using: &generator)
    return EthernetCapture(packets: result)
  }

  /// Each segment in up to eight pieces.
  private func cut(_ generator: inout SeededGenerator) -> [[UInt8]] {
    packets.flatMap { packet in
      (0..<3).reduce([packet]) { pieces, _ in
        pieces.flatMap { Self.cut($0, &generator) }
      }
    }
  }

  /// Cuts a segment with data at a random place into two.
  private static func cut(_ packet: [UInt8], _ generator: inout SeededGenerator) -> [[UInt8]] {
    let ip = 14
    guard packet.count > ip + 40, packet[12] == 8, packet[ip] == 0x45, packet[ip + 9] == 6 else {
      return [packet]
    }
    let total = Int(packet[ip + 2]) << 8 | Int(packet[ip + 3])
    let data = ip + 20 + Int(packet[ip + 32] >> 4) * 4
    let end = ip + total
    let flags = packet[ip + 33]
    guard end - data >= 2, end <= packet.count, flags & 0x07 == 0 else { return [packet] }
    let cut = Int.random(in: data + 1..<end, using: &generator)
    func piece(_ range: Range<Int>) -> [UInt8] {
      var header = Array(packet[..<data])
      let length = data - ip + range.count
      header[ip + 2] = UInt8(length >> 8)
      header[ip + 3] = UInt8(length & 0xFF)
      var sequence = (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(header[ip + 24 + $1]) }
      sequence &+= UInt32(range.lowerBound - data)
      header.replaceSubrange(ip + 24..<ip + 28, with: PacketBytes.bytes(sequence))
      return header + packet[range]
    }
    return [piece(data..<cut), piece(cut..<end)]
  }
}
