/// Reads a pcap file: a header of 24 bytes, then, for each packet, 16 bytes and its data.
final class PcapReader {
  private let bigEndian: Bool
  private let isNanoseconds: Bool
  /// The largest number of bytes kept of a packet, and the link type; nil before the file's header.
  private var header: (snapLength: UInt32, linkType: UInt32)?

  init(bigEndian: Bool, isNanoseconds: Bool) {
    self.bigEndian = bigEndian
    self.isNanoseconds = isNanoseconds
  }

  /// Whether the header of the file was read.
  var hasHeader: Bool { header != nil }

  /// Reads the next packet, which gets `number`; nil if more bytes are needed.
  func next(
    _ queue: inout InputQueue, number: Int
  ) throws(CaptureError) -> CapturedPacket? {
    guard let header else {
      guard queue.count >= 24 else { return nil }
      try readHeader(&queue)
      return try next(&queue, number: number)
    }
    guard queue.count >= 16 else { return nil }
    let kept = queue.field32(at: 8, bigEndian: bigEndian)
    // Some writers set the snap length to 0, or keep more than they say.
    guard kept <= max(min(header.snapLength, largestPacket), 262_144) else {
      throw CaptureError(
        .damaged, at: queue.offset + 8,
        "Packet \(number) claims \(kept) bytes, more than a packet of this file can have.")
    }
    guard queue.count >= 16 + Int(kept) else { return nil }

    let fraction = queue.field32(at: 4, bigEndian: bigEndian)
    let nanoseconds =
      isNanoseconds
      ? fraction
      : fraction.multipliedReportingOverflow(by: 1000)
        .partialValue
    let limit: UInt32 = isNanoseconds ? 1_000_000_000 : 1_000_000
    guard fraction < limit else {
      throw CaptureError(
        .damaged, at: queue.offset + 4,
        "The time of packet \(number) has \(fraction) parts of a second. Expected less than "
          + "\(limit).")
    }
    let time = Timestamp(
      seconds: Int64(queue.field32(at: 0, bigEndian: bigEndian)), nanoseconds: nanoseconds,
      fractionDigits: isNanoseconds ? 9 : 6)
    let original = queue.field32(at: 12, bigEndian: bigEndian)
    queue.skip(16)
    return CapturedPacket(
      number: number, time: time, linkType: header.linkType, bytes: queue.take(Int(kept)),
      originalLength: Int(max(original, kept)))
  }

  private func readHeader(_ queue: inout InputQueue) throws(CaptureError) {
    let major = queue.field16(at: 4, bigEndian: bigEndian)
    guard major == 2 else {
      throw CaptureError(
        .notACapture, at: 4, "The pcap file has version \(major). Expected version 2.")
    }
    header = (
      snapLength: queue.field32(at: 16, bigEndian: bigEndian),
      // The upper half describes checksums after the packets, which the packets' lengths exclude.
      linkType: queue.field32(at: 20, bigEndian: bigEndian) & 0xFFFF
    )
    queue.skip(24)
  }
}
