import CommandLineKit
import FrameDiagram
import PerMessageDeflate
import TerminalText
import WebSocketInspection
import WebSocketProtocol

/// `wsx handshake`: a request, a response, or both, judged line by line.
enum HandshakeCommand: Command {
  static let name = "handshake"
  static let summary = "check a request, a response or both, line by line"
  static let usage = ["[--file FILE]"]
  static let examples = [
    Example(line: "curl -sv … 2>&1 | wsx handshake", shows: "what curl sent and what came back"),
    Example(
      line: "wsx handshake --file handshake.txt", shows: "a request with its response after it"),
  ]
  static let options =
    [
      Option.value("file", "FILE", "read this file; - is standard input, the default"),
      .flag("exact", "judge line ends and the blank line as they are"),
    ] + Option.drawing + [.help]
  static let notes = """
    The input is a request, a response, or a request with its response after it; then the response
    is checked against the request. The “> ” and “< ” of curl -v are removed. Text whose lines all
    end in LF, such as pasted text, is read as if they ended in CR LF, with a blank line after each
    head, and a note says so; --exact judges the bytes themselves.
    """

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    if let word = arguments.words.first, word != "-" {
      throw Failure.usage(
        "handshake reads a file or standard input, not words: wsx handshake --file FILE "
          + "(\(quoted(word)) was given).")
    }
    let style = try TerminalStyle(arguments, for: console.output)
    let path = arguments["file"] ?? "-"
    if path == "-", StandardInput.isTerminal {
      console.errors.write("Paste the request, the response or both, then press Ctrl-D.\n")
    }
    let input = try (path == "-" ? InputFile() : InputFile(path: path)).readAll()
    var paste = PastedHandshake(input)
    if !arguments.has("exact") {
      for mended in paste.mend() { console.errors.write("wsx: \(note(on: mended))\n") }
    }
    let heads = paste.heads
    guard !heads.isEmpty else {
      throw Failure.badInput(
        "this is not a handshake. A request begins like “GET /chat HTTP/1.1”, a response like "
          + "“HTTP/1.1 101 Switching Protocols”.")
    }
    return show(heads, rest: paste.rest, style, console)
  }

  private static func note(on mended: PastedHandshake.Mended) -> String {
    switch mended {
    case .curlPrefixes: "the “> ” and “< ” of curl -v were removed"
    case .lineEnds:
      "all lines end in LF, as in pasted text; they are read as if they ended in CR LF"
    }
  }

  private static func show(
    _ heads: [HTTPHead], rest: [UInt8], _ style: TerminalStyle, _ console: Console
  ) -> ExitStatus {
    var offer: HandshakeOffer?
    var violations = 0
    for (index, head) in heads.enumerated() {
      let isRequest = head.isRequest
      let report =
        isRequest
        ? HandshakeReport(judgingRequest: head)
        : HandshakeReport(
          judgingResponse: head, to: offer, rest: rest, messageExtension: PermessageDeflate())
      if isRequest { offer = HandshakeOffer(head) }
      violations += report.violations.count

      var text = StyledText()
      if index > 0 { text.append(StyledLine()) }
      text.append(isRequest ? "Request" : "Response", .heading)
      text.append(StyledLine())
      text.append(HandshakeDiagram.lines(of: report, style))
      text.append(StyledLine())
      text.append(HandshakeDiagram.verdict(of: report))
      console.output.write(text.rendered(style))
    }
    if !rest.isEmpty {
      console.errors.write(
        "wsx: \(rest.count) bytes after the handshake belong to the first frame; "
          + "wsx decode shows them.\n")
    }
    if heads.contains(where: { !$0.isComplete }) { return .truncated }
    return violations > 0 ? .violations : .clean
  }
}
