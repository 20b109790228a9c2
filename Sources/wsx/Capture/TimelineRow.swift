import CommandLineKit
import FrameDiagram
import TerminalText
import TrafficCapture
import WebSocketProtocol

/// One line of a timeline, before it is drawn: who sent what, and what is to be said of it.
struct TimelineRow {
  /// Which way the arrow points; nil for what is no message on the wire.
  var sender: Side?
  var label: String
  var style: Style
  /// What stands below: violations, hints.
  var notes: [String] = []
  var moment: CaptureMoment

  /// The row of an item; nil for what has none.
  init?(_ item: CaptureItem, columns: Int) {
    moment = item.moment
    // The client stands on the left.
    let lane: Side = item.sender.map { $0 == .client ? .first : .second } ?? item.side
    sender = lane
    style = .plain
    switch item.content {
    case .opened, .closed, .described:
      return nil
    case .handshake(let report, let isUnfinished):
      label = Self.label(of: report) + (isUnfinished ? " … breaks off" : "")
      style = .bold
      notes = report.worthTelling.map { finding in
        "\(phrasebook.sentence(finding.statement)) (\(finding.rule.id), \(finding.rule.citation))"
          + (finding.mistake.map { " \($0.subject): \(phrasebook.sentence($0))" } ?? "")
      }
    case .frame(let frame, let message):
      label = Self.label(of: frame, message, isCompressed: item.isCompressed, columns: columns)
      style = Self.style(of: frame)
      notes = frame.findings.all.violations.map {
        "\(phrasebook.sentence($0.statement)) (\($0.rule.id), \($0.rule.citation))"
      }
    case .message(let message):
      label = "\(message.opcode.name) message" + Self.content(of: message, columns: columns)
      style = .payload
    case .gap(let count):
      label =
        count.map { "… \(CaptureWords.bytes(UInt64($0))) not in the capture …" }
        ?? "… the capture begins here …"
      style = .warning
    case .lost:
      label = "… lost: no frame can be found from here on …"
      style = .warning
    case .ended:
      label = "TCP FIN"
      style = .dim
    case .reset:
      label = "TCP RST"
      style = .warning
    }
  }

  private static func label(of report: HandshakeReport) -> String {
    switch report.head.startLine {
    case .request(let method, let target, _): "\(method) \(target)".escapedForTerminal
    case .status(_, let code, let reason): "\(code) \(reason)".escapedForTerminal
    case .unreadable: "HTTP that cannot be read"
    }
  }

  private static func style(of frame: ExaminedFrame) -> Style {
    switch frame.record.knownHeader.opcode {
    case .text?, .binary?, .continuation?: .payload
    case .close?: .closeCode
    default: .opcode
    }
  }

  // MARK: - Frames

  private static func label(
    of frame: ExaminedFrame, _ message: CapturedMessage?, isCompressed: Bool, columns: Int
  ) -> String {
    let known = frame.record.knownHeader
    var label = known.opcode.map { $0.isReserved ? "opcode \($0.rawValue)" : $0.name } ?? "frame"
    if let opcode = known.opcode, !opcode.isControl,
      known.isFinal == false || opcode == .continuation
    {
      label += known.isFinal == true ? ", the last" : ", more to come"
    }
    guard frame.record.isComplete, let header = frame.record.header else {
      let declared = known.payloadLength.map { " of \(CaptureWords.bytes($0))" } ?? ""
      return label + declared + " … breaks off after \(CaptureWords.bytes(frame.record.byteCount))"
    }
    if let close = frame.findings.close, let code = close.code {
      label += " \(code.rawValue)"
      let reason = close.reason.isEmpty ? "" : " \(quoted(close.reason))"
      return cut(label + reason, to: columns)
    }
    if let message, message.frameCount == 1 || header.opcode == .continuation {
      guard header.opcode == .continuation else {
        return label + content(of: message, columns: columns - label.displayWidth)
      }
      var whole = message
      whole.isCompressed = false  // the frame that began it shows that
      label = "continuation, in all"
      return label + content(of: whole, columns: columns - label.displayWidth)
    }
    guard header.payloadLength > 0 else { return label }
    let isText = !isCompressed && header.opcode != .binary && !header.opcode.isReserved
    return label
      + content(
        frame.unmaskedPayload, isText: isText, length: header.payloadLength,
        columns: columns - label.displayWidth)
  }

  private static func content(of message: CapturedMessage, columns: Int) -> String {
    guard let payload = message.content?.prefix(4 * max(8, columns) + 1),
      let length = message.payloadLength
    else {
      guard let isCompressed = message.isCompressed else { return ", RSV1 set" }
      return isCompressed ? ", cannot be inflated" : ""
    }
    let sign = message.isCompressed == true ? ", inflated" : ""
    return sign
      + content(
        payload, isText: message.opcode == .text, length: length,
        columns: columns - sign.displayWidth)
  }

  /// A text in quotes, or the first bytes; with the size where not all is shown.
  private static func content(
    _ payload: [UInt8], isText: Bool, length: UInt64, columns: Int
  ) -> String {
    guard isText || length > 0 else { return "" }
    let size = " (\(CaptureWords.bytes(length)))"
    let room = max(8, columns - 3)
    if isText {
      let whole = escapedForTerminal(utf8: payload.prefix(4 * room))
      if UInt64(payload.count) == length, payload.count <= 4 * room, whole.displayWidth <= room {
        return " “\(whole)”"
      }
      return " “\(cut(whole, to: max(4, room - size.displayWidth)))”\(size)"
    }
    let fits = UInt64(payload.count) == length && payload.count * 3 <= room
    let count = fits ? payload.count : max(1, (room - size.displayWidth) / 3)
    let bytes = payload.prefix(count).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    return " " + bytes.joined(separator: " ") + (fits ? "" : " …" + size)
  }

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

extension HandshakeReport {
  /// The violations; of a refusal, which needs no more than its code, that it is one.
  var worthTelling: [Finding] {
    guard case .status(_, let code, _) = head.startLine, code != 101 else { return violations }
    return violations.filter { $0.rule.id == "handshake.status" }
  }
}
