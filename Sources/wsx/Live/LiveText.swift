import CommandLineKit
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
    line.append((known.opcode.map(name) ?? "?") + more, .opcode)
    line.pad(to: indent + 14)
    let size = Words.number(known.payloadLength ?? 0) + " B"
    line.append(String(repeating: " ", count: max(0, 9 - size.count)) + size + "  ", .length)
    let saying = saying(of: frame, columns: max(16, style.width - line.width - 4))
    line.append(saying.inLine, .payload)
    if frame.violations.isEmpty, frame.inflated?.error == nil {
      if !saying.inLine.isEmpty { line.append(" ") }
      line.append(record.isComplete ? "✓" : "…", record.isComplete ? .ok : .warning)
    }

    var text = StyledText([line])
    func say(
      _ sign: String, _ signStyle: Style, _ words: String, _ note: String = "",
      in wordsStyle: Style = .plain
    ) {
      var line = StyledLine(String(repeating: " ", count: indent) + sign + " ", signStyle)
      line.append(words, wordsStyle)
      line.append(note, .dim)
      text.append(StyledText(line.wrapped(to: style.width, indent: indent + 2)))
    }
    for violation in frame.violations {
      say(
        "✗", .error, phrasebook.sentence(violation.statement),
        "  \(violation.rule.id), \(violation.rule.citation)")
    }
    if let error = frame.inflated?.error, error.rule == nil {
      say("✗", .error, phrasebook.sentence(error.statement))
    }
    if frame.isUnreadable {
      say("?", .warning, "The frame is too large to be kept, and so not inflated.")
    }
    if let summary = messageSummary(of: frame) { say("·", .dim, summary) }
    if let rest = saying.below { say("·", .dim, rest, in: .payload) }
    return text
  }

  /// A frame in full, under a line that says when and which way.
  static func diagram(
    of frame: ObservedFrame, _ stamp: LiveStamp, _ style: TerminalStyle
  ) -> StyledText {
    var text = StyledText([StyledLine(beginning(stamp), .dim)])
    text.append(FrameDiagram.diagram(frame.examined.anatomy, style))
    if let error = frame.inflated?.error, error.rule == nil {
      text.append(StyledLine("✗ ", .error) + StyledLine(phrasebook.sentence(error.statement)))
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

  /// The name of an opcode; a reserved one's number, which says more.
  private static func name(_ opcode: Opcode) -> String {
    opcode.isReserved ? "opcode \(opcode.rawValue)" : opcode.name
  }

  /// How much of a message is told below its line, in columns; json tells it all.
  private static let columnsBelow = 400

  /// What a frame says in its line, and below it what the line is too short for.
  private static func saying(
    of frame: ObservedFrame, columns: Int
  ) -> (inLine: String, below: String?) {
    let record = frame.examined.record
    if let close = frame.examined.findings.close, let code = close.code {
      let words = "\(code.rawValue) \(phrasebook.name(of: code))"
      guard !close.reason.isEmpty else { return (words, nil) }
      let reason = quoted(Array(close.reason.utf8), true, 1000)
      let isShort = words.count + 1 + reason.displayWidth <= columns
      return isShort ? ("\(words) \(reason)", nil) : (words, reason)
    }
    var bytes = record.unmaskedHead
    var isWhole = record.payload.isWhole && record.isComplete
    var size: String?
    if let inflated = frame.inflated, inflated.error == nil, !inflated.bytes.isEmpty {
      bytes = inflated.bytes
      isWhole = inflated.byteCount == UInt64(bytes.count)
      size = "inflated to \(Words.number(inflated.byteCount)) B"
    } else if frame.inflated != nil || frame.isUnreadable {
      return (bytes.isEmpty ? "" : "deflated " + hex(bytes, columns - 9), nil)
    }
    let note = size.map { " · \($0)" } ?? ""
    let words = content(bytes, frame.messageOpcode, isWhole, columns - note.count)
    let isMessage = record.knownHeader.isFinal == true && record.knownHeader.opcode == .text
    let fits = words.displayWidth + note.count <= columns && !(isMessage && isCut(words))
    if fits { return (words + note, nil) }
    return (size ?? "", content(bytes, frame.messageOpcode, isWhole, columnsBelow))
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
      words += ": " + content(bytes, message.opcode, inflated?.isWhole ?? true, columnsBelow)
    }
    return words
  }

  private static func quoted(_ bytes: [UInt8], _ isWhole: Bool, _ columns: Int) -> String {
    let preview = TextPreview(bytes, isWhole: isWhole, columns: max(8, columns - 3))
    return "\"\(preview.text)\(preview.isCut ? "…" : "")\""
  }

  private static func isCut(_ words: String) -> Bool {
    words.hasSuffix("…\"")
  }

  private static func hex(_ bytes: [UInt8], _ columns: Int) -> String {
    let shown = bytes.prefix(min(64, max(4, (columns - 1) / 3)))
    let digits = shown.map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return digits.joined(separator: " ") + (shown.count < bytes.count ? " …" : "")
  }
}
