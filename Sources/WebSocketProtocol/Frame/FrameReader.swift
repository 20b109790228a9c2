/// Cuts a stream of bytes into frames; the bytes may come in pieces of any size.
///
/// For observers: it never stops, judges nothing and keeps no payload, so a frame may be larger than
/// the memory. An endpoint uses `Connection`.
public struct FrameReader: Sendable {
  /// What the stream held next.
  public enum Part: Hashable, Sendable {
    /// A header, its bytes, and the place of its first byte in the stream.
    case header(FrameHeader, bytes: [UInt8], offset: UInt64)
    /// Bytes of that frame's payload, as they are on the wire.
    case payload([UInt8])
    /// The frame has ended.
    case end
  }

  /// Where the stream stopped.
  public enum Remainder: Hashable, Sendable {
    /// Between two frames.
    case nothing
    /// Inside a header.
    case header(FrameHeader.ParseResult, bytes: [UInt8], offset: UInt64)
    /// Inside a payload, with how many bytes are missing.
    case payload(missing: UInt64)
  }

  private var unread: [UInt8] = []
  private var position = 0
  /// The place of `unread[position]` in the stream.
  private var offset: UInt64
  /// How much payload is still to come; nil between two frames.
  private var payloadLeft: UInt64?

  /// A reader of a stream whose first frame begins at `offset`.
  public init(offset: UInt64 = 0) {
    self.offset = offset
  }

  /// Takes the stream's next bytes; `next()` then hands out their parts.
  public mutating func receive(_ bytes: [UInt8]) {
    if position == unread.count {
      unread = bytes
    } else {
      unread.removeFirst(position)
      unread += bytes
    }
    position = 0
  }

  /// The stream's next part; nil when more bytes are needed.
  public mutating func next() -> Part? {
    guard let left = payloadLeft else { return nextHeader() }
    if left == 0 {
      payloadLeft = nil
      return .end
    }
    let count = Int(min(left, UInt64(unread.count - position)))
    guard count > 0 else {
      forgetWhatWasRead()
      return nil
    }
    payloadLeft = left - UInt64(count)
    return .payload(take(count))
  }

  /// Where the stream stopped; meaningful at its end.
  public var remainder: Remainder {
    if let payloadLeft { return .payload(missing: payloadLeft) }
    let bytes = Array(unread[position...])
    return bytes.isEmpty
      ? .nothing : .header(FrameHeader.parse(bytes), bytes: bytes, offset: offset)
  }

  private mutating func nextHeader() -> Part? {
    guard case .header(let header) = FrameHeader.parse(unread.span, at: position) else {
      forgetWhatWasRead()
      return nil
    }
    let start = offset
    payloadLeft = header.payloadLength
    return .header(header, bytes: take(header.byteCount), offset: start)
  }

  /// A reader that waits for more holds no memory: there may be thousands of them.
  private mutating func forgetWhatWasRead() {
    guard position == unread.count else { return }
    unread = []
    position = 0
  }

  private mutating func take(_ count: Int) -> [UInt8] {
    defer {
      position += count
      offset += UInt64(count)
    }
    return Array(unread[position..<position + count])
  }
}
