import LessonKit
import TerminalText
import WebSocketProtocol

/// A conversation as two lanes, with the state that the server keeps beside its lane.
struct Timeline {
  private let trace: Trace

  init(_ trace: Trace) { self.trace = trace }

  var drawn: StyledText {
    var rows: [LaneDiagram.Row] = []
    for case .event(let event) in trace.entries {
      switch event {
      case .received(let piece, let bytes): rows.append(.right(label(piece, bytes, isMasked: true)))
      case .sends(let piece, let bytes):
        rows.append(.left(label(piece, bytes, isMasked: false)))
        if piece == .head { rows.append(.states("open", "open")) }
      case .isOver:
        rows += [.event("the server closes TCP"), .states("closed", "closed")]
      case .says: break
      }
    }
    return LaneDiagram(rows: rows).drawn
  }

  /// A head's first words, or a frame's opcode and payload.
  private func label(_ piece: Conversation.Piece, _ bytes: [UInt8], isMasked: Bool) -> String {
    let record = FrameRecord(firstFrameOf: bytes)
    guard piece == .frame, let header = record.header else {
      let line = String(decoding: bytes, as: UTF8.self).prefix { !$0.isNewline }
      return isMasked ? String(line) : String(line.dropFirst("HTTP/1.1 ".count))
    }
    var payload = Array(bytes.dropFirst(header.byteCount))
    header.maskingKey?.apply(to: &payload)
    let end = header.isFinal ? "" : ", more to come"
    guard header.opcode != .close else {
      let code = payload.count >= 2 ? "\(Int(payload[0]) << 8 | Int(payload[1]))" : "empty"
      return "close \(code)"
    }
    let text = String(validating: payload, as: UTF8.self).map { "\"\($0.escapedForTerminal)\"" }
    let shown = text ?? Hex.text(payload.prefix(8), separator: " ")
    return "\(header.opcode.name) \(shown.count > 24 ? "\(payload.count) bytes" : shown)\(end)"
  }
}
