import TerminalText
import WebSocketProtocol

/// The pictures of a frame for a terminal.
public enum FrameDiagram {}

extension FrameDiagram {
  /// All of a frame: what it is, its grid, its fields, how it is unmasked, and what is wrong.
  public static func diagram(
    _ anatomy: FrameAnatomy, _ style: TerminalStyle = TerminalStyle()
  ) -> StyledText {
    var text = heading(anatomy, style)
    text.append(StyledLine())
    text.append(grid(anatomy, style))
    text.append(StyledLine())
    text.append(table(anatomy, style))
    let unmasking = unmasking(anatomy, style)
    if !unmasking.isEmpty {
      text.append(StyledLine())
      text.append(unmasking)
    }
    text.append(StyledLine())
    text.append(verdict(anatomy, style))
    return text
  }

  /// One line that says which frame it is, where it is and what it is for.
  public static func heading(
    _ anatomy: FrameAnatomy, _ style: TerminalStyle = TerminalStyle()
  ) -> StyledText {
    var line = StyledLine(style.spell(Words.frameNumber(anatomy.record)), .heading)
    line.append(style.spell(Words.frameSummary(anatomy.record)))
    return StyledText(line.wrapped(to: style.width, indent: 2))
  }
}
