/// A character of several bytes that has begun: the first byte decides which bytes may follow.
///
/// RFC 3629 §4. Only the second byte's range varies; from the third on it is always 80–BF.
struct UTF8Sequence: Hashable, Sendable {
  /// The place of the first byte in the text.
  let offset: Int
  /// How many bytes are still to come: 1–3.
  var missing: Int
  /// The bytes that may come next.
  var next: ClosedRange<UInt8>
  /// The kind of error where a continuation byte is not in `next`.
  private var outOfRange: UTF8Violation.Reason

  /// The bytes that continue a character: 10xxxxxx.
  static let continuation: ClosedRange<UInt8> = 0x80...0xBF

  /// The sequence that a byte of 80–FF begins; throws where it cannot begin one.
  init(lead: UInt8, at offset: Int) throws(UTF8Violation) {
    self.offset = offset
    next = Self.continuation
    outOfRange = .truncated  // never used: no continuation byte is outside the full range
    switch lead {
    case 0x00..<0xC0: throw UTF8Violation(offset: offset, reason: .strayContinuation)
    case 0xC0..<0xC2: throw UTF8Violation(offset: offset, reason: .overlong)
    case 0xC2..<0xE0: missing = 1
    case 0xE0..<0xF0: missing = 2
    case 0xF0..<0xF5: missing = 3
    default: throw UTF8Violation(offset: offset, reason: .aboveMaximum)
    }
    switch lead {
    case 0xE0: (next, outOfRange) = (0xA0...0xBF, .overlong)  // below U+0800
    case 0xED: (next, outOfRange) = (0x80...0x9F, .surrogate)  // from U+D800
    case 0xF0: (next, outOfRange) = (0x90...0xBF, .overlong)  // below U+10000
    case 0xF4: (next, outOfRange) = (0x80...0x8F, .aboveMaximum)  // from U+110000
    default: break
    }
  }

  /// Takes one byte; throws where it cannot belong to the character.
  mutating func append(_ byte: UInt8) throws(UTF8Violation) {
    guard next.contains(byte) else {
      let interrupted = !Self.continuation.contains(byte)
      throw UTF8Violation(offset: offset, reason: interrupted ? .truncated : outOfRange)
    }
    missing -= 1
    next = Self.continuation
  }
}
