import LessonKit

extension CheckUTF8Attempt {
  static let parts: [[Mistake<Self>]] = [
    nothings, firstBytes, highBytes, shortOverlong, overlong, surrogates, maximums, boundaries,
    continuations, looks, ends, unfinishedCounts, wholes, refusals,
  ]

  private static let nothings: [Mistake<Self>] = [
    Mistake(
      "text.not-validated",
      """
      You accepted bytes that are not UTF-8. `String(decoding:as:)` does so too: it puts U+FFFD in their \
      place. §8.1: fail the connection. Throw.
      """
    ) { $0.checksNothing = true },
    Mistake(nil, "You refused all bytes from 80 on. They are the characters beyond ASCII.") {
      $0.isASCIIOnly = true
    },
  ]

  // MARK: - First bytes

  private static let firstBytes: [Mistake<Self>] = [
    Mistake(
      nil,
      "You accepted 80 to bf where a character begins. 10xxxxxx continues a character. Throw."
    ) { $0.strayCount = 1 },
    Mistake(
      nil,
      """
      You took 80 to bf for the first of two bytes. A first byte of two is 110xxxxx; 10xxxxxx continues a \
      character.
      """
    ) { $0.strayCount = 2 },
    Mistake(
      nil,
      """
      You took 80 to bf for the first of two bytes, and f8 to ff for the first of four. The first bits say \
      it: 110xxxxx begins two bytes, 11110xxx four.
      """
    ) {
      $0.strayCount = 2
      $0.highCount = { _ in 4 }
    },
  ]

  private static let highBytes: [Mistake<Self>] = [
    high("You accepted forms of five and six bytes.") { $0 < 0xfc ? 5 : $0 < 0xfe ? 6 : nil },
    high("You accepted a form of five bytes.") { $0 < 0xfc ? 5 : nil },
    high("You took f8 to ff for the first of four bytes.") { _ in 4 },
    high("You accepted f8 to ff as characters of one byte.") { _ in 1 },
  ]

  private static func high(
    _ sentence: String, _ count: @escaping @Sendable (UInt8) -> Int?
  ) -> Mistake<Self> {
    Mistake(
      "text.too-large",
      "\(sentence) RFC 3629 §3: a character has at most four. f8 to ff never occur."
    ) { $0.highCount = count }
  }

  // MARK: - Overlong forms, surrogates, numbers that are too large

  private static let shortOverlong: [Mistake<Self>] = [
    Mistake(
      "text.overlong",
      "You accepted overlong forms. c0, c1, e0 80 and f0 80 begin what has a shorter form. Throw."
    ) {
      $0.refusedFirst.subtract([0xc0, 0xc1])
      $0.allowedSecond[0xe0] = nil
      $0.allowedSecond[0xf0] = nil
    },
    Mistake(
      "text.overlong",
      "You accepted c0 and c1. They begin overlong forms of what one byte can hold. Throw."
    ) { $0.refusedFirst.subtract([0xc0, 0xc1]) },
    Mistake("text.overlong", "You accepted c1. It begins overlong forms of 40 to 7f. Throw.") {
      $0.refusedFirst.remove(0xc1)
    },
    Mistake("text.overlong", "You accepted c0. It begins overlong forms of 00 to 3f. Throw.") {
      $0.refusedFirst.remove(0xc0)
    },
    Mistake(nil, "You refused c2. U+0080 to U+00BF begin with it.") {
      $0.refusedFirst.insert(0xc2)
    },
  ]

  private static let overlong: [Mistake<Self>] = [
    Mistake(
      "text.overlong",
      """
      You accepted overlong forms of three and four bytes. After e0, the second byte is a0 or more; after \
      f0, it is 90 or more.
      """
    ) {
      $0.allowedSecond[0xe0] = nil
      $0.allowedSecond[0xf0] = nil
    },
    Mistake(
      "text.overlong",
      "You accepted overlong forms of three bytes. After e0, the second byte is a0 or more."
    ) { $0.allowedSecond[0xe0] = nil },
    Mistake(
      "text.overlong",
      "You accepted overlong forms of four bytes. After f0, the second byte is 90 or more."
    ) { $0.allowedSecond[0xf0] = nil },
  ]

  private static let surrogates: [Mistake<Self>] = [
    Mistake(
      "text.surrogate",
      """
      You accepted surrogates, U+D800 to U+DFFF. They are halves of UTF-16, and not characters. After ed, \
      the second byte is 9f at most.
      """
    ) { $0.allowedSecond[0xed] = nil },
    Mistake(nil, "You refused every character that begins with ed. U+D000 to U+D7FF are allowed.") {
      $0.refusedFirst.insert(0xed)
    },
  ]

  private static let maximums: [Mistake<Self>] = [
    tooLarge("You accepted numbers above U+10FFFF.") {
      $0.refusedFirst.subtract([0xf5, 0xf6, 0xf7])
      $0.allowedSecond[0xf4] = nil
    },
    tooLarge("You accepted f4 90 and more.") { $0.allowedSecond[0xf4] = nil },
    tooLarge("You accepted f5, f6 and f7.") { $0.refusedFirst.subtract([0xf5, 0xf6, 0xf7]) },
    Mistake(nil, "You refused f4. U+100000 to U+10FFFF begin with it.") {
      $0.refusedFirst.insert(0xf4)
    },
    Mistake(nil, "You refused characters of four bytes, such as emoji.") {
      $0.refusedFirst.formUnion([0xf0, 0xf1, 0xf2, 0xf3, 0xf4])
    },
  ]

  private static func tooLarge(
    _ sentence: String, _ make: @escaping @Sendable (inout Self) -> Void
  ) -> Mistake<Self> {
    Mistake(
      "text.too-large",
      "\(sentence) The largest character is U+10FFFF: after f4, the second byte is 8f at most.",
      make: make)
  }

  private static let boundaries: [Mistake<Self>] = [
    second("You refused a0 after e0. U+0800 begins so.", 0xe0, 0xa1...0xbf),
    second("You refused 9f after ed. U+D7C0 to U+D7FF begin so.", 0xed, 0x80...0x9e),
    second("You refused 90 after f0. U+10000 begins so.", 0xf0, 0x91...0xbf),
    second("You refused 8f after f4. U+10F000 to U+10FFFF begin so.", 0xf4, 0x80...0x8e),
    second("You accepted 9f after e0. It is overlong.", 0xe0, 0x9f...0xbf),
    second("You accepted a0 after ed. It is a surrogate.", 0xed, 0x80...0xa0),
    second("You accepted 8f after f0. It is overlong.", 0xf0, 0x8f...0xbf),
    second("You accepted 90 after f4. It is above U+10FFFF.", 0xf4, 0x80...0x90),
  ]

  private static func second(
    _ sentence: String, _ first: UInt8, _ range: ClosedRange<UInt8>
  ) -> Mistake<Self> {
    Mistake(nil, "\(sentence) One limit is off by one.") { $0.allowedSecond[first] = range }
  }

  // MARK: - Continuation bytes

  private static let continuations: [Mistake<Self>] = [
    Mistake(
      "text.not-validated",
      "You did not check the bytes after the first. Each of them must be 10xxxxxx: 80 to bf."
    ) {
      $0.isContinuation = { _ in true }
      $0.allowedSecond = [:]
    },
    Mistake(
      "text.not-validated",
      "You did not check the bytes after the first. Each of them must be 10xxxxxx: 80 to bf."
    ) { $0.isContinuation = { _ in true } },
    Mistake(nil, "You took every byte from 80 on for a continuation byte. They end with bf.") {
      $0.isContinuation = { $0 >= 0x80 }
    },
  ]

  // MARK: - When

  private static let looks: [Mistake<Self>] = [
    Mistake(
      "text.late-failure",
      """
      You looked at the number when all bytes of the character are there. Its first two bytes show already \
      that it is not allowed: throw at once.
      """
    ) { $0.look = .numberAtEnd },
    Mistake(
      "text.late-failure",
      """
      You looked at a character when all its bytes are there. Look at each byte as it comes: what is wrong \
      cannot be mended.
      """
    ) { $0.look = .wholeCharacter },
  ]

  // MARK: - Unfinished characters

  private static let ends: [Mistake<Self>] = [
    Mistake(
      "text.not-validated",
      "You accepted a text that ends inside a character. If `isLast` is true, throw."
    ) { $0.isRefusedAtEnd = false },
    Mistake(
      "text.not-validated",
      "You accepted a text that ends inside a character. If `isLast` is true, throw."
    ) {
      $0.isRefusedAtEnd = false
      $0.unfinished = { _ in 0 }
    },
    Mistake(
      "text.per-fragment",
      """
      You refused a fragment that ends inside a character. The next fragment continues it: if `isLast` is \
      false, return how many bytes are unfinished.
      """
    ) { $0.isRefusedBefore = true },
    Mistake(nil, "You used `isLast` the wrong way round: only the last bytes must end a character.")
    {
      $0.isRefusedAtEnd = false
      $0.isRefusedBefore = true
    },
    crash(.index), crash(.range), crash(.unwrappedNil),
  ]

  private static func crash(_ cause: Crash.Cause) -> Mistake<Self> {
    Mistake(
      nil, "You read a byte of the character that has not come yet. Check that it is there first."
    ) { $0.crash = cause }
  }

  private static let unfinishedCounts: [Mistake<Self>] = [
    count("You returned how many bytes are missing.") { $0.count - $0.have },
    count("You returned how many bytes the whole character has.") { $0.count },
    count("You returned where the unfinished character begins.") { $0.offset },
    count("You returned 0 for an unfinished character.") { _ in 0 },
    count("You returned 1 for every unfinished character.") { _ in 1 },
    count("You did not count the first byte.") { $0.have - 1 },
    count("You returned the number of all bytes.") { $0.offset + $0.have },
  ]

  private static func count(
    _ sentence: String, _ unfinished: @escaping @Sendable (Unfinished) -> Int
  ) -> Mistake<Self> {
    Mistake(
      nil, "\(sentence) Return how many bytes of it are there, to be put before the next fragment."
    ) { $0.unfinished = unfinished }
  }

  private static let wholes: [Mistake<Self>] = [
    Mistake(nil, "You returned the number of bytes. Return 0 where no character is unfinished.") {
      $0.whole = { $0.count }
    },
    Mistake(nil, "You returned the number of characters. Return 0 where none is unfinished.") {
      $0.whole = { $0.count { $0 & 0xc0 != 0x80 } }
    },
    Mistake(nil, "You returned 1 where no character is unfinished. Return 0.") {
      $0.whole = { _ in 1 }
    },
  ]

  private static let refusals: [Mistake<Self>] = [
    Mistake(nil, "You returned 0 for bytes that are not UTF-8. Throw.") {
      $0.refusal = .returned([.number(0)])
    },
    Mistake(nil, "You stopped the program at bytes that are not UTF-8. Throw instead.") {
      $0.refusal = .crashed(.ownCheck)
    },
  ]
}
