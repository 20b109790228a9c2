import WebSocketProtocol

/// Inflates the messages of one direction for somebody who looks on.
///
/// It takes every frame of that direction, in order, and tells what the compressed ones stand for.
/// It changes nothing and stops at nothing: after an error it goes on with the next message, whose
/// references to what came before may then be missing. RFC 7692 §7.2.2.
public struct DeflateObserver: Sendable {
  /// The largest message to inflate, in bytes.
  public let maximumByteCount: Int

  private var inflater: Inflater
  private let direction: DeflateDirection
  private var message: [UInt8] = []
  private var place = Place.outside

  private enum Place {
    /// Between messages, or in one that is not compressed.
    case outside
    /// In a compressed message.
    case inside
    /// In a compressed message behind what could not be inflated.
    case behindError
  }

  /// An observer before the direction's first frame.
  public init(_ direction: DeflateDirection, maximumByteCount: Int = 1 << 24) {
    self.direction = direction
    self.maximumByteCount = maximumByteCount
    inflater = Inflater(direction)
  }

  /// Takes the next frame with its unmasked payload, as much of it as is there.
  ///
  /// Nil for what is not compressed: control frames, messages without RSV1.
  public mutating func observe(
    _ header: FrameHeader, payload: Span<UInt8>
  ) -> InflatedFrame? {
    switch header.opcode {
    case .text, .binary:
      begin(isCompressed: header.reservedBits.contains(.rsv1))
    case .continuation:
      break
    default:
      return nil
    }
    switch place {
    case .outside:
      return nil
    case .behindError:
      if header.isFinal { place = .outside }
      return InflatedFrame()
    case .inside:
      return inflate(payload, of: header)
    }
  }
}

extension DeflateObserver {
  private mutating func begin(isCompressed: Bool) {
    // A message that never ended leaves its data half read. What it would have added is not known.
    if place == .inside { inflater = Inflater(direction) }
    place = isCompressed ? .inside : .outside
    message = []
  }

  private mutating func inflate(_ payload: Span<UInt8>, of header: FrameHeader) -> InflatedFrame {
    let before = inflater.compressedByteCount
    let known = message.count
    var frame = InflatedFrame()
    do throws(InflateError) {
      try inflater.inflate(
        payload, maximumByteCount: maximumByteCount, appendingTo: &message)
      if header.isFinal {
        let ending = try inflater.endMessage(
          maximumByteCount: maximumByteCount, appendingTo: &message)
        frame.violation = ending.violation(bits: lastByte(header, payload.count))
      }
    } catch {
      frame.error = error
      frame.violation = error.rule.map { rule in
        let offset = max(0, (error.offset ?? 0) - before)
        let byte = header.byteCount + min(offset, payload.count - 1)
        return Violation(rule, bits: 8 * byte..<8 * byte + 8, error.description)
      }
      place = .behindError
    }
    frame.bytes = Array(message[known...])
    if header.isFinal {
      if frame.error == nil { frame.message = message }
      place = .outside
      message = []
    }
    return frame
  }

  private func lastByte(_ header: FrameHeader, _ payloadByteCount: Int) -> Range<Int> {
    let end = 8 * (header.byteCount + payloadByteCount)
    return end - 8..<end
  }
}

/// What one frame of a compressed message stands for.
public struct InflatedFrame: Hashable, Sendable {
  /// The part of the message that this frame's payload stands for.
  ///
  /// The compressor decides where it ends; a frame may give nothing, and the next one much.
  public var bytes: [UInt8] = []
  /// The whole message, where this frame ended it and all could be inflated.
  public var message: [UInt8]?
  /// What went wrong in this frame; the frames of the message behind it stay empty.
  public var error: InflateError?
  /// The rule that the sender has broken, at bits of this frame.
  public var violation: Violation?
}

extension DeflateEnding {
  /// What is wrong with it; nil where it is as RFC 7692 §7.2.1 says.
  package func violation(bits: Range<Int>) -> Violation? {
    switch self {
    case .emptyBlock:
      nil
    case .lastBlock:
      Violation(
        .deflateTail, bits: bits,
        "The compressed data ends with a block that has BFINAL 1. Behind it belongs the first byte "
          + "of an empty block, 00.")
    case .wholeBlock:
      Violation(
        .deflateTail, bits: bits,
        "The compressed data ends with a whole block. It must end with an empty one whose last four "
          + "bytes, 00 00 ff ff, are removed; they may have been left in.")
    }
  }
}
