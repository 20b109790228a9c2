import TerminalText
import TestSupport
import Testing

@Suite("Contrast")
struct ContrastTests {
  @Test("Each colour is readable on black and on white", arguments: Style.Accent.allCases)
  func terminal(accent: Style.Accent) {
    let colour = Colour(paletteIndex: accent.paletteIndex)
    for page in [Colour.black, .white] {
      // 4.5, rounded to one place as the recommendation's own figures are.
      #expect(colour.contrast(to: page) >= 4.45, "\(accent)")
    }
  }

  @Test("The contrast is computed as WCAG 2.1 says")
  func computation() {
    #expect(Colour.black.contrast(to: .white) == 21)
    // #767676 on white is the classic example of 4.54.
    #expect((4.54..<4.55).contains(Colour(118, 118, 118).contrast(to: .white)))
  }
}
