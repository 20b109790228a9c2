import TestSupport
import Testing

@testable import FrameDiagram

@Suite("Contrast of pictures")
struct ContrastTests {
  @Test("Each colour is readable on its page, and in a box of the same colour")
  func picture() throws {
    for (accent, light, dark) in SVGStyleSheet.colours {
      for (hex, page, opacity) in [(light, "#ffffff", 0.12), (dark, "#0f172a", 0.18)] {
        #expect(SVGStyleSheet.text.contains("fill-opacity:\("\(opacity)".dropFirst())"))
        let colour = try #require(Colour(hex: hex))
        let page = try #require(Colour(hex: page))
        #expect(colour.contrast(to: page) >= 4.5, "\(accent) \(hex)")
        #expect(colour.contrast(to: colour.over(page, opacity: opacity)) >= 4.5, "\(accent) \(hex)")
      }
    }
  }
}
