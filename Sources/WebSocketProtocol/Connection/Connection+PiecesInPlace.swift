// The fast path for the common case: a whole message in one frame, in the buffer where it was
// received. It gives the same results as `receive` and `nextEvent`, which do everything else.

extension Connection {
  /// What comes next in a buffer of received bytes.
  package enum Piece: Hashable, Sendable {
    /// A whole message in one frame that breaks no rule, and the place of its payload, now unmasked.
    /// It counts as received.
    case message(Opcode, Range<Int>)
    /// The beginning of such a binary frame, and how many bytes the frame will have. The caller may
    /// keep it until the rest has come, or hand it to `receive`.
    case incomplete(frameByteCount: Int)
    /// Anything else, unchanged: to be handed to `receive`, with all that follows it.
    case other
  }

  /// Takes a message that is whole at `start` of a buffer filled up to `end`.
  ///
  /// A text that has not arrived whole is never `incomplete`, so that an error in its UTF-8 is found
  /// at its first wrong byte.
  ///
  /// Mutating only so that it works in place: otherwise a connection kept in an object is copied for
  /// each call, which takes longer than everything else.
  package mutating func nextPiece(in bytes: inout [UInt8], from start: Int, to end: Int) -> Piece {
    guard state.reads, receiver.isBetweenMessages, events.isEmpty, !settings.observesFrames,
      case .header(let header) = FrameHeader.parse(
        bytes.span.extracting(droppingLast: bytes.count - end), at: start),
      isCommon(header)
    else { return .other }

    let count = Int(truncatingIfNeeded: header.payloadLength)
    let payload = start + header.byteCount..<start + header.byteCount + count
    guard payload.upperBound <= end else {
      return header.opcode == .binary
        ? .incomplete(frameByteCount: header.byteCount + count) : .other
    }
    header.maskingKey?.apply(to: &bytes, in: payload)
    guard
      header.opcode == .binary || UTF8Validator.violation(in: bytes.span.extracting(payload)) == nil
    else {
      // The slow path finds what is wrong, from the bytes as they came.
      header.maskingKey?.apply(to: &bytes, in: payload)
      return .other
    }
    return .message(header.opcode, payload)
  }

  /// Whether a header keeps every rule and limit, and its frame is a whole message.
  private func isCommon(_ header: FrameHeader) -> Bool {
    header.isFinal && header.reservedBits.isEmpty
      && (header.opcode == .binary || header.opcode == .text)
      && header.isMasked == (role == .server)
      && header.payloadLength <= UInt64(clamping: settings.maximumMessageByteCount)
      && header.lengthEncoding == LengthEncoding(shortestFor: header.payloadLength)
  }
}
