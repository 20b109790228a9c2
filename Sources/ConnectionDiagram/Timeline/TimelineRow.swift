import FrameDiagram
import TerminalText
import TrafficCapture
import WebSocketInspection
import WebSocketProtocol

/// One row of a timeline, before it is drawn: who sent what and when, and notes on it.
///
/// It does not depend on terminals: a picture and a page draw the same rows.
struct TimelineRow {
  /// What a row is about, which decides how it looks.
  enum Kind {
    /// A head of HTTP.
    case head
    /// A frame of a message, or a message.
    case message
    /// A close frame.
    case close
    /// Any other frame.
    case control
    /// Something normal about the connection.
    case remark
    /// Something that is missing or broken.
    case warning
  }

  /// A note below a row.
  enum Note: Hashable {
    /// A rule is broken.
    case broken(String)
    /// What a layer above WebSocket says about the message.
    case remark(String)
  }

  /// The lane in which the arrow begins: the client's is the first.
  let lane: Side
  /// When it happened.
  let moment: EventMoment
  /// What it is about.
  let kind: Kind
  /// The notes below it.
  var notes: [Note] = []
  /// What the arrow says: `text, more to come "Hel"`.
  let label: String

  /// The row of an event; nil for an event without a row.
  ///
  /// A label with a payload has at most `columns` columns; other labels may be longer.
  init?(_ event: InspectionEvent, columns: Int) {
    moment = event.moment
    lane = event.sender.map { $0 == .client ? .first : .second } ?? event.side
    let title: String
    var content: Preview?
    switch event.content {
    case .opened, .exchange, .ended:
      return nil
    case .head(let head):
      kind = .head
      title = Self.title(of: head)
      notes = head.violations.map { .broken(FindingWords($0).inOneLine) }
    case .frame(let frame):
      kind = Self.kind(of: frame.record.knownHeader.opcode)
      (title, content) = frame.rowContent
      notes = frame.violations.map { .broken(FindingWords($0).inOneLine) }
      notes += Self.remarks(on: frame.message)
    case .message(let message):
      kind = .message
      title = "\(message.opcode.name) message\(message.contentTitle)"
      content = Preview(of: message)
      notes = Self.remarks(on: message)
    case .gap(let count):
      kind = .warning
      title =
        count.map { "… \(Words.bytes(UInt64($0))) not in the capture …" }
        ?? "… the capture begins here …"
    case .lost:
      kind = .warning
      title = "… lost: no frame can be found from here on …"
    case .finished:
      kind = .remark
      title = "TCP FIN"
    case .reset:
      kind = .warning
      title = "TCP RST"
    }
    label = Self.label(title, content, columns: columns)
  }

  private static func label(_ title: String, _ content: Preview?, columns: Int) -> String {
    guard let content, content.isText || content.byteCount > 0 else { return title }
    return "\(title) \(content.wordsWithSize(columns: columns - title.displayWidth - 1))"
  }

  private static func title(of head: InspectedHead) -> String {
    let title =
      switch head.head.startLine {
      case .request(let method, let target, _): "\(method) \(target)"
      case .status(_, let code, let reason): "\(code) \(reason)"
      case .unreadable: "HTTP that cannot be read"
      }
    return title.escapedForTerminal + (head.isUnfinished ? " … breaks off" : "")
  }

  private static func kind(of opcode: Opcode?) -> Kind {
    switch opcode {
    case .text?, .binary?, .continuation?: .message
    case .close?: .close
    default: .control
    }
  }

  private static func remarks(on message: InspectedMessage?) -> [Note] {
    (message?.annotations ?? []).map { .remark(AnnotationWords($0).inOneLine) }
  }

  /// A text cut to some columns, with a sign if it was cut.
  static func cut(_ text: String, to columns: Int, with ellipsis: String = "…") -> String {
    guard text.displayWidth > columns else { return text }
    var kept = ""
    var width = ellipsis.count
    for character in text {
      width += character.displayWidth
      if width > columns { break }
      kept.append(character)
    }
    return kept + ellipsis
  }
}
