import LessonKit
import TerminalText
import WebSocketProtocol

/// Frames that two ends send each other, and the part of a message that the server has.
struct Conversation {
  private var rows: [LaneDiagram.Row] = []
  private var order = MessageOrder()
  private var held: [UInt8] = []

  /// The picture.
  var drawn: StyledText { LaneDiagram(rows: rows).drawn }

  /// Adds a frame; after one from the client, the server's part of the message.
  mutating func add(_ frame: Frame) {
    let style: Style = frame.header.opcode.isControl ? .opcode : .payload
    guard frame.sender == .client else {
      rows.append(.left(frame.label, style))
      return
    }
    rows.append(.right(frame.label, style))
    switch order.place(opcode: frame.header.opcode, isFinal: frame.header.isFinal) {
    case .begins, .continues: held += frame.payload
    case .standsApart: break
    case .interrupts, .continuesNothing:
      rows.append(.states("", "an error, 1002"))
      return
    }
    guard !frame.header.opcode.isControl || order.openMessage != nil else { return }
    rows.append(.states("", state))
    if order.openMessage == nil { held = [] }
  }

  /// Adds what the client knows, what happens between the two, or what the server knows.
  mutating func add(_ row: LaneDiagram.Row) { rows.append(row) }

  /// What the server has, in at most 15 columns.
  private var state: String {
    let isWhole = order.openMessage == nil
    let text = (isWhole ? "whole: " : "holds ") + quoted(held, columns: 99)
    if text.displayWidth <= 15 { return text }
    return isWhole ? "whole message" : "holds \(held.count) bytes"
  }
}
