import TerminalText
import Testing

@Suite("Escaping for a terminal")
struct EscapingTests {
  @Test(
    "what is invisible or steers a terminal is written out",
    arguments: [
      ("Hello", "Hello"), ("a\nb", #"a\nb"#), ("\r\n", #"\r\n"#), ("\t\0", #"\t\0"#),
      ("\u{1b}[31m", #"\e[31m"#), ("\u{7f}\u{80}\u{9b}", #"\u{7f}\u{80}\u{9b}"#),
      ("\u{202e}txt", #"\u{202e}txt"#), ("\u{2066}\u{2069}", #"\u{2066}\u{2069}"#),
      ("a\u{200b}b", #"a\u{200b}b"#), ("\u{feff}", #"\u{feff}"#), ("\u{ad}", #"\u{ad}"#),
      ("\u{2028}", #"\u{2028}"#), ("\u{e000}", #"\u{e000}"#), ("\u{e0041}", #"\u{e0041}"#),
      (#"C:\n"#, #"C:\\n"#), ("你好 👩‍🚀 ❤️ 🇨🇳", "你好 👩‍🚀 ❤️ 🇨🇳"), ("e\u{301}", "e\u{301}"),
      ("\u{301}", #"\u{301}"#), ("\n\u{301}", #"\n\u{301}"#), ("🏽", #"\u{1f3fd}"#),
      ("a\u{200d}b", #"a\u{200d}b"#),
      ("a\u{fe0f}", #"a\u{fe0f}"#), ("\u{3164}", #"\u{3164}"#),
    ])
  func escape(text: String, expected: String) {
    #expect(text.escapedForTerminal == expected)
    #expect(text.isSafeForTerminal == (text == expected))
  }

  @Test(
    "a byte that is not UTF-8 keeps its value",
    arguments: [
      ([0x48, 0xff, 0x69], #"H\xffi"#), ([0xe4, 0xbd], #"\xe4\xbd"#),
      ([0xc0, 0xaf], #"\xc0\xaf"#), ([0xed, 0xa0, 0x80], #"\xed\xa0\x80"#),
      ([0xf0, 0x9f, 0x91, 0x8b], "👋"), ([0xf5], #"\xf5"#), ([0xe4, 0x41], #"\xe4A"#),
      ([0x1b, 0x9b], #"\e\x9b"#), ([], ""),
    ] as [([UInt8], String)])
  func escapeBytes(bytes: [UInt8], expected: String) {
    #expect(escapedForTerminal(utf8: bytes) == expected)
  }

  @Test("Every scalar becomes visible text, and no two become the same text")
  func everyScalar() {
    var seen: Set<[UInt8]> = []
    // Planes 4 to 13 are empty, and 15 and 16 private: one scalar in 97 is enough there.
    let isDense = { (value: UInt32) in value < 0x40000 || value >> 16 == 14 }
    for value in UInt32(0)...0x10ffff where isDense(value) || value % 97 == 0 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let escaped = String(scalar).escapedForTerminal
      if escaped.isEmpty || escaped.unicodeScalars.contains(where: { !$0.isHarmless }) {
        Issue.record("U+\(String(value, radix: 16)) is written \(escaped.debugDescription)")
      }
      // In Swift, canonically equal strings are equal, so the bytes are compared.
      if !seen.insert(Array(escaped.utf8)).inserted {
        Issue.record("U+\(String(value, radix: 16)) looks like another")
      }
    }
  }
}

extension Unicode.Scalar {
  /// Written independently of the code under test, from the ranges in the specifications.
  fileprivate var isHarmless: Bool {
    switch value {
    case 0..<0x20, 0x7f..<0xa0, 0x200b...0x200f, 0x2028...0x202e, 0x2060...0x206f, 0xfeff,
      0x61c, 0xad, 0xe0000...0xe0fff:
      false
    default: true
    }
  }
}
