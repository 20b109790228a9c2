/// Checks that a text message is UTF-8, over all cuts into frames and pieces of frames.
///
/// It has a validator, and what is needed to find the bits of the frame at which an error is seen.
package struct TextCheck: Hashable, Sendable {
  private let isTransformed: Bool
  private var validator = UTF8Validator()
  private var byteCount = 0
  private var frameStart = 0
  private var headerByteCount = 0
  private var isEmptyFrame = false

  /// A check at the start of a message, which an extension may have transformed.
  package init(isTransformed: Bool = false) {
    self.isTransformed = isTransformed
  }

  /// The next bytes belong to a new frame, with a header of this size and perhaps without payload.
  package mutating func beginFrame(headerByteCount: Int, isEmpty: Bool) {
    frameStart = byteCount
    self.headerByteCount = headerByteCount
    isEmptyFrame = isEmpty
  }

  /// Takes the frame's next bytes; returns the error that they show.
  package mutating func validate(_ bytes: Span<UInt8>) -> Finding? {
    byteCount &+= bytes.count
    return validator.validate(bytes).map(finding)
  }

  /// Tells whether the message may end with this frame.
  package func finish() -> Finding? {
    validator.finish().map(finding)
  }

  private func finding(_ error: UTF8Violation) -> Finding {
    // A character may begin in an earlier frame. This frame's part in it is then its first byte, or,
    // where it has none, the bit that ends the message. Of a payload that was transformed no byte is
    // the wrong character, so its first represents all.
    let inFrame = isTransformed ? 0 : max(error.offset, frameStart) &- frameStart
    let firstBit = 8 &* (headerByteCount &+ inFrame)
    return .textNotUTF8(error, bits: isEmptyFrame ? 0..<1 : firstBit..<firstBit &+ 8)
  }
}
