import CommandLineKit
import Testing

@Suite struct QuotedTests {
  @Test(arguments: [
    ("81", "“81”"), ("", "“”"), ("a b", "“a b”"), ("\u{1b}[31m", #"“\e[31m”"#),
    ("\u{202e}", #"“\u{202e}”"#), (#"\"#, #"“\\”"#),
  ])
  func whatSteersATerminalIsSpelledOut(_ text: String, _ expected: String) {
    #expect(quoted(text) == expected)
  }

  @Test func onlyTheBeginningOfALongWordIsShown() {
    let text = String(repeating: "é", count: 120)
    #expect(quoted(text) == "“\(text)”")
    #expect(quoted(text + "x") == "“\(text)…”")
  }
}
