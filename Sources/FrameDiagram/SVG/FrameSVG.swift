import TerminalText
import WebSocketProtocol

/// A frame's grid as an SVG picture that needs no other file: no fonts, scripts or style sheets.
///
/// It is readable on a light and on a dark page, and has a description for people who cannot see it.
public enum FrameSVG {
  /// The picture of a frame: its grid, below a heading and above what is wrong.
  public static func picture(_ anatomy: FrameAnatomy) -> String {
    var notes = StyledText()
    if let payload = anatomy.field(.payload), anatomy.payloadIsText {
      notes.append(StyledLine(payload.meaning, payload.style))
    }
    notes.append(FrameDiagram.verdict(anatomy, TerminalStyle(width: 84)))
    return picture(
      FrameDiagram.bitGrid(anatomy),
      title: FrameDiagram.heading(anatomy, TerminalStyle(width: .max)).plainText,
      description: FrameDiagram.table(anatomy, TerminalStyle(width: 400)).plainText,
      notes: notes)
  }

  /// The picture of any grid.
  ///
  /// - Parameters:
  ///   - grid: the bits and their fields.
  ///   - title: one line, shown above the grid.
  ///   - description: the same in words, for people who cannot see the picture.
  ///   - notes: lines below the grid.
  /// - Returns: the text of an SVG file.
  public static func picture(
    _ grid: BitGrid, title: String, description: String, notes: StyledText = StyledText()
  ) -> String {
    var painter = SVGGridPainter(grid: grid)
    return painter.painted(title: title, description: description, notes: notes)
  }
}
