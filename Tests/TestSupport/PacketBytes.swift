/// Writes packets and capture files byte by byte, independently of the code that reads them.
package enum PacketBytes {
  /// The bytes of a number, by default the most significant first.
  package static func bytes(
    _ value: some FixedWidthInteger, bigEndian: Bool = true
  ) -> [UInt8] {
    let count = value.bitWidth / 8
    let ordered = (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * (count - 1 - $0))) }
    return bigEndian ? ordered : ordered.reversed()
  }

  // MARK: - Packets

  /// A TCP segment without options.
  package static func tcp(
    from source: UInt16, to destination: UInt16, sequence: UInt32, flags: UInt8 = 0x18,
    _ payload: [UInt8] = []
  ) -> [UInt8] {
    bytes(source) + bytes(destination) + bytes(sequence) + bytes(UInt32(0))
      + [0x50, flags] + bytes(UInt16(65_535)) + bytes(UInt16(0)) + bytes(UInt16(0)) + payload
  }

  /// An IPv4 packet between 10.0.0.1 and 10.0.0.2, or a fragment of one.
  package static func ipv4(
    _ payload: [UInt8], toServer: Bool, identification: UInt16 = 0, offset: Int = 0,
    moreFragments: Bool = false, length: Int? = nil
  ) -> [UInt8] {
    let ends: [[UInt8]] = [[10, 0, 0, 1], [10, 0, 0, 2]]
    return [0x45, 0] + bytes(UInt16(length ?? 20 + payload.count)) + bytes(identification)
      + bytes(UInt16(offset / 8) | (moreFragments ? 0x2000 : 0)) + [64, 6, 0, 0]
      + (toServer ? ends[0] + ends[1] : ends[1] + ends[0]) + payload
  }

  /// An IPv6 packet between fd00::1 and fd00::2 with the given headers before its payload.
  package static func ipv6(
    _ payload: [UInt8], toServer: Bool, next: UInt8 = 6, extensions: [UInt8] = []
  ) -> [UInt8] {
    let ends = [1, 2].map { [0xFD] + [UInt8](repeating: 0, count: 14) + [UInt8($0)] }
    return [0x60, 0, 0, 0] + bytes(UInt16(extensions.count + payload.count)) + [next, 64]
      + (toServer ? ends[0] + ends[1] : ends[1] + ends[0]) + extensions + payload
  }

  /// The fragments of the payload of an IPv4 packet.
  package static func fragments(
    _ payload: [UInt8], toServer: Bool, identification: UInt16, size: Int = 16
  ) -> [[UInt8]] {
    stride(from: 0, to: payload.count, by: size).map { start in
      let end = min(start + size, payload.count)
      return ipv4(
        Array(payload[start..<end]), toServer: toServer, identification: identification,
        offset: start, moreFragments: end < payload.count)
    }
  }

  /// The fragments of the payload of an IPv6 packet, after a hop-by-hop header.
  package static func fragments6(
    _ payload: [UInt8], toServer: Bool, identification: UInt32, size: Int = 16
  ) -> [[UInt8]] {
    stride(from: 0, to: payload.count, by: size).map { start in
      let end = min(start + size, payload.count)
      let hopByHop: [UInt8] = [44, 0, 1, 4, 0, 0, 0, 0]
      let fragment =
        [6, 0] + bytes(UInt16(start) | (end < payload.count ? 1 : 0)) + bytes(identification)
      return ipv6(
        Array(payload[start..<end]), toServer: toServer, next: 0, extensions: hopByHop + fragment)
    }
  }

  // MARK: - Files

  /// A packet to write: its bytes, and its time in nanoseconds since 1970.
  package typealias Timed = (bytes: [UInt8], time: UInt64)

  /// A pcap file.
  package static func pcap(
    _ packets: [Timed], linkType: UInt32 = 101, bigEndian: Bool = false,
    nanoseconds: Bool = false
  ) -> [UInt8] {
    func number(_ value: some FixedWidthInteger) -> [UInt8] { bytes(value, bigEndian: bigEndian) }
    var file = number(nanoseconds ? UInt32(0xA1B2_3C4D) : 0xA1B2_C3D4)
    file += number(UInt16(2)) + number(UInt16(4)) + number(UInt64(0))
    file += number(UInt32(262_144)) + number(linkType)
    for packet in packets {
      let fraction = packet.time % 1_000_000_000 / (nanoseconds ? 1 : 1000)
      file += number(UInt32(packet.time / 1_000_000_000)) + number(UInt32(fraction))
      file += number(UInt32(packet.bytes.count)) + number(UInt32(packet.bytes.count))
      file += packet.bytes
    }
    return file
  }

  /// A block of a pcapng file.
  package static func block(_ type: UInt32, _ body: [UInt8], bigEndian: Bool) -> [UInt8] {
    let padded = body + [UInt8](repeating: 0, count: (4 - body.count % 4) % 4)
    let length = bytes(UInt32(padded.count + 12), bigEndian: bigEndian)
    return bytes(type, bigEndian: bigEndian) + length + padded + length
  }

  /// A section of a pcapng file: its header, one interface, a block of an unknown type, packets.
  package static func pcapng(
    _ packets: [Timed], linkType: UInt16 = 101, bigEndian: Bool = false, resolution: UInt8? = nil,
    ticksPerSecond: UInt64 = 1_000_000
  ) -> [UInt8] {
    func number(_ value: some FixedWidthInteger) -> [UInt8] { bytes(value, bigEndian: bigEndian) }
    var file = block(
      0x0A0D_0D0A,
      number(UInt32(0x1A2B_3C4D)) + number(UInt16(1)) + number(UInt16(0)) + number(UInt64.max),
      bigEndian: bigEndian)
    var interface = number(linkType) + number(UInt16(0)) + number(UInt32(0))
    if let resolution {
      interface += number(UInt16(9)) + number(UInt16(1)) + [resolution, 0, 0, 0]
      interface += number(UInt32(0))
    }
    file += block(1, interface, bigEndian: bigEndian)
    file += block(0x0BAD_CAFE, Array("nobody knows this".utf8), bigEndian: bigEndian)
    for packet in packets {
      let ticks = UInt64(UInt128(packet.time) * UInt128(ticksPerSecond) / 1_000_000_000)
      let count = number(UInt32(packet.bytes.count))
      file += block(
        6,
        number(UInt32(0)) + number(UInt32(ticks >> 32))
          + number(UInt32(truncatingIfNeeded: ticks)) + count + count + packet.bytes,
        bigEndian: bigEndian)
    }
    return file
  }
}
