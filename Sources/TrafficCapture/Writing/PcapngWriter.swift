import PacketHeaders

/// Writes a pcapng file of Ethernet frames, which Wireshark can open.
package enum PcapngWriter {
  /// The beginning of the file: a section with little-endian numbers, and one Ethernet interface.
  package static var beginning: [UInt8] {
    // The byte order, version 1.0, an unknown length.
    var section: [UInt8] = []
    section.append(littleEndian: 0x1a2b_3c4d as UInt32)
    section.append(littleEndian: 1 as UInt16)
    section.append(littleEndian: 0 as UInt16)
    section.append(littleEndian: UInt64.max)
    // Ethernet, with whole packets; without an option, times are in microseconds.
    var interface: [UInt8] = []
    interface.append(littleEndian: 1 as UInt16)
    interface.append(littleEndian: 0 as UInt16)
    interface.append(littleEndian: 0 as UInt32)
    return block(PcapngReader.sectionHeader, section) + block(1, interface)
  }

  /// The block of a packet with its time, in microseconds since 1970.
  package static func packet(_ bytes: [UInt8], microseconds: UInt64) -> [UInt8] {
    var body: [UInt8] = []
    body.append(littleEndian: 0 as UInt32)
    body.append(littleEndian: UInt32(truncatingIfNeeded: microseconds >> 32))
    body.append(littleEndian: UInt32(truncatingIfNeeded: microseconds))
    body.append(littleEndian: UInt32(truncatingIfNeeded: bytes.count))
    body.append(littleEndian: UInt32(truncatingIfNeeded: bytes.count))
    return block(6, body + bytes)
  }

  /// A block: its type, its length, its body padded to a multiple of four bytes, its length again.
  private static func block(_ type: UInt32, _ body: [UInt8]) -> [UInt8] {
    let padding = [UInt8](repeating: 0, count: (4 - body.count % 4) % 4)
    let length = UInt32(truncatingIfNeeded: 12 + body.count + padding.count)
    var block: [UInt8] = []
    block.append(littleEndian: type)
    block.append(littleEndian: length)
    block += body + padding
    block.append(littleEndian: length)
    return block
  }
}
