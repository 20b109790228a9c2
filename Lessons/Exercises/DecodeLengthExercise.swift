import LessonKit
import WebSocketProtocol

extension Exercise {
  /// Lesson 4: reads a length.
  package static let decodeLength = Exercise(
    function: "decodeLength",
    signature: "func decodeLength(_ bytes: [UInt8]) throws -> (length: UInt64, byteCount: Int)?",
    labels: [nil],
    calls: [
      "05", "85", "00", "80", "7d", "fd", "05 48 65 6c 6c 6f", "7e 00 7e", "fe 01 00", "7e ff ff",
      "fe 80 00", "7e 12 34 ff ff", "7f 00 00 00 00 00 01 00 00", "ff 00 00 00 01 00 00 00 02",
      "7f 01 23 45 67 89 ab cd ef 00", "ff 00 00 00 00 ff 00 00 01", "7f 7f ff ff ff ff ff ff ff",
      // Not enough yet.
      "", "7e", "fe", "7e 01", "7f", "7f 00", "ff 00 00", "7f 00 00 00 00 00 01 00",
      // Not allowed.
      "7e 00 05", "7e 00 7d", "fe 00 00", "7f 00 00 00 00 00 00 00 05",
      "7f 00 00 00 00 00 00 00 7e", "7f 00 00 00 00 00 00 ff ff", "ff 00 00 00 00 00 00 00 00",
      "7f 80 00 00 00 00 00 00 00", "ff ff ff ff ff ff ff ff ff", "7f 80 00 00 00 00 00 00 05 01",
    ].compactMap { Hex.bytes($0) }.map { [.bytes($0)] },
    mistakes: KnownMistakes(DecodeLengthAttempt.parts)
  ) { arguments in
    guard case .bytes(let bytes)? = arguments.first, let first = bytes.first else {
      return .returned([.nothing])
    }
    let encoding = LengthEncoding(sevenBits: first)
    let count = encoding == .sevenBits ? 1 : encoding == .sixteenBits ? 3 : 9
    guard bytes.count >= count else { return .returned([.nothing]) }
    guard isAllowed(bytes) else { return .threw }
    let length = count == 1 ? UInt64(first & 0x7f) : number(bytes[1..<count])
    return .returned([.number(length), .number(UInt64(count))])
  }
  .with {
    $0.resultNames = ["length", "byteCount"]
    $0.wanted = { arguments in
      guard case .bytes(let bytes)? = arguments.first else { return nil }
      guard let first = bytes.first else { return "nil: no byte is there yet" }
      let count = first & 0x7f == 127 ? 9 : first & 0x7f == 126 ? 3 : 1
      if bytes.count < count { return "nil: \(bytes.count) of \(count) bytes are there" }
      if isAllowed(bytes) { return nil }
      return first & 0x7f == 127 && bytes[1] & 0x80 != 0
        ? "an error: the first of the 64 bits must be 0"
        : "an error: a shorter form holds this length"
    }
  }

  /// Whether the RFC allows a whole length.
  private static func isAllowed(_ bytes: [UInt8]) -> Bool {
    switch bytes[0] & 0x7f {
    case 126: number(bytes[1..<3]) > 125
    case 127: number(bytes[1..<9]) > 65_535 && number(bytes[1..<9]) <= UInt64(Int64.max)
    default: true
    }
  }

  private static func number(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }
}

/// `decodeLength`, as people write it.
struct DecodeLengthAttempt: Attempt {
  /// The largest value of the seven bits that is taken for a length.
  var largestSmall: UInt8 = 125
  /// The values that announce two and eight bytes.
  var signposts: (short: UInt8, long: UInt8) = (126, 127)
  /// The seven bits of the first byte; nil is a crash.
  var sevenBits: @Sendable (UInt8) -> UInt8? = { $0 & 0x7f }
  var sevenBitsCrash = Crash.Cause.unwrappedNil
  /// The length in the form of one byte.
  var smallLength: @Sendable (_ first: UInt8, _ sevenBits: UInt8) -> UInt64 = { UInt64($1) }
  /// How many bytes the long form has.
  var longByteCount = 8
  /// The numbers in two and in eight bytes.
  var readShort: @Sendable (ArraySlice<UInt8>) -> UInt64 = bigEndian
  var readLong: @Sendable (ArraySlice<UInt8>) -> UInt64 = bigEndian
  /// The smallest lengths that are allowed in the two longer forms.
  var sixteenBitMinimum: UInt64 = 126
  var sixtyFourBitMinimum: UInt64 = 65_536
  /// Whether lengths above 2^63 − 1 are allowed, or crash.
  var topBit: Outcome? = .threw
  /// What a length that is not allowed becomes.
  var refusal: Outcome = .threw
  /// What no bytes become, and a length that is not whole.
  var empty: Outcome = .returned([.nothing])
  var short: @Sendable (_ bytes: [UInt8], _ sevenBits: UInt8) -> Outcome = { _, _ in
    .returned([.nothing])
  }
  /// Whether some lengths that are not whole crash, while others are told by nil.
  var shortMayCrash = false
  /// How many bytes are asked for in the form of one byte.
  var smallByteCount = 1
  /// How many bytes are asked for, beside those of the length.
  var moreNeeded = 0
  /// What becomes of bytes after the length, and whether in the form of one byte too.
  var rest: Outcome?
  var restIsCheckedInSmallForm = true
  /// The bytes that are read as the number in two or eight bytes.
  var numberBytes: @Sendable (_ bytes: [UInt8], _ count: Int) -> ArraySlice<UInt8> = {
    $0[1...$1]
  }
  /// The byteCount, from the right one and the first byte.
  var byteCount: @Sendable (_ count: Int, _ first: UInt8, _ bytes: Int) -> Int = { count, _, _ in
    count
  }
  /// Which byte is taken for the one with MASK.
  var start = 0

  init() {}

  mutating func call(_ arguments: [WorkValue]) -> Outcome {
    guard case .bytes(let given)? = arguments.first else { return .threw }
    let bytes = Array(given.dropFirst(start))
    guard let first = bytes.first else { return empty }
    guard let seven = sevenBits(first) else { return .crashed(sevenBitsCrash) }
    let extended =
      seven <= largestSmall
      ? 0 : seven == signposts.short ? 2 : seven == signposts.long ? longByteCount : 0
    if extended == 0, bytes.count < smallByteCount { return short(bytes, seven) }
    guard extended > 0 else { return result(smallLength(first, seven), 1, bytes) }
    guard bytes.count >= 1 + extended + moreNeeded else { return short(bytes, seven) }
    if let rest, !restIsCheckedInSmallForm, bytes.count > 1 + extended { return rest }
    let number = numberBytes(bytes, extended)
    let isShort = seven == signposts.short
    let length = isShort ? readShort(number) : readLong(number)
    if length < (isShort ? sixteenBitMinimum : sixtyFourBitMinimum) { return refusal }
    if length > UInt64(Int64.max), let topBit { return topBit == .threw ? refusal : topBit }
    return result(length, 1 + extended, bytes)
  }

  mutating func explains(_ trial: Trial) -> Bool {
    let outcome = call(trial.arguments)
    if outcome.agrees(with: trial.outcome) { return true }
    guard shortMayCrash else { return false }
    let ways = [Outcome.returned([.nothing]), .crashed(.index)]
    return ways.contains(outcome) && ways.contains { $0.agrees(with: trial.outcome) }
  }

  private func result(_ length: UInt64, _ count: Int, _ bytes: [UInt8]) -> Outcome {
    if let rest, restIsCheckedInSmallForm, bytes.count > count { return rest }
    let byteCount = byteCount(count, bytes[0], bytes.count)
    return .returned([.number(length), .number(UInt64(max(0, byteCount)))])
  }

  @Sendable static func bigEndian(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }

  @Sendable static func littleEndian(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
