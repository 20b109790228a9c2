extension FrameRecord {
  /// The first frame of some bytes, as far as they go; what follows it is left alone.
  ///
  /// `FrameRules.judge(_:in:)` says what the rules say of it alone.
  public init(firstFrameOf bytes: [UInt8]) {
    let parsed = FrameHeader.parse(bytes)
    guard case .header(let header) = parsed else {
      self.init(number: 1, offset: 0, headerBytes: bytes, parsed: parsed)
      return
    }
    let available = bytes[header.byteCount...]
    let count = Int(clamping: min(UInt64(available.count), header.payloadLength))
    self.init(
      number: 1, offset: 0, headerBytes: Array(bytes[..<header.byteCount]), parsed: parsed,
      payload: PayloadExtract(Array(available.prefix(count))))
  }
}

extension PayloadExtract {
  /// The byte at an index as it came over the wire; nil where it was not kept or never came.
  public func byte(at index: Int) -> UInt8? {
    guard index >= 0, UInt64(index) < byteCount else { return nil }
    if index < head.count { return head[index] }
    let fromEnd = byteCount - UInt64(index)
    guard fromEnd <= UInt64(tail.count) else { return nil }
    return tail[tail.count - Int(fromEnd)]
  }
}
