/// Reads a pcapng file: blocks, each with its type, its length, its content and its length again.
///
/// A section header sets the byte order and begins a new list of interfaces. Blocks of types that
/// are not needed are skipped, whatever their size.
final class PcapngReader {
  /// The type of a section header, the same in both byte orders.
  static let sectionHeader: UInt32 = 0x0A0D_0D0A

  /// An interface that packets were captured on.
  private struct Interface {
    var linkType: UInt32
    var snapLength: UInt32
    var clock = PcapngClock()
  }

  private var bigEndian = true
  private var interfaces: [Interface] = []
  /// Whether a section header was read.
  private(set) var hasSection = false

  /// The largest number of interfaces of a section; a file with more is damaged or hostile.
  private static let interfaceLimit = 65_536
  /// The largest size of an interface's block, whose options can be long.
  private static let interfaceBlockLimit = 1 << 20

  /// Reads up to the next packet, which gets `number`; nil if more bytes are needed.
  func next(
    _ queue: inout InputQueue, number: Int
  ) throws(CaptureError) -> CapturedPacket? {
    while queue.missingSkip == 0, queue.count >= 12 {
      if queue.field32(at: 0, bigEndian: true) == Self.sectionHeader {
        try readByteOrder(queue)
      } else if !hasSection {
        throw CaptureError(
          .damaged, at: queue.offset, "The file does not begin with a section header.")
      }
      let type = queue.field32(at: 0, bigEndian: bigEndian)
      let length = queue.field32(at: 4, bigEndian: bigEndian)
      guard length >= 12, length % 4 == 0 else {
        throw CaptureError(
          .damaged, at: queue.offset + 4,
          "A block claims a length of \(length) bytes. Expected at least 12, and a multiple of 4.")
      }
      let isPacket = [2, 3, 6].contains(type)
      let isRead = isPacket || type == 1 || type == Self.sectionHeader
      guard isRead else {
        queue.skip(UInt64(length))
        continue
      }
      let limit = isPacket ? Int(largestPacket) + 65_536 : Self.interfaceBlockLimit
      guard Int(length) <= limit else {
        throw CaptureError(
          .damaged, at: queue.offset + 4,
          "A block of type \(type) claims \(length) bytes, more than such a block can have.")
      }
      guard queue.count >= Int(length) else { return nil }
      let trailer = queue.field32(at: Int(length) - 4, bigEndian: bigEndian)
      guard trailer == length else {
        throw CaptureError(
          .damaged, at: queue.offset + UInt64(length) - 4,
          "A block begins with the length \(length) and ends with the length \(trailer).")
      }
      if isPacket { return try readPacket(&queue, type, Int(length), number: number) }
      try readDescription(&queue, type, Int(length))
    }
    return nil
  }

  private func readByteOrder(_ queue: InputQueue) throws(CaptureError) {
    switch queue.field32(at: 8, bigEndian: true) {
    case 0x1A2B_3C4D: bigEndian = true
    case 0x4D3C_2B1A: bigEndian = false
    default:
      throw CaptureError(
        hasSection ? .damaged : .notACapture, at: queue.offset + 8,
        "A section header does not give the byte order. Expected 1a 2b 3c 4d or its reverse.")
    }
  }

  // MARK: - Sections and interfaces

  private func readDescription(
    _ queue: inout InputQueue, _ type: UInt32, _ length: Int
  ) throws(CaptureError) {
    let isSection = type == Self.sectionHeader
    guard length >= (isSection ? 28 : 20) else {
      throw CaptureError(.damaged, at: queue.offset + 4, "A block of \(length) bytes is too short.")
    }
    if isSection {
      let major = queue.field16(at: 12, bigEndian: bigEndian)
      guard major == 1 else {
        throw CaptureError(
          .damaged, at: queue.offset + 12,
          "The section has version \(major) of pcapng. Expected version 1.")
      }
      hasSection = true
      interfaces = []
    } else {
      guard interfaces.count < Self.interfaceLimit else {
        throw CaptureError(.damaged, at: queue.offset, "The section has too many interfaces.")
      }
      var interface = Interface(
        linkType: UInt32(queue.field16(at: 8, bigEndian: bigEndian)),
        snapLength: queue.field32(at: 12, bigEndian: bigEndian))
      interface.clock = clock(queue, options: 16..<length - 4)
      interfaces.append(interface)
    }
    queue.skip(UInt64(length))
  }

  /// Reads the options that say how times are counted.
  private func clock(_ queue: InputQueue, options: Range<Int>) -> PcapngClock {
    var clock = PcapngClock()
    var position = options.lowerBound
    while position + 4 <= options.upperBound {
      let code = queue.field16(at: position, bigEndian: bigEndian)
      let length = Int(queue.field16(at: position + 2, bigEndian: bigEndian))
      guard code != 0, position + 4 + length <= options.upperBound else { break }
      if code == 9, length >= 1 { clock.resolution = queue[position + 4] }
      if code == 14, length >= 8 {
        clock.offset = Int64(bitPattern: field64(queue, at: position + 4))
      }
      position += 4 + (length + 3) / 4 * 4
    }
    return clock
  }

  private func field64(_ queue: InputQueue, at index: Int) -> UInt64 {
    let first = UInt64(queue.field32(at: index, bigEndian: bigEndian))
    let second = UInt64(queue.field32(at: index + 4, bigEndian: bigEndian))
    return bigEndian ? first << 32 | second : second << 32 | first
  }

  // MARK: - Packets

  private func readPacket(
    _ queue: inout InputQueue, _ type: UInt32, _ length: Int, number: Int
  ) throws(CaptureError) -> CapturedPacket {
    let isSimple = type == 3
    let dataStart = isSimple ? 12 : 28
    guard length >= dataStart + 4 else {
      throw CaptureError(
        .damaged, at: queue.offset + 4, "The block of packet \(number) is too short.")
    }
    let interfaceNumber =
      switch type {
      case 3: 0
      case 2: Int(queue.field16(at: 8, bigEndian: bigEndian))
      default: Int(queue.field32(at: 8, bigEndian: bigEndian))
      }
    guard interfaces.indices.contains(interfaceNumber) else {
      throw CaptureError(
        .damaged, at: queue.offset + 8,
        "Packet \(number) came from interface \(interfaceNumber), but the section describes "
          + "\(interfaces.count) (counted from 0).")
    }
    let interface = interfaces[interfaceNumber]
    let room = UInt32(length - dataStart - 4)
    let original = queue.field32(at: isSimple ? 8 : 24, bigEndian: bigEndian)
    var kept = isSimple ? original : queue.field32(at: 20, bigEndian: bigEndian)
    if isSimple {
      if interface.snapLength > 0 { kept = min(kept, interface.snapLength) }
      kept = min(kept, room)
    }
    guard kept <= room else {
      throw CaptureError(
        .damaged, at: queue.offset + 20,
        "Packet \(number) claims \(kept) bytes, but its block has room for \(room).")
    }
    let time =
      isSimple
      ? nil
      : interface.clock.time(
        high: queue.field32(at: 12, bigEndian: bigEndian),
        low: queue.field32(at: 16, bigEndian: bigEndian))
    let bytes = queue.peek(dataStart, Int(kept))
    queue.skip(UInt64(length))
    return CapturedPacket(
      number: number, time: time, linkType: interface.linkType, bytes: bytes,
      originalLength: Int(max(original, kept)))
  }
}
