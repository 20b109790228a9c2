import FrameDiagram
import WebSocketInspection
import WebSocketProtocol

extension InspectedFrame {
  /// What a row of the timeline says about the frame: what it is, and its content.
  var rowContent: (title: String, content: Preview?) {
    let known = record.knownHeader
    guard record.isComplete, let header = record.header else {
      let declared = known.payloadLength.map { " of \(Words.bytes($0))" } ?? ""
      let end = " … breaks off after \(Words.bytes(record.byteCount))"
      return (rowTitle + declared + end, nil)
    }
    if let close, let code = close.code {
      let title = "\(rowTitle) \(code.rawValue)"
      return (title, close.reason.isEmpty ? nil : Preview(reasonOf: self))
    }
    if let message, header.opcode == .continuation {
      // The frame that began the message shows whether it is compressed.
      let title = message.content == nil ? message.contentTitle : ""
      return ("continuation, in all\(title)", Preview(of: message))
    }
    if let message, message.frameCount == 1 {
      return (rowTitle + message.contentTitle, Preview(of: message))
    }
    return (rowTitle, header.payloadLength > 0 ? Preview(of: self) : nil)
  }

  private var rowTitle: String {
    let known = record.knownHeader
    guard let opcode = known.opcode else { return "frame" }
    let name = opcode.isReserved ? "opcode \(opcode.rawValue)" : opcode.name
    let isPart = !opcode.isControl && (known.isFinal == false || opcode == .continuation)
    guard isPart else { return name }
    return name + (known.isFinal == true ? ", the last" : ", more to come")
  }
}

extension InspectedMessage {
  /// What a row says before the content of a message, or instead of it.
  var contentTitle: String {
    switch (content, isCompressed) {
    case (_?, true?): ", inflated"
    case (nil, true?): omission == nil ? ", compressed" : ", cannot be inflated"
    case (_, nil): ", RSV1 set"
    case (_, false?): ""
    }
  }
}
