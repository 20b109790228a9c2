import CommandLineKit
import WebSocketProtocol

/// `wsx key`: a new random `Sec-WebSocket-Key`.
enum KeyCommand: Command {
  static let name = "key"
  static let summary = "make a new random Sec-WebSocket-Key"
  static let usage = [""]
  static let examples = [
    Example(line: "wsx accept $(wsx key)", shows: "a new key, and the accept value that answers it")
  ]
  static let options = [Option.help]

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    if let word = arguments.words.first {
      throw Failure.usage("key takes no words, but \(quoted(word)) was given.")
    }
    var generator = SystemRandomNumberGenerator()
    console.output.write(SecWebSocketKey.random(using: &generator).text + "\n")
    return .clean
  }
}
