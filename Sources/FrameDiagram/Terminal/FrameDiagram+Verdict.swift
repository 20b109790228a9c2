import TerminalText
import WebSocketProtocol

extension FrameDiagram {
  /// What is wrong with a frame, what may be wrong, and what is missing; or that nothing is wrong.
  public static func verdict(
    _ anatomy: FrameAnatomy, _ style: TerminalStyle = TerminalStyle()
  ) -> StyledText {
    var text = StyledText()
    func say(_ sign: String, _ signStyle: Style, _ words: String, note: String = "") {
      var line = StyledLine(style.spell(sign) + " ", signStyle)
      let indent = line.width
      line.append(style.spell(words))
      text.append(StyledText(line.wrapped(to: style.width, indent: indent)))
      guard !note.isEmpty else { return }
      var second = StyledLine(String(repeating: " ", count: indent))
      second.append(style.spell(note), .dim)
      text.append(StyledText(second.wrapped(to: style.width, indent: indent)))
    }

    // In the order of the bits, as a reader looks at the picture.
    let violations = anatomy.findings.violations.sorted { $0.firstBit < $1.firstBit }
    for violation in violations {
      say("✗", .error, Words.sentence(violation), note: Words.note(on: violation))
    }
    let undecided = anatomy.findings.filter { $0.verdict == .undecided }
    let isOtherwiseRight = violations.isEmpty && anatomy.record.isComplete
    for finding in undecided {
      let isOnlyOne = isOtherwiseRight && undecided.count == 1
      if isOnlyOne, let words = Words.rightIf(finding) {
        say("✓", .ok, words)
      } else {
        say("?", .warning, Words.sentence(finding), note: Words.note(on: finding))
      }
    }
    if !anatomy.record.isComplete {
      say("…", .warning, Words.missing(from: anatomy.record))
    }
    if text.isEmpty { say("✓", .ok, Words.right(anatomy.context)) }
    return text
  }
}

extension Finding {
  /// The first bit of the frame that the finding is about.
  fileprivate var firstBit: Int { bits?.lowerBound ?? 0 }
}
