import TerminalText

/// The elements of an SVG picture, as text.
struct SVGText {
  private(set) var text = ""

  mutating func rectangle(x: Int, y: Int, width: Int, height: Int, classes: String) {
    text += "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\""
    text += " class=\"\(classes)\"/>\n"
  }

  mutating func line(x1: Int, y1: Int, x2: Int, y2: Int, isBroken: Bool) {
    text +=
      "<path d=\"M\(x1) \(y1)L\(x2) \(y2)\" class=\"\(isBroken ? "edge broken" : "edge")\"/>\n"
  }

  /// Writes a string; `width` makes it that wide in any font.
  mutating func write(_ string: String, x: Int, y: Int, width: Int? = nil, classes: String) {
    guard !string.isEmpty else { return }
    let length = width.map { " textLength=\"\($0)\" lengthAdjust=\"spacingAndGlyphs\"" } ?? ""
    text += "<text x=\"\(x)\" y=\"\(y)\"\(length) class=\"\(classes)\">"
    text += "\(string.escapedForMarkup)</text>\n"
  }

  /// A line whose parts have styles of their own.
  mutating func write(_ line: StyledLine, x: Int, y: Int) {
    text += "<text x=\"\(x)\" y=\"\(y)\">"
    for run in line.runs {
      text += "<tspan class=\"\(run.style.classes)\">\(run.text.escapedForMarkup)</tspan>"
    }
    text += "</text>\n"
  }
}

extension Style {
  /// The CSS classes that give text this style.
  var classes: String {
    [accent?.className, isBold ? "bold" : nil].compactMap { $0 }.joined(separator: " ")
  }
}
