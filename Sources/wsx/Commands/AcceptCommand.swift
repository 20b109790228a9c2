import CommandLineKit
import FrameDiagram
import TerminalText
import WebSocketProtocol

/// `wsx accept`: what a server answers to a key.
enum AcceptCommand: Command {
  static let name = "accept"
  static let summary = "compute, explain or verify a Sec-WebSocket-Accept value"
  static let usage = ["KEY"]
  static let examples = [
    Example(
      line: "wsx accept dGhlIHNhbXBsZSBub25jZQ==", shows: "the accept value, and nothing else"),
    Example(
      line: "wsx accept --explain dGhlIHNhbXBsZSBub25jZQ==", shows: "each step to it, bit by bit"
    ),
    Example(
      line: "wsx accept 7+C600xYybOv2zmJ69RQsw== --verify fYoqiH14DgI+SylEMwM2sDLzDiO=",
      shows: "whether a server's value is right, and if not, which mistake makes it"),
  ]
  static let options =
    [
      Option.flag("explain", "show each step with its bits"),
      .value("verify", "VALUE", "compare with this value: exit 0 if right, 1 if not"),
    ] + Option.drawing + [.help]

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    guard let word = arguments.words.first else {
      throw Failure.usage("give the client's Sec-WebSocket-Key.")
    }
    guard arguments.words.count == 1 else {
      throw Failure.usage(
        "a key is one word, but \(quoted(arguments.words[1])) follows. Quote a key that has spaces in it."
      )
    }
    let key: SecWebSocketKey
    do {
      key = try SecWebSocketKey(word)
    } catch {
      throw Failure.badInput(error.shown(under: word))
    }
    if let value = arguments["verify"] { return try verify(value, key, arguments, console) }
    guard arguments.has("explain") else {
      console.output.write(key.acceptValue + "\n")
      return .clean
    }
    let style = try TerminalStyle(arguments, for: console.output)
    console.output.write(AcceptDiagram.explanation(ofKey: key.text).rendered(style))
    return .clean
  }

  private static func verify(
    _ value: String, _ key: SecWebSocketKey, _ arguments: Arguments, _ console: Console
  ) throws -> ExitStatus {
    let style = try TerminalStyle(arguments, for: console.output)
    if value == key.acceptValue {
      console.output.write(style.spell("✓ right: this is the accept value of that key.\n"))
      return .clean
    }
    var text = StyledText()
    text.append("✗ wrong: this is not the accept value of that key.", .error)
    text.append("  given    \(value.escapedForTerminal)")
    text.append("  right    \(key.acceptValue)")
    if let mistake = AcceptMistake.find(key: key.text, value: value) {
      text.append("  mistake  \(mistake.subject): \(phrasebook.sentence(mistake))")
    }
    console.output.write(text.wrapped(to: style.width, indent: 11).rendered(style))
    return .violations
  }
}

extension SecWebSocketKey.Invalid {
  /// The reason, with the key and a caret under the character that is wrong.
  func shown(under key: String) -> String {
    let description = phrasebook.sentence(statement)
    guard let offset else { return description }
    let before = String(decoding: Array(key.utf8).prefix(offset), as: UTF8.self)
    let caret = String(repeating: " ", count: before.escapedForTerminal.displayWidth)
    return "\(description)\n  \(key.escapedForTerminal)\n  \(caret)^"
  }
}
