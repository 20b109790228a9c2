import TerminalText
import WebSocketProtocol

/// One side's opening handshake, line by line, with what the rules say of each line.
public enum HandshakeDiagram {
  /// The lines of the head, each with its findings; findings without a line are last.
  public static func lines(of report: HandshakeReport, _ style: TerminalStyle) -> StyledText {
    var text = StyledText()
    let places = String(report.head.lines.count).count
    for line in report.head.lines {
      let findings = report.findings(inLine: line.number)
      let bytes = Array(report.head.bytes[line.range])
      guard !bytes.isEmpty || !findings.isEmpty else { continue }

      var head = StyledLine(padded("\(line.number)", places) + "  ", .dim)
      head.append(escapedForTerminal(utf8: bytes), .heading)
      text.append(StyledText(head.wrapped(to: style.width, indent: places + 4)))
      if let mark = mark(under: bytes, findings, line.range, indent: places + 2, style) {
        text.append(mark)
      }
      text.append(verdicts(findings, indent: places + 2, style))
    }
    text.append(whole(report, indent: places + 2, style))
    return text
  }

  /// Findings without a line: what is missing, and one sentence about all rules that are kept.
  private static func whole(
    _ report: HandshakeReport, indent: Int, _ style: TerminalStyle
  ) -> StyledText {
    let findings = report.findings(inLine: nil)
    var text = StyledText()
    let kept = findings.filter { $0.verdict == .kept }.count
    let others = findings.filter { $0.verdict != .kept && $0.verdict != .notApplicable }
    guard kept > 0 || !others.isEmpty else { return text }
    text.append(StyledLine(String(repeating: " ", count: indent) + "the head as a whole", .dim))
    text.append(verdicts(others, indent: indent, style))
    if kept > 0 {
      var line = StyledLine(String(repeating: " ", count: indent))
      line.append("✓ ", .ok)
      line.append("\(kept) rules about its form are kept: line ends, characters, the blank line.")
      text.append(StyledText(line.wrapped(to: style.width, indent: indent + 2)))
    }
    return text
  }

  /// One line with the result.
  public static func verdict(of report: HandshakeReport) -> StyledLine {
    let broken = report.violations.count
    guard broken > 0 else { return StyledLine("✓ nothing here breaks a rule", .ok) }
    return StyledLine("✗ \(broken) \(broken == 1 ? "rule is" : "rules are") broken", .error)
  }

  /// Carets under what breaks a rule, if the line fits in one row of ASCII.
  private static func mark(
    under bytes: [UInt8], _ findings: [Finding], _ range: Range<Int>, indent: Int,
    _ style: TerminalStyle
  ) -> StyledLine? {
    // A wrong line end is after everything that can be seen.
    let visible = range.lowerBound..<(range.lowerBound + bytes.count)
    let broken = findings.filter { $0.verdict == .broken && $0.bytes?.overlaps(visible) == true }
    guard !broken.isEmpty, bytes.allSatisfy({ $0 < 0x80 }),
      escapedForTerminal(utf8: bytes).displayWidth + indent <= style.width
    else { return nil }
    var mark = StyledLine(String(repeating: " ", count: indent))
    for (index, byte) in bytes.enumerated() {
      let isWrong = broken.contains { $0.bytes?.contains(range.lowerBound + index) == true }
      let width = escapedForTerminal(utf8: [byte]).displayWidth
      mark.append(String(repeating: isWrong ? "^" : " ", count: width), .error)
    }
    return mark
  }

  private static func verdicts(
    _ findings: [Finding], indent: Int, _ style: TerminalStyle
  ) -> StyledText {
    var text = StyledText()
    for finding in findings where finding.verdict != .notApplicable {
      var line = StyledLine(String(repeating: " ", count: indent))
      switch finding.verdict {
      case .kept: line.append(style.spell("✓ "), .ok)
      case .broken: line.append(style.spell("✗ "), .error)
      case .undecided: line.append("? ", .warning)
      case .notApplicable: continue
      }
      // Spelled before it is wrapped: "section" is longer than "§".
      line.append(style.spell(Words.sentence(finding)))
      let isBroken = finding.verdict == .broken
      line.append(
        "  " + (isBroken ? "\(finding.rule.id), " : "") + style.spell(finding.rule.citation), .dim)
      text.append(StyledText(line.wrapped(to: style.width, indent: indent + 2)))
      if let mistake = finding.mistake {
        let words = "\(mistake.subject): \(Words.phrasebook.sentence(mistake))"
        let mistakeLine =
          StyledLine(String(repeating: " ", count: indent + 2))
          + StyledLine(style.spell(words), .warning)
        text.append(StyledText(mistakeLine.wrapped(to: style.width, indent: indent + 2)))
      }
    }
    return text
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
