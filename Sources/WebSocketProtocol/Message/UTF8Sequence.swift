/// A character's bytes between the first and the last: what may follow is known from the first.
///
/// RFC 3629 §4. Only the second byte's range varies; from the third on it is always 80–BF.
struct UTF8Sequence: Hashable, Sendable {
  /// The place of the first byte in the text.
  let offset: Int
  /// How many bytes are still to come: 1–3.
  var missing: Int
  /// The bytes that may come next.
  var next: ClosedRange<UInt8>
  /// What a continuation byte below `next` would make of the sequence, or above it.
  private var outOfRange: UTF8Violation.Reason

  /// The bytes that go on with a character: 10xxxxxx.
  static let continuation: ClosedRange<UInt8> = 0x80...0xBF

  /// The sequence that a byte of 80–FF begins; throws where it can begin none.
  init(lead: UInt8, at offset: Int) throws(UTF8Violation) {
    self.offset = offset
    next = Self.continuation
    outOfRange = .truncated  // never read: nothing lies outside the full range
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

  /// Goes on by one byte; throws at the first that cannot belong here.
  mutating func append(_ byte: UInt8) throws(UTF8Violation) {
    guard next.contains(byte) else {
      let interrupted = !Self.continuation.contains(byte)
      throw UTF8Violation(offset: offset, reason: interrupted ? .truncated : outOfRange)
    }
    missing -= 1
    next = Self.continuation
  }
}
