/// Byte sequences of one kind, each of which is a text of its own: right UTF-8, or not.
///
/// They are those of Markus Kuhn's "UTF-8 decoder capability and stress test", in the order in which
/// the Autobahn|Testsuite numbers them.
struct UTF8Sequences {
  /// The number of the group after `6.`.
  let number: Int
  let name: String
  /// What the sequences have in common.
  let what: String
  let payloads: [(bytes: [UInt8], isValid: Bool)]

  /// Sequences in hexadecimal, with spaces between; a `!` marks what is not UTF-8.
  private init(_ number: Int, _ name: String, _ what: String, _ sequences: String) {
    self.number = number
    self.name = name
    self.what = what
    payloads = sequences.split { $0 == " " || $0 == "\n" }.map { word in
      let digits = Array(word.drop { $0 == "!" })
      let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
        UInt8(String(digits[$0..<$0 + 2]), radix: 16)
      }
      return (bytes, !word.hasPrefix("!"))
    }
  }

  static func hex(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
  }

  static let all: [UTF8Sequences] = [
    UTF8Sequences(
      5, "plain", "characters of 1 to 4 bytes",
      """
      68656c6c6f24776f726c64 68656c6c6fc2a2776f726c64 68656c6c6fe282ac776f726c64
      68656c6c6ff0a4ada2776f726c64 cebae1bdb9cf83cebcceb5
      """),
    UTF8Sequences(
      6, "prefix", "a prefix of a Greek word",
      """
      !ce ceba !cebae1 !cebae1bd cebae1bdb9 !cebae1bdb9cf cebae1bdb9cf83 !cebae1bdb9cf83ce
      cebae1bdb9cf83cebc !cebae1bdb9cf83cebcce cebae1bdb9cf83cebcceb5
      """),
    UTF8Sequences(
      7, "first-of-length", "the first character of its length", "00 c280 e0a080 f0908080"),
    UTF8Sequences(
      8, "first-of-five", "a form of 5 or 6 bytes, which UTF-8 no longer has",
      "!f888808080 !fc8480808080"),
    UTF8Sequences(
      9, "last-of-length", "the last character of its length", "7f dfbf efbfbf f48fbfbf"),
    UTF8Sequences(10, "beyond-last", "more than U+10FFFF", "!f7bfbfbf !fbbfbfbfbf !fdbfbfbfbfbf"),
    UTF8Sequences(
      11, "boundary", "around the surrogates, and the last characters",
      "ed9fbf ee8080 efbfbd f48fbfbf !f4908080"),
    UTF8Sequences(
      12, "continuation", "continuation bytes without a start",
      """
      !80 !bf !80bf !80bf80 !80bf80bf !80bf80bf80 !80bf80bf80bf
      !808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9a\
      aabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbe
      """),
    UTF8Sequences(
      13, "start", "start bytes without a continuation",
      """
      !c020c120c220c320c420c520c620c720c820c920ca20cb20cc20cd20ce20cf20d020d120d220d320d420d\
      520d620d720d820d920da20db20dc20dd20de20
      !e020e120e220e320e420e520e620e720e820e920ea20eb20ec20ed20ee20
      !f020f120f220f320f420f520f620 !f820f920fa20 !fc20
      """),
    UTF8Sequences(
      14, "incomplete", "the last byte is missing",
      """
      !c0 !e080 !f08080 !f8808080 !fc80808080 !df !efbf !f7bfbf !fbbfbfbf !fdbfbfbfbf
      """),
    UTF8Sequences(
      15, "incomplete-many", "incomplete sequences one after another",
      """
      !c0e080f08080f8808080fc80808080dfefbff7bfbffbbfbfbffdbfbfbfbf
      """),
    UTF8Sequences(16, "impossible", "bytes that UTF-8 never has", "!fe !ff !fefeffff"),
    UTF8Sequences(
      17, "overlong-slash", "a / in too many bytes",
      "!c0af !e080af !f08080af !f8808080af !fc80808080af"),
    UTF8Sequences(
      18, "overlong-last", "the last overlong form of each length",
      "!c1bf !e09fbf !f08fbfbf !f887bfbfbf !fc83bfbfbfbf"),
    UTF8Sequences(
      19, "overlong-nul", "U+0000 in too many bytes",
      "!c080 !e08080 !f0808080 !f880808080 !fc8080808080"),
    UTF8Sequences(
      20, "surrogate", "half of a surrogate pair",
      "!eda080 !edadbf !edae80 !edafbf !edb080 !edbe80 !edbfbf"),
    UTF8Sequences(
      21, "surrogate-pair", "a surrogate pair",
      """
      !eda080edb080 !eda080edbfbf !edadbfedb080 !edadbfedbfbf !edae80edb080 !edae80edbfbf
      !edafbfedb080 !edafbfedbfbf
      """),
    UTF8Sequences(
      22, "noncharacter", "a code point that is not a character, and allowed",
      """
      efbfbe efbfbf f09fbfbe f09fbfbf f0afbfbe f0afbfbf f0bfbfbe f0bfbfbf f18fbfbe f18fbfbf
      f19fbfbe f19fbfbf f1afbfbe f1afbfbf f1bfbfbe f1bfbfbf f28fbfbe f28fbfbf f29fbfbe
      f29fbfbf f2afbfbe f2afbfbf f2bfbfbe f2bfbfbf f38fbfbe f38fbfbf f39fbfbe f39fbfbf
      f3afbfbe f3afbfbf f3bfbfbe f3bfbfbf f48fbfbe f48fbfbf
      """),
    UTF8Sequences(
      23, "special", "U+FFF9 to U+FFFF", "efbfb9 efbfba efbfbb efbfbc efbfbd efbfbe efbfbf"),
  ]
}
