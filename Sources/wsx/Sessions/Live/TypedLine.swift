import CommandLineKit
import TerminalText
import WebSocketProtocol

/// A line that was typed into `wsx connect`: a text to send, or a command.
enum TypedLine: Equatable {
  case text(String)
  case binary([UInt8])
  case ping([UInt8])
  case pong([UInt8])
  case close(CloseCode?, reason: String)
  /// The parts of a message, each to be sent in a frame of its own.
  case fragments([String])
  /// Bytes that are sent as they are, outside the protocol.
  case raw([UInt8])
  case state
  case help
  /// A line that cannot be sent; says what to write instead.
  case mistake(String)

  /// Reads a line without its end.
  init(_ bytes: [UInt8]) {
    guard let line = String(validating: bytes, as: UTF8.self) else {
      self = .mistake("That line is not UTF-8, and text must be. /binary HEX sends any bytes.")
      return
    }
    guard line.hasPrefix("/") else {
      self = .text(line)
      return
    }
    // Two slashes mean one, so that such a text can be sent too.
    guard !line.hasPrefix("//") else {
      self = .text(String(line.dropFirst()))
      return
    }
    let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    self.init(command: String(parts[0]), rest: parts.count > 1 ? String(parts[1]) : "")
  }

  /// The commands, as help and completions list them.
  static let commands: [(form: String, meaning: String)] = [
    ("/binary HEX", "send a binary message"),
    ("/ping [TEXT]", "send a ping"),
    ("/pong [TEXT]", "send a pong without a ping before it"),
    ("/close [CODE [REASON]]", "close: /close 1000 bye"),
    ("/fragment A|B|C", "send a text in fragments"),
    ("/raw HEX", "send bytes as they are, illegal ones too"),
    ("/state", "show what a browser's WebSocket object would"),
    ("/help", "show this list"),
    ("//TEXT", "send a text that begins with a slash"),
  ]

  private init(command: String, rest: String) {
    switch command {
    case "/binary": self = Self.bytes(rest, command) { .binary($0) }
    case "/raw":
      self = Self.bytes(rest, command) { $0.isEmpty ? Self.hexMistake(command) : .raw($0) }
    case "/ping": self = .ping(Array(rest.utf8))
    case "/pong": self = .pong(Array(rest.utf8))
    case "/close": self = Self.close(rest)
    case "/fragment":
      let parts = rest.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      self =
        parts.count > 1
        ? .fragments(parts)
        : .mistake("Put | where a frame ends and the next begins: \(command) a|b|c")
    case "/state": self = .state
    case "/help": self = .help
    default:
      let known = Self.commands.map { String($0.form.prefix { $0 != " " }) }
      // Other programs call it this.
      let isEnding = ["/quit", "/exit", "/bye", "/q"].contains(command.lowercased())
      let meant = isEnding ? "/close" : nearest(to: command, among: known)
      let near = meant.map { " Did you mean \($0)?" } ?? ""
      self = .mistake(
        "There is no \(command.escapedForTerminal).\(near) /help lists all; // at the beginning sends "
          + "the line as text.")
    }
  }

  private static func close(_ rest: String) -> TypedLine {
    guard !rest.isEmpty else { return .close(.normalClosure, reason: "") }
    let parts = rest.split(separator: " ", maxSplits: 1)
    guard let first = parts.first, let code = UInt16(first) else {
      let given = parts.first.map { ", not \(quoted(String($0)))" } ?? ""
      return .mistake(
        "A close code is a number from 1000 to 4999\(given): /close 1000 bye")
    }
    return .close(
      CloseCode(rawValue: code), reason: parts.count > 1 ? String(parts[1]) : "")
  }

  private static func bytes(
    _ digits: String, _ command: String, _ make: ([UInt8]) -> TypedLine
  ) -> TypedLine {
    hexBytes(digits).map(make) ?? hexMistake(command)
  }

  private static func hexMistake(_ command: String) -> TypedLine {
    .mistake("\(command) takes pairs of hexadecimal digits: \(command) 81 05 48 65 6c 6c 6f")
  }

  /// The bytes of pairs of hexadecimal digits, with or without blanks; nil for other text.
  static func hexBytes(_ text: String) -> [UInt8]? {
    let digits = text.filter { $0 != " " }.map { $0.isASCII ? $0.hexDigitValue : nil }
    guard digits.count % 2 == 0 else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = digits[index], let low = digits[index + 1] else { return nil }
      bytes.append(UInt8(high << 4 | low))
    }
    return bytes
  }
}
