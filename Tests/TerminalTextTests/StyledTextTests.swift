import TerminalText
import Testing

@Suite("Styled text")
struct StyledTextTests {
  @Test("Colour begins and ends with each run")
  func colour() {
    var line = StyledLine("Frame ", .heading)
    line.append("1", Style(.orange))
    line.append("  ")
    #expect(TerminalStyle().render(line) == "Frame 1")
    #expect(
      TerminalStyle(color: true).render(line)
        == "\u{1b}[1mFrame \u{1b}[0m\u{1b}[38;5;130m1\u{1b}[0m")
  }

  @Test("In ASCII, signs are spelled out")
  func ascii() {
    let style = TerminalStyle(characters: .ascii)
    #expect(style.render(StyledLine("§5.2 · 0–125 … 你")) == #"section 5.2 - 0-125 ... \u{4f60}"#)
    #expect(style.render(StyledLine("├─ a ╌┤")) == "+- a -+")
    #expect(style.render(StyledLine("→ sent, ← received")) == "-> sent, <- received")
  }

  @Test("Lines break at spaces, and inside a word only if it is wider than a line")
  func wrapping() {
    func wrap(_ text: String, _ width: Int, indent: Int = 0) -> [String] {
      StyledLine(text).wrapped(to: width, indent: indent).map { TerminalStyle().render($0) }
    }
    #expect(wrap("one two three", 80) == ["one two three"])
    #expect(wrap("one two three", 7) == ["one two", "three"])
    #expect(wrap("one two three", 10, indent: 2) == ["one two", "  three"])
    #expect(wrap("abcdefgh", 3) == ["abc", "def", "gh"])
    #expect(wrap("你好世界", 5) == ["你好", "世界"])
    #expect(wrap("", 5) == [""])
  }

  @Test("Words keep their styles across a break")
  func wrappedStyles() {
    var line = StyledLine("not ", .plain)
    line.append("right at all", .error)
    #expect(
      line.wrapped(to: 9) == [
        {
          var first = StyledLine("not "); first.append("right", .error); return first
        }(),
        StyledLine("at all", .error),
      ])
  }
}
