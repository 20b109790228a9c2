import LessonKit

/// `checkUTF8`, as people write it.
struct CheckUTF8Attempt: Attempt {
  /// How many bytes a character has that begins with 80–BF, or with F8–FF; nil where none does.
  var strayCount: Int?
  var highCount: @Sendable (_ first: UInt8) -> Int? = { _ in nil }
  /// First bytes that are refused, though their bits announce two or four bytes.
  var refusedFirst: Set<UInt8> = [0xc0, 0xc1, 0xf5, 0xf6, 0xf7]
  /// The second bytes that are allowed after these first ones.
  var allowedSecond: [UInt8: ClosedRange<UInt8>] = [
    0xe0: 0xa0...0xbf, 0xed: 0x80...0x9f, 0xf0: 0x90...0xbf, 0xf4: 0x80...0x8f,
  ]
  /// The bytes that are taken for continuation bytes.
  var isContinuation: @Sendable (UInt8) -> Bool = { $0 & 0xc0 == 0x80 }
  /// When a character is looked at.
  var look = Look.eachByte
  /// What an unfinished character becomes, at the end of a text and before it.
  var isRefusedAtEnd = true
  var isRefusedBefore = false
  /// A crash at an unfinished character.
  var crash: Crash.Cause?
  /// What is returned for an unfinished character, and for a text that has none.
  var unfinished: @Sendable (Unfinished) -> Int = { $0.have }
  var whole: @Sendable (_ bytes: [UInt8]) -> Int = { _ in 0 }
  /// What bytes that are not UTF-8 become.
  var refusal: Outcome = .threw
  /// Whether nothing is checked, and whether only ASCII is accepted.
  var checksNothing = false
  var isASCIIOnly = false

  /// When a character is looked at.
  enum Look {
    case eachByte
    /// Continuation bytes as they come, and the number that they make at the end.
    case numberAtEnd
    /// Only when all bytes of the character are there.
    case wholeCharacter
  }

  /// What is known of an unfinished character.
  struct Unfinished {
    var have: Int
    var count: Int
    var offset: Int
  }

  init() {}

  mutating func call(_ arguments: [WorkValue]) -> Outcome {
    guard let bytes = arguments.first?.asBytes, let isLast = arguments.last?.asFlag else {
      return .threw
    }
    if checksNothing { return number(0) }
    if isASCIIOnly, bytes.contains(where: { $0 >= 0x80 }) { return refusal }
    var rest = bytes[...]
    while let first = rest.first {
      guard let count = count(from: first) else { return refusal }
      let character = Array(rest.prefix(count))
      let isWhole = character.count == count
      if isWhole || look != .wholeCharacter {
        guard character.dropFirst().allSatisfy(isContinuation) else { return refusal }
      }
      if isWhole || look == .eachByte, isForbidden(character) { return refusal }
      guard isWhole else {
        if let crash { return .crashed(crash) }
        if isLast ? isRefusedAtEnd : isRefusedBefore { return refusal }
        return number(
          unfinished(
            Unfinished(have: character.count, count: count, offset: bytes.count - rest.count)))
      }
      rest = rest.dropFirst(count)
    }
    return number(whole(bytes))
  }

  private func number(_ number: Int) -> Outcome { .returned([.number(UInt64(max(0, number)))]) }

  private func count(from first: UInt8) -> Int? {
    switch first {
    case 0x00...0x7f: 1
    case 0x80...0xbf: strayCount
    case 0xc0...0xdf: 2
    case 0xe0...0xef: 3
    case 0xf0...0xf7: 4
    default: highCount(first)
    }
  }

  /// Whether the first two bytes of a character are not allowed, as far as they are there.
  private func isForbidden(_ character: [UInt8]) -> Bool {
    guard !refusedFirst.contains(character[0]) else { return true }
    guard character.count > 1, let allowed = allowedSecond[character[0]] else { return false }
    return !allowed.contains(character[1])
  }
}
