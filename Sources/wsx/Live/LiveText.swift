import FrameDiagram
import PerMessageDeflate
import TerminalText
import WebSocketProtocol

/// Traffic in words and pictures, for a terminal.
enum LiveText {
  // MARK: - Heads

  /// A head: line by line with its verdict, or its first line where it opens no connection.
  static func head(
    _ seen: ObservedHead, body: [UInt8], _ stamp: LiveStamp, _ style: TerminalStyle
  ) -> StyledText {
    var line = StyledLine(beginning(stamp), .dim)
    guard let report = seen.report else {
      let first = seen.head.lines.first.map { Array(seen.head.bytes[$0.range]) } ?? []
      line.append(escapedForTerminal(utf8: first))
      if !body.isEmpty { line.append(" · \(Words.bytes(UInt64(body.count))) of body", .dim) }
      return StyledText([line])
    }
    line.append(seen.sender == .client ? "request" : "response", .heading)
    line.append(" · ", .dim)
    var text = StyledText([line + HandshakeDiagram.verdict(of: report)])
    let narrow = TerminalStyle(
      color: style.color, characters: style.characters, width: max(40, style.width - 2))
    text.append(HandshakeDiagram.lines(of: report, narrow).indented(by: 2))
    return text
  }

  // MARK: - Frames

  /// A frame in one line; below it what is wrong with it, and the message that it ends.
  static func line(
    of frame: ObservedFrame, _ stamp: LiveStamp, _ style: TerminalStyle
  ) -> StyledText {
    let record = frame.examined.record
    let known = record.knownHeader
    var line = StyledLine(beginning(stamp), .dim)
    let indent = line.width
    // Three points say that more of the message follows, as in print.
    let more = known.isFinal == false ? "…" : ""
    line.append((known.opcode.map { $0.name } ?? "?") + more, .opcode)
    line.pad(to: indent + 14)
    let size = Words.number(known.payloadLength ?? 0) + " B"
    line.append(String(repeating: " ", count: max(0, 9 - size.count)) + size + "  ", .length)
    let columns = max(16, style.width - line.width - 4)
    line.append(preview(of: frame, columns: columns), .payload)
    if frame.violations.isEmpty, frame.inflated?.error == nil {
      line.append(record.isComplete ? " ✓" : " …", record.isComplete ? .ok : .warning)
    }

    var text = StyledText([line])
    func say(_ sign: String, _ signStyle: Style, _ words: String, _ note: String = "") {
      var line = StyledLine(String(repeating: " ", count: indent) + sign + " ", signStyle)
      line.append(words)
      line.append(note, .dim)
      text.append(StyledText(line.wrapped(to: style.width, indent: indent + 2)))
    }
    for violation in frame.violations {
      say(
        "✗", .error, violation.message,
        "  \(violation.rule.id), \(violation.rule.citation)")
    }
    if let error = frame.inflated?.error, error.rule == nil {
      say("✗", .error, error.description)
    }
    if frame.isUnreadable {
      say("?", .warning, "The frame is too large to be kept, and so not inflated.")
    }
    if let summary = messageSummary(of: frame) { say("·", .dim, summary) }
    // Why somebody closes is worth a second line.
    if let close = frame.examined.findings.close, describe(close, columns).isCut {
      say("·", .dim, quoted(Array(close.reason.utf8), true, 1000))
    }
    return text
  }

  /// A frame in full, under a line that says when and which way.
  static func diagram(
    of frame: ObservedFrame, _ stamp: LiveStamp, _ style: TerminalStyle
  ) -> StyledText {
    var text = StyledText([StyledLine(beginning(stamp), .dim)])
    text.append(FrameDiagram.diagram(FrameAnatomy(frame.examined), style))
    if let error = frame.inflated?.error, error.rule == nil {
      text.append(StyledLine("✗ ", .error) + StyledLine(error.description))
    }
    if let summary = messageSummary(of: frame) {
      text.append(StyledText(StyledLine("· \(summary)", .dim).wrapped(to: style.width, indent: 2)))
    }
    text.append(StyledLine())
    return text
  }

  /// Something that is no frame.
  static func note(
    _ words: String, _ style: Style, _ stamp: LiveStamp, _ terminal: TerminalStyle
  ) -> StyledText {
    let start = beginning(stamp)
    let line = StyledLine(start, .dim) + StyledLine(words, style)
    return StyledText(line.wrapped(to: terminal.width, indent: start.displayWidth))
  }

  /// Time, connection and arrow, in columns.
  private static func beginning(_ stamp: LiveStamp) -> String {
    let number = "#\(stamp.connection)"
    return stamp.time.timeOfDay + " " + number
      + String(repeating: " ", count: max(0, 4 - number.count)) + " " + stamp.arrow + " "
  }

  // MARK: - What frames say

  /// The beginning of what a frame says.
  private static func preview(of frame: ObservedFrame, columns: Int) -> String {
    let record = frame.examined.record
    if let close = frame.examined.findings.close, close.code != nil {
      return describe(close, columns).words
    }
    let payload = record.unmaskedHead
    let isWhole = record.payload.isWhole && record.isComplete
    if let inflated = frame.inflated, inflated.error == nil, !inflated.bytes.isEmpty {
      let size = " · inflated to \(Words.number(inflated.byteCount)) B"
      let isKept = inflated.byteCount == UInt64(inflated.bytes.count)
      let words = content(inflated.bytes, frame.messageOpcode, isKept, columns - size.count)
      guard isKept, isCut(words) else { return words + size }
      // What it says is worth more than its size.
      let note = " · inflated"
      return content(inflated.bytes, frame.messageOpcode, true, columns - note.count) + note
    }
    if frame.inflated != nil || frame.isUnreadable {
      return payload.isEmpty ? "" : "deflated " + hex(payload, columns - 9)
    }
    return content(payload, frame.messageOpcode, isWhole, columns)
  }

  /// The code, its name, and as much of the reason as there is room for.
  private static func describe(
    _ close: ClosePayload, _ columns: Int
  ) -> (words: String, isCut: Bool) {
    guard let code = close.code else { return ("", false) }
    let words = "\(code.rawValue) \(code.name)"
    guard !close.reason.isEmpty else { return (words, false) }
    let reason = quoted(Array(close.reason.utf8), true, columns - words.count - 1)
    return (words + " " + reason, isCut(reason))
  }

  /// Text as text, all else in hexadecimal; a ping's payload as whatever it seems to be.
  private static func content(
    _ bytes: [UInt8], _ opcode: Opcode?, _ isWhole: Bool, _ columns: Int
  ) -> String {
    if bytes.isEmpty { return "" }
    let isText =
      switch opcode {
      case .text?: true
      case nil: String(validating: bytes, as: UTF8.self)?.isSafeForTerminal == true
      default: false
      }
    return isText ? quoted(bytes, isWhole, columns) : hex(bytes, columns)
  }

  /// What a message of several frames says, told at its last.
  private static func messageSummary(of frame: ObservedFrame) -> String? {
    guard let message = frame.examined.findings.message, message.frameCount > 1 else { return nil }
    let inflated = frame.inflated?.message
    var words =
      "\(message.opcode.name) message of \(message.frameCount) frames, "
      + Words.bytes(message.payloadLength)
    if let inflated { words += ", inflated to \(Words.bytes(inflated.byteCount))" }
    if let bytes = message.isCompressed == false ? message.payload : inflated?.bytes, !bytes.isEmpty
    {
      words += ": " + content(bytes, message.opcode, inflated?.isWhole ?? true, 200)
    }
    return words
  }

  private static func quoted(_ bytes: [UInt8], _ isWhole: Bool, _ columns: Int) -> String {
    let preview = TextPreview(bytes, isWhole: isWhole, columns: max(8, columns - 3))
    return "\"\(preview.text)\(preview.isCut ? "…" : "")\""
  }

  private static func isCut(_ words: String) -> Bool {
    words.hasSuffix("…\"") || words.hasSuffix(" …")
  }

  private static func hex(_ bytes: [UInt8], _ columns: Int) -> String {
    let shown = bytes.prefix(min(64, max(4, (columns - 1) / 3)))
    let digits = shown.map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return digits.joined(separator: " ") + (shown.count < bytes.count ? " …" : "")
  }
}
