import TerminalText
import WebSocketInspection

extension InspectedFrame {
  /// The message that the frame ends, and what a layer above WebSocket says about it.
  func messageLines(
    _ style: TerminalStyle, indent: Int = 0, withSentence: Bool = true
  ) -> StyledText {
    guard let message else { return StyledText() }
    let sentence = withSentence ? MessageWords.sentence(message) : nil
    let annotations = message.annotations.map { AnnotationWords($0).inOneLine }
    var text = StyledText()
    for words in [sentence].compactMap({ $0 }) + annotations {
      var line = StyledLine(String(repeating: " ", count: indent) + style.spell("· "), .dim)
      line.append(style.spell(words))
      text.append(StyledText(line.wrapped(to: style.width, indent: indent + 2)))
    }
    return text
  }
}
