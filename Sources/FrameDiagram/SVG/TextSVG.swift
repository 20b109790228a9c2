import TerminalText

/// Styled text as an SVG picture that needs no other file, with the colours of `FrameSVG`.
package enum TextSVG {
  private static let (advance, lineHeight, margin) = (8, 17, 16)

  /// The picture of a text.
  ///
  /// Each word has its own place and width, so that columns agree in any font.
  package static func picture(_ text: StyledText, title: String) -> String {
    var svg = SVGText()
    for (index, line) in text.lines.enumerated() {
      var column = 0
      for run in line.runs {
        for piece in pieces(of: run.text) {
          svg.write(
            piece.text, x: margin + advance * (column + piece.column), y: 28 + lineHeight * index,
            width: advance * piece.text.displayWidth, classes: run.style.classes)
        }
        column += run.text.displayWidth
      }
    }
    let (width, height) = (
      2 * margin + advance * text.width, 2 * margin + lineHeight * text.lines.count
    )
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)" role="img" aria-labelledby="title description">
      <title id="title">\(title.escapedForMarkup)</title>
      <desc id="description">\(text.plainText.escapedForMarkup)</desc>
      <style>
      \(SVGStyleSheet.text)
      </style>
      <rect width="\(width)" height="\(height)" class="page"/>
      \(svg.text)</svg>

      """
  }

  /// The words of a text, each with its column; spaces say nothing in a picture.
  private static func pieces(of text: String) -> [(text: String, column: Int)] {
    var pieces: [(text: String, column: Int)] = []
    var column = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if !word.isEmpty { pieces.append((String(word), column)) }
      column += word.displayWidth + 1
    }
    return pieces
  }
}
