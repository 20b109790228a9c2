import Testing

@testable import CommandLineKit

@Suite struct NearestWordTests {
  // Levenshtein's distance as textbooks give it for these pairs.
  @Test(arguments: [
    ("kitten", "sitting", 3), ("saturday", "sunday", 3), ("flaw", "lawn", 2),
    ("intention", "execution", 5), ("", "abc", 3), ("same", "same", 0),
  ])
  func editDistance(_ left: String, _ right: String, _ expected: Int) {
    let bytes = (Array(left.utf8), Array(right.utf8))
    #expect(CommandLineKit.editDistance(bytes.0, bytes.1) == expected)
    #expect(CommandLineKit.editDistance(bytes.1, bytes.0) == expected)
  }

  @Test(
    arguments: [
      ("decod", "decode"), ("dcode", "decode"), ("capt", "capture"), ("cap", nil), ("xyz", nil),
      ("serv", "serve"), ("conect", "connect"), ("", nil),
    ] as [(String, String?)])
  func aHintIsGivenOnlyWhereOneIsNear(_ word: String, _ expected: String?) {
    let commands = ["decode", "encode", "capture", "serve", "connect", "completions"]
    #expect(nearest(to: word, among: commands) == expected)
  }

  @Test func whatIsLongIsNotCompared() {
    let long = String(repeating: "a", count: 65)
    #expect(nearest(to: long, among: [String(repeating: "a", count: 66) + "b"]) != nil)
    #expect(nearest(to: long + "x", among: [long + "y"]) == nil)
  }
}
