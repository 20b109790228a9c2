import CZlib

/// Compresses the messages that one end sends.
///
/// A value: a copy goes on from the same context, independently. Memory is taken with the first
/// message: 2^(window bits + 2) + 2^(memory level + 9) bytes. RFC 7692 §7.2.1.
public struct Deflater: Sendable {
  /// What both ends agreed on for this direction.
  public let direction: DeflateDirection
  /// How well to compress, and how much memory to use.
  public let settings: DeflateSettings

  private var stream: ZlibStream?

  /// A compressor before its first message.
  public init(_ direction: DeflateDirection = .init(), settings: DeflateSettings = .init()) {
    self.direction = direction
    self.settings = settings
  }

  /// Whether this direction can be compressed.
  ///
  /// zlib cannot make raw DEFLATE data for a window of 8 bits; such an end sends its messages as they
  /// are.
  public var canCompress: Bool { direction.windowBits >= DeflateDirection.smallestZlibWindowBits }

  /// Appends the compressed message, without the `00 00 ff ff` at its end.
  ///
  /// False, with nothing appended, where the message is better sent as it is: compression does not
  /// make it smaller, or is not possible. Then RSV1 stays 0.
  public mutating func deflate(
    _ message: Span<UInt8>, appendingTo payload: inout [UInt8]
  ) -> Bool {
    guard canCompress, message.count >= settings.minimumByteCount else { return false }
    if message.isEmpty {
      // §7.2.3.6: the first byte of an empty block, whose last four bytes are removed. zlib would
      // refuse to flush twice without data between.
      payload.append(0)
      return true
    }
    let start = payload.count
    guard flush(message, appendingTo: &payload) else { return false }
    payload.removeLast(DeflateTail.bytes.count)
    if direction.keepsContext { return true }

    forgetContext()
    // With context takeover the peer needs even what did not get smaller: later messages may refer to
    // it.
    let isSmaller = payload.count - start < message.count
    if !isSmaller { payload.removeSubrange(start...) }
    return isSmaller
  }

  /// Appends the next fragment of a compressed message; false, with nothing appended, where it cannot
  /// be compressed.
  ///
  /// The peer can inflate all of each fragment before it has the next one. That costs the four bytes
  /// `00 00 ff ff` at the end of every fragment but the last. RFC 7692 §6.1.
  public mutating func deflateFragment(
    _ fragment: Span<UInt8>, isFinal: Bool, appendingTo payload: inout [UInt8]
  ) -> Bool {
    guard canCompress else { return false }
    if fragment.isEmpty {
      if isFinal { payload.append(0) }
    } else {
      guard flush(fragment, appendingTo: &payload) else { return false }
      if isFinal { payload.removeLast(DeflateTail.bytes.count) }
    }
    if isFinal, !direction.keepsContext { forgetContext() }
    return true
  }

  /// Appends compressed data up to the end of a block, followed by `00 00 ff ff`.
  private mutating func flush(_ data: Span<UInt8>, appendingTo payload: inout [UInt8]) -> Bool {
    guard let stream = ownStream() else { return false }
    let start = payload.count
    let run = stream.run(data, flush: Z_SYNC_FLUSH, appendingTo: &payload)
    guard run.end == .inputUsed, payload.count >= start + DeflateTail.bytes.count else {
      payload.removeSubrange(start...)
      self.stream = nil
      return false
    }
    return true
  }

  /// The stream to change: a new one at first, and a copy where another value uses it too.
  private mutating func ownStream() -> ZlibStream? {
    if stream == nil {
      stream = ZlibStream(
        deflatingWith: direction.windowBits, level: settings.level,
        memoryLevel: settings.memoryLevel)
    } else if !isKnownUniquelyReferenced(&stream) {
      stream = stream?.copy()
    }
    return stream
  }

  private mutating func forgetContext() {
    if settings.releasesMemoryBetweenMessages {
      stream = nil
    } else {
      stream?.reset()
    }
  }
}

/// The end of an empty DEFLATE block without compression: its length, 0, and the complement of it.
///
/// A sender removes it from each message, and a receiver puts it back. RFC 7692 §7.2.1–2.
enum DeflateTail {
  static let bytes: [UInt8] = [0x00, 0x00, 0xff, 0xff]
}
