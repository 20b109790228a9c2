import FrameDiagram
import TerminalText
import WebSocketInspection
import WebSocketProtocol

extension LiveDiagram {
  /// A frame in one line, and below it what is wrong with it, and the message that it ends.
  func line(of frame: InspectedFrame, _ start: String) -> StyledText {
    let known = frame.record.knownHeader
    var line = StyledLine(start, .dim)
    let indent = line.width
    // Three points say that more of the message follows, as in print.
    line.append(frame.opcodeName + (known.isFinal == false ? "…" : ""), .opcode)
    line.pad(to: indent + 14)
    let size = Words.number(known.payloadLength ?? 0) + " B"
    line.append(String(repeating: " ", count: max(0, 9 - size.count)) + size + "  ", .length)
    let words = LiveFrameWords(frame, columns: max(16, style.width - line.width - 4))
    line.append(words.inLine, .payload)
    if frame.violations.isEmpty, frame.message?.omission == nil {
      if !words.inLine.isEmpty { line.append(" ") }
      line.append(
        frame.record.isComplete ? "✓" : "…", frame.record.isComplete ? .ok : .warning)
    }
    var text = StyledText([line])
    for finding in frame.violations { text.append(note(on: finding, indent)) }
    if let below = words.below { text.append(remark(below, .payload, indent)) }
    text.append(
      frame.messageLines(style, indent: indent, withSentence: !words.tellsMessage))
    return text
  }

  /// A frame in full, below a line that says when and which way.
  func diagram(of frame: InspectedFrame, _ start: String) -> StyledText {
    var text = StyledText([StyledLine(start, .dim)])
    text.append(FrameDiagram.diagram(FrameAnatomy(frame), style))
    text.append(frame.messageLines(style))
    text.append(StyledLine())
    return text
  }

  private func note(on finding: Finding, _ indent: Int) -> StyledText {
    let words = FindingWords(finding)
    var line = StyledLine(String(repeating: " ", count: indent) + style.spell("✗ "), .error)
    line.append(style.spell(words.sentence))
    line.append("  " + style.spell(words.rule), .dim)
    return StyledText(line.wrapped(to: style.width, indent: indent + 2))
  }

  private func remark(_ words: String, _ wordsStyle: Style, _ indent: Int) -> StyledText {
    var line = StyledLine(String(repeating: " ", count: indent) + style.spell("· "), .dim)
    line.append(style.spell(words), wordsStyle)
    return StyledText(line.wrapped(to: style.width, indent: indent + 2))
  }
}

extension InspectedFrame {
  /// The name of the opcode, or the number of a reserved one.
  fileprivate var opcodeName: String {
    guard let opcode = record.knownHeader.opcode else { return "?" }
    return opcode.isReserved ? "opcode \(opcode.rawValue)" : opcode.name
  }
}
