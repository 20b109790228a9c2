import CommandLineKit
import FrameDiagram
import PerMessageDeflate
import TerminalText
import WebSocketProtocol

/// `wsx handshake`: a request, a response, or both, judged line by line.
enum HandshakeCommand: Command {
  static let name = "handshake"
  static let summary = "check a request, a response or both, line by line"
  static let usage = ["[--file FILE]"]
  static let examples = [
    Example(line: "curl -sv … 2>&1 | wsx handshake", shows: "what curl sent and what came back"),
    Example(
      line: "wsx handshake --file handshake.txt", shows: "a request with its response behind it"),
  ]
  static let options =
    [
      Option.value("file", "FILE", "read this file; - is standard input, as without it"),
      .flag("exact", "judge line ends and the blank line as they are"),
    ] + Option.drawing + [.help]
  static let notes = """
    The input is a request, a response, or a request with its response behind it; the response is
    then checked against what was asked for. The “> ” and “< ” of curl -v are taken off. Text
    whose lines all end in LF, as pasted text does, is read as if they ended in CR LF and with a
    blank line behind each head, and that is said; --exact judges the bytes themselves.
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
      for note in paste.mend() { console.errors.write("wsx: \(note)\n") }
    }
    let heads = paste.heads
    guard !heads.isEmpty else {
      throw Failure.badInput(
        "this is no handshake. A request begins like “GET /chat HTTP/1.1”, a response like "
          + "“HTTP/1.1 101 Switching Protocols”.")
    }
    return show(heads, rest: paste.rest, style, console)
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
        "wsx: \(rest.count) bytes behind the handshake belong to the first frame; "
          + "wsx decode shows them.\n")
    }
    if heads.contains(where: { !$0.isComplete }) { return .truncated }
    return violations > 0 ? .violations : .clean
  }
}

/// The bytes of one or two heads, as people copy them.
struct PastedHandshake {
  private var bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Takes off what copying adds, and says what that was.
  mutating func mend() -> [String] {
    var notes: [String] = []
    if let lines = curlLines {
      bytes = lines.flatMap { $0 + [0x0A] }
      notes.append("the “> ” and “< ” of curl -v are taken off")
    }
    guard !bytes.contains(0x0D), bytes.contains(0x0A) else { return notes }
    var mended: [UInt8] = []
    var isBehindLine = false
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      // A response begins a head of its own, also where no blank line was copied before it.
      if isBehindLine && line.starts(with: "HTTP/".utf8) { mended += [0x0D, 0x0A] }
      if line.isEmpty && !isBehindLine { continue }
      mended += line + [0x0D, 0x0A]
      isBehindLine = !line.isEmpty
    }
    if isBehindLine { mended += [0x0D, 0x0A] }
    bytes = mended
    notes.append("all lines end in LF, as in pasted text; they are read as if they ended in CR LF")
    return notes
  }

  /// The heads in order.
  var heads: [HTTPHead] { split().heads }

  /// What lies behind the last head.
  var rest: [UInt8] { split().rest }

  private func split() -> (heads: [HTTPHead], rest: [UInt8]) {
    var heads: [HTTPHead] = []
    var rest = bytes
    while heads.count < 2, looksLikeHead(rest, first: heads.isEmpty) {
      let head = HTTPHead(parsing: rest)
      heads.append(head)
      rest = Array(rest[head.bytes.count...])
    }
    return (heads, rest)
  }

  /// Whether bytes may begin a head: a request or a response first, only a response behind a request.
  private func looksLikeHead(_ bytes: [UInt8], first: Bool) -> Bool {
    let line = bytes.prefix { $0 != 0x0A }
    if bytes.starts(with: "HTTP/".utf8) { return true }
    guard first, !line.isEmpty else { return false }
    return String(decoding: line, as: UTF8.self).contains(" ")
      && line.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x0D || $0 == 0x09 }
  }

  /// The lines of `curl -v` that went over the wire; nil where this is not its output.
  private var curlLines: [[UInt8]]? {
    let lines = bytes.filter { $0 != 0x0D }.split(separator: 0x0A)
    let wire = lines.filter { [UInt8(ascii: ">"), UInt8(ascii: "<")].contains($0.first) }
    guard !wire.isEmpty,
      wire.contains(where: { $0.starts(with: "> GET ".utf8) || $0.starts(with: "< HTTP/".utf8) })
    else { return nil }
    return wire.map { Array($0.dropFirst($0.count > 1 ? 2 : 1)) }
  }
}
