/// Checks that bytes are UTF-8, however they are cut.
///
/// Give it the bytes in order, in pieces of any size, then call `finish()`. It reports an error at the
/// first byte that cannot continue a valid text. RFC 3629 §4; RFC 6455 §8.1.
public struct UTF8Validator: Hashable, Sendable {
  /// How many bytes were checked so far.
  private var byteCount = 0
  /// The character that the bytes so far left unfinished.
  private var open: UTF8Sequence?
  /// The first error; the bytes after it cannot change it.
  private var violation: UTF8Violation?

  /// A validator at the start of a text.
  public init() {}

  /// Whether the bytes so far end between two characters.
  public var isBetweenCharacters: Bool { open == nil && violation == nil }

  /// Takes the text's next bytes; nil as long as a valid text can begin like this.
  ///
  /// After an error, always that error.
  public mutating func validate(_ bytes: Span<UInt8>) -> UTF8Violation? {
    guard violation == nil else { return violation }
    do throws(UTF8Violation) {
      // Blocks of bytes can be checked at once where a character begins and enough bytes are before it.
      var index = isBetweenCharacters ? Self.endOfASCIIBlocks(in: bytes, from: 0) : 0
      while index < bytes.count && (open != nil || index < Self.reach) {
        try take(bytes[index], at: byteCount + index)
        index += 1
      }
      if open == nil {
        index = Self.endOfWellFormedBlocks(in: bytes, from: index)
      }
      while index < bytes.count {
        try take(bytes[index], at: byteCount + index)
        index += 1
      }
      byteCount += bytes.count
    } catch {
      violation = error
    }
    return violation
  }

  /// Tells whether the text may end here: not inside a character, and not after an error.
  public func finish() -> UTF8Violation? {
    violation ?? open.map { UTF8Violation(offset: $0.offset, reason: .truncated) }
  }

  @inline(__always)
  private mutating func take(_ byte: UInt8, at offset: Int) throws(UTF8Violation) {
    if open == nil && byte < 0x80 { return }
    try takeOther(byte, at: offset)
  }

  private mutating func takeOther(_ byte: UInt8, at offset: Int) throws(UTF8Violation) {
    if var sequence = open {
      try sequence.append(byte)
      open = sequence.missing == 0 ? nil : sequence
    } else {
      open = try UTF8Sequence(lead: byte, at: offset)
    }
  }
}

extension UTF8Validator {
  /// Takes the text's next bytes from an array; nil as long as a valid text can begin like this.
  public mutating func validate(_ bytes: [UInt8]) -> UTF8Violation? {
    validate(bytes.span)
  }

  /// Takes the text's next bytes from a slice; nil as long as a valid text can begin like this.
  public mutating func validate(_ bytes: ArraySlice<UInt8>) -> UTF8Violation? {
    validate(bytes.span)
  }

  /// The first error in a whole text; nil where it is UTF-8.
  public static func violation(in text: Span<UInt8>) -> UTF8Violation? {
    var validator = UTF8Validator()
    return validator.validate(text) ?? validator.finish()
  }

  /// The first error in a whole text; nil where it is UTF-8.
  public static func violation(in text: [UInt8]) -> UTF8Violation? {
    violation(in: text.span)
  }
}
