import FrameDiagram
import TerminalText
import WebSocketProtocol

extension ExaminedFrame {
  /// The frame taken apart, to be drawn.
  var anatomy: FrameAnatomy {
    FrameAnatomy(record: record, findings: findings.all, context: context)
  }

  /// The line about a message of several frames that this frame ends; empty where there is none.
  func messageLine(_ style: TerminalStyle) -> StyledText {
    guard let message = findings.message, message.frameCount > 1 else { return StyledText() }
    let line = StyledLine("· ", .dim) + StyledLine(style.spell(message.words))
    return StyledText(line.wrapped(to: style.width, indent: 2))
  }
}

extension MessageSummary {
  /// What a message of several frames says, in one sentence.
  fileprivate var words: String {
    let size = "\(frameCount) frames, \(Words.bytes(payloadLength))"
    guard let text else { return "This ends a \(opcode.name) message of \(size)." }
    let preview = TextPreview(Array(text.utf8), isWhole: true)
    return "This ends a text message of \(size): \"\(preview.text)\(preview.isCut ? "…" : "")\""
  }

  /// The member `message` of a frame's JSON object, with a comma before it; empty where the message
  /// came in one frame.
  var jsonMember: String {
    guard frameCount > 1 else { return "" }
    var json = JSONText("", isFirst: false)
    json.member(
      "message",
      raw: JSONText.object { object in
        object.member("opcodeName", opcode.name)
        object.member("frames", frameCount)
        object.member("payloadLength", payloadLength)
        if let text {
          object.member("text", text)
        } else if isValidText == true {
          object.member("textOmitted", "The message is longer than what was kept.")
        }
      })
    return json.text
  }

  /// The text; nil where the message is not a text, is not UTF-8, or was not kept.
  private var text: String? {
    guard isValidText == true, let payload else { return nil }
    return String(validating: payload, as: UTF8.self)
  }
}
