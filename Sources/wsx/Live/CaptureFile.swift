import CommandLineKit

/// A capture file in the format pcapng, as Wireshark opens it; packets are Ethernet frames.
struct CaptureFile {
  private let file: OutputFile

  /// Creates the file, or empties it, and writes its head.
  init(path: String) throws(Failure) {
    file = try OutputFile(path: path)
    // The section's head: its byte order, version 1.0, a length that is not known.
    var section: [UInt8] = []
    section.append(littleEndian: 0x1a2b_3c4d as UInt32)
    section.append(littleEndian: 1 as UInt16)
    section.append(littleEndian: 0 as UInt16)
    section.append(littleEndian: UInt64.max)
    // The one interface: Ethernet, packets kept whole; times are in microseconds unless said.
    var interface: [UInt8] = []
    interface.append(littleEndian: 1 as UInt16)
    interface.append(littleEndian: 0 as UInt16)
    interface.append(littleEndian: 0 as UInt32)
    try file.write(Self.block(0x0a0d_0d0a, section) + Self.block(1, interface))
  }

  /// Appends packets, all with the same time.
  func write(_ packets: [[UInt8]], at time: WallTime) throws(Failure) {
    var blocks: [UInt8] = []
    for packet in packets {
      var body: [UInt8] = []
      body.append(littleEndian: 0 as UInt32)
      body.append(littleEndian: UInt32(truncatingIfNeeded: time.microseconds >> 32))
      body.append(littleEndian: UInt32(truncatingIfNeeded: time.microseconds))
      body.append(littleEndian: UInt32(packet.count))
      body.append(littleEndian: UInt32(packet.count))
      body += packet
      blocks += Self.block(6, body)
    }
    try file.write(blocks)
  }

  /// A block: type, length, body to a multiple of four bytes, and the length again.
  private static func block(_ type: UInt32, _ body: [UInt8]) -> [UInt8] {
    let padding = [UInt8](repeating: 0, count: (4 - body.count % 4) % 4)
    let length = UInt32(12 + body.count + padding.count)
    var block: [UInt8] = []
    block.append(littleEndian: type)
    block.append(littleEndian: length)
    block += body + padding
    block.append(littleEndian: length)
    return block
  }
}
