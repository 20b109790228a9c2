import FrameDiagram
import WebSocketInspection
import WebSocketProtocol

/// The words about a frame in its line, and below it those for which the line is too short.
struct LiveFrameWords {
  let inLine: String
  let below: String?
  /// Whether the line shows all of the message that the frame ends.
  let tellsMessage: Bool

  init(_ frame: InspectedFrame, columns: Int) {
    let message = frame.message
    tellsMessage = message?.frameCount == 1 && message?.omission == nil
    if let close = frame.close, let code = close.code {
      let reason = close.reason.isEmpty ? nil : Preview(reasonOf: frame)
      (inLine, below) = Self.words(for: code, reason, columns)
    } else if tellsMessage, let message, message.isCompressed == true {
      let size = "inflated to \(Words.number(message.byteCount ?? 0)) B"
      (inLine, below) = Self.words(for: Preview(of: message), columns, size: size)
    } else if frame.isCompressed {
      let preview = Preview(of: frame)
      inLine = preview.byteCount == 0 ? "" : "deflated \(preview.words(columns: columns - 9).text)"
      below = nil
    } else {
      (inLine, below) = Self.words(for: Preview(of: frame), columns, mayGoBelow: tellsMessage)
    }
  }

  private static func words(
    for code: CloseCode, _ reason: Preview?, _ columns: Int
  ) -> (String, String?) {
    let words = CloseWords.code(code)
    guard let reason else { return (words, nil) }
    let short = reason.words(columns: columns - words.count - 1)
    return short.isCut
      ? (words, reason.words(columns: MessageWords.columns).text) : ("\(words) \(short.text)", nil)
  }

  /// Adds a payload to the line, or below it if the line is too short for a text.
  private static func words(
    for preview: Preview?, _ columns: Int, size: String? = nil, mayGoBelow: Bool = true
  ) -> (String, String?) {
    guard let preview, preview.byteCount > 0 else { return (size ?? "", nil) }
    let note = size.map { " · \($0)" } ?? ""
    let short = preview.words(columns: columns - note.count)
    guard short.isCut, preview.isText, mayGoBelow else { return (short.text + note, nil) }
    return (size ?? "", preview.words(columns: MessageWords.columns).text)
  }
}
