import TerminalText
import Testing

@Suite("Display width")
struct DisplayWidthTests {
  // Widths from Unicode Standard Annexes 11 and 51; single scalars agree with Python's unicodedata.
  @Test(
    "columns in a terminal",
    arguments: [
      ("", 0), ("Hello", 5), ("é", 1), ("e\u{301}", 1), ("\u{301}", 0), ("你好", 4), ("かな", 4),
      ("ｶﾅ", 2), ("Ａ", 2), ("한국어", 6), ("\u{1112}\u{1161}\u{11ab}", 2), ("👋", 2), ("👩‍🚀", 2),
      ("👍🏽", 2), ("🇨🇳", 2), ("❤️", 2), ("❤", 1), ("1️⃣", 2), ("1", 1), ("©", 1), ("©️", 2),
      ("\u{200b}", 0), ("a\u{200d}", 1), ("│┌✓✗…·–", 7), ("𠀀", 4 - 2), ("あ゙", 2), ("ไทย", 3),
      ("😀😃", 4), ("。", 2), ("\u{303f}", 1), ("⌚", 2), ("☔", 2),
    ])
  func width(text: String, columns: Int) {
    #expect(text.displayWidth == columns)
  }

  @Test("The width of a text is the sum of its characters' widths")
  func sum() {
    let text = "Héllo, 世界 👩‍🚀!"
    #expect(text.displayWidth == text.reduce(0) { $0 + $1.displayWidth })
    #expect(text.displayWidth == 15)
  }

  @Test("The widest width of an emoji is that of its parts side by side")
  func widest() {
    let widths = "a好👋🏽👩‍🚀❤️".map(\.widestDisplayWidth)
    #expect(widths == [1, 2, 4, 4, 2])
  }
}
