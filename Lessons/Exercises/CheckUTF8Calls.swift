import LessonKit

/// The calls of `checkUTF8`, from the simplest to the strangest.
enum CheckUTF8Calls {
  static let all =
    texts.map { call(Array($0.utf8), isLast: true) } + edges.map { call(hex($0), isLast: true) }
    + ["", "Hello", "你好"].map { call(Array($0.utf8), isLast: false) }
    + unfinished.map { call(hex($0), isLast: false) }
    + unfinished.map { call(hex($0), isLast: true) }
    + wrong.map { call(hex($0), isLast: true) }
    + hopeless.map { call(hex($0), isLast: false) }

  private static let texts = [
    "Hello", "", "é", "你好", "🌍", "Hello, 你好 é 🌍!", "\0", "e\u{301}\u{feff}",
    String(repeating: "你é🌍-", count: 30),
  ]

  /// The first and the last characters of each number of bytes, and those around the surrogates.
  private static let edges = [
    "7f", "c2 80", "df bf", "e0 a0 80", "ed 9f bf", "ee 80 80", "ef bf bf", "f0 90 80 80",
    "f1 80 80 80", "f3 bf bf bf", "f4 8f bf bf",
  ]

  /// Beginnings of characters, and text before them.
  private static let unfinished = [
    "c3", "e4", "e4 bd", "f0", "f0 9f", "f0 9f 8c", "48 65 6c 6c c3", "e4 bd a0 e5 a5",
    "f0 9f 8c 8d f0 9f 8c", "c2", "df", "e0 a0", "ed 9f", "ee 80", "f0 90", "f4 8f", "f4 8f bf",
    "f1", "ef", "f3 80 80",
    "e1", "e1 80", "ec bf", "ed 80", "ef bf", "f1 80", "f3 bf", "f4 80",
  ]

  /// What no text may hold.
  private static let wrong = [
    "ff", "48 65 6c 6c 6f ff", "80", "bf", "48 80", "c3 a9 a9", "e4 bd a0 a0", "c3 28", "c3 c3",
    "c3 28 a9", "e4 28 a0", "e4 bd 28", "e4 bd c3 a9", "e4 c3 a9", "f0 9f 8c 28", "f0 9f 28 8d",
    "f0 28 8c 8d", "e4 bd 48 65 6c", "c3 48 65",
    // Overlong.
    "c0 80", "c0 af", "c1 bf", "e0 80 80", "e0 80 af", "e0 9f bf", "f0 80 80 af", "f0 8f bf bf",
    // Surrogates.
    "ed a0 80", "ed bf bf", "ed a0 bd ed b8 80",
    // Above U+10FFFF.
    "f4 90 80 80", "f4 bf bf bf", "f5 80 80 80", "f7 bf bf bf",
    // Forms of five and six bytes, and bytes that begin nothing.
    "f8 88 80 80 80", "fb bf bf bf bf", "fc 84 80 80 80 80", "fe", "fe 80 80 80 80 80 80",
    "48 65 6c 6c 6f e4 bd", "c3 7f", "c3 c0", "e4 bd 7f", "e4 bd c0", "f0 9f 8c c0",
  ]

  /// Beginnings that cannot become text, whatever follows.
  private static let hopeless = [
    "ff", "80", "48 80", "c0", "c1", "e0 80", "e0 9f", "f0 80", "f0 8f", "f0 8f bf", "ed a0",
    "ed bf", "f4 90", "f4 90 80", "f5", "f8", "f8 88 80 80", "fc", "c3 28", "e4 28", "e4 bd 28",
    "f0 9f 28", "f0 28", "c3 a9 c0", "e4 bd e5 a5", "c3 28 c3", "c3 a9 a9 c3",
    // Each row of the table, just outside its range.
    "c2 7f", "df c0", "e0 7f", "e0 c0", "e1 7f", "ec c0", "ed 7f", "ee 7f", "ef c0", "f0 7f",
    "f0 c0",
    "f1 7f", "f3 c0", "f4 7f",
  ]

  private static func hex(_ text: String) -> [UInt8] { Hex.bytes(text) ?? [] }

  private static func call(_ bytes: [UInt8], isLast: Bool) -> [WorkValue] {
    [.bytes(bytes), .flag(isLast)]
  }
}
