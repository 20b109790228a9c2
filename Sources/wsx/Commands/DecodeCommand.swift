import ByteInput
import CommandLineKit
import FrameDiagram
import TerminalText
import WebSocketProtocol

/// `wsx decode`: bytes in, pictures and verdicts out.
enum DecodeCommand: Command {
  static let name = "decode"
  static let summary = "draw frames from pasted bytes, and say what is wrong with them"
  static let usage = ["[BYTES …]", "--file FILE"]
  static let examples = [
    Example(
      line: "wsx decode 81 85 37 fa 21 3d 7f 9f 4d 51 58",
      shows: "the masked Hello of RFC 6455 §5.7"),
    Example(
      line: "wsx decode --from server 81 05 48 65 6c 6c 6f",
      shows: "judged as a frame from a server"),
    Example(line: "pbpaste | wsx decode", shows: "the output of any tool: see the formats above"),
    Example(
      line: "wsx decode --file stream.bin --format json",
      shows: "JSON, one object per line"
    ),
  ]
  static let options =
    [
      Option.value("file", "FILE", "read this file; - is standard input"),
      .choice("from", ["client", "server", "unknown"], "who sent the frames (default unknown)"),
      .choice(
        "extensions", ["none", "permessage-deflate", "unknown"],
        "what was negotiated (default unknown)"),
      .choice(
        "format", OutputFormat.allCases.map { $0.rawValue }, "how to show frames (default diagram)"),
      .choice("input-format", InputFormat.allCases.map { $0.rawValue }, "do not detect the format"),
      .value("frame", "NUMBER", "show only this frame, counted from 1"),
      .flag("fields", "with --format json: add each frame's fields"),
    ] + Option.drawing + [.help]

  static var notes: String {
    let width = InputFormat.allCases.map { $0.rawValue.count }.max() ?? 0
    let rows = InputFormat.allCases.map { format in
      let gap = String(repeating: " ", count: width - format.rawValue.count + 2)
      return "  \(format.rawValue)\(gap)\(format.summary)"
    }
    return """
      Without BYTES and --file it reads standard input. The format is detected, and named on
      standard error; --input-format NAME settles it:

      \(rows.joined(separator: "\n"))

      The frames are those of one direction of one connection, in order. An HTTP head before
      them is shown as a handshake.
      """
  }

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    var session = try DecodeSession(arguments, console)
    var source = try ByteSource(arguments, console)
    while true {
      let piece = try source.next()
      if piece.isEmpty { return try session.finish() }
      session.receive(piece)
    }
  }
}
