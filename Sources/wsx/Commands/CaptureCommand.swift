import CommandLineKit
import TerminalText
import WebSocketInspection

/// `wsx capture`: shows the WebSocket connections in a file of packets.
enum CaptureCommand: Command {
  static let name = "capture"
  static let summary = "show the WebSocket connections in a capture file"
  static let usage = ["FILE", "--client FILE --server FILE"]
  static let examples = [
    Example(
      line: "wsx capture Samples/captures/chromium-plain.pcap",
      shows: "who talked, for how long, and how it ended"),
    Example(
      line: "wsx capture Samples/captures/chromium-plain.pcap --connection 1",
      shows: "each frame in its lane"),
    Example(
      line: "wsx capture Samples/captures/chromium-plain.pcap --opcode close --frames",
      shows: "the close frames, bit by bit"),
    Example(
      line: "wsx capture Samples/captures/chromium-deflate.pcap --format json",
      shows: "JSON, with inflated messages"),
  ]
  static let options =
    [
      Option.choice(
        "format", ["text", "json"], "text: a summary or a timeline (default); json: for programs"),
      .value("connection", "NUMBER", "this connection's timeline"),
      .flag("frames", "draw each frame below its line in the timeline"),
      .choice("direction", ["client", "server"], "only what this end sent"),
      .value("opcode", "NAME", "only frames with this opcode, by name or number"),
      .value("text", "TEXT", "only messages that contain this"),
      .value("match", "REGEX", "only messages that match this regular expression"),
      .flag("violations", "only frames that break a rule"),
      .choice("export", ["svg", "html"], "the timeline as a picture, or as a page with diagrams"),
      .flag("fields", "with --format json: add each frame's fields"),
      .flag("follow", "keep reading as the file grows; Ctrl-C ends with the summary"),
      .value("client", "FILE", "the bytes that the client sent, with --server instead of FILE"),
      .value("server", "FILE", "the bytes that the server sent"),
      .value("from-frame", "PACKETS", "a frame begins in each of these packets: 12 or 12,15"),
      .value("assume", "LIST", "what the capture does not say: see below"),
      .value("tls-keys", "FILE", "how to decrypt TLS first"),
    ] + Option.drawing + [.help]

  static let notes = """
    FILE is a pcap, pcapng or HAR file; - is standard input. Without options there is a summary
    of each connection; with --connection, or options that choose frames, a timeline.

    If the capture begins inside a connection, neither its handshake nor the beginning of a frame
    is known. --from-frame says where a frame begins, and --assume what else you know, a list of:

      frames               each direction begins with a frame
      client=PORT          the client is the end with this port (or ADDRESS:PORT)
      permessage-deflate   this extension was agreed on, with its default parameters
      no-extensions        no extension was agreed on

    JSON has each payload and message whole, whatever its size; what does not fit into memory is
    kept in a temporary file, in TMPDIR or /var/tmp. There are limits, with a note if one is reached:
      of a message that inflates to more than 1 GiB, that much is shown, marked "omitted"
      a string in a HAR file is read up to 16 MiB
      --match searches the first 4 MiB of a message
      8,192 connections are followed at a time; those that are silent longest are given up
    """

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    if arguments.has("tls-keys") { throw Failure.usage(TLSAnswer.text) }
    let input = try CaptureInput(arguments)
    ignoreBrokenPipes()
    InterruptSignals.watch()
    let session = try CaptureSession(arguments, title: input.title, console)
    let outcome = try input.read(from: session.source())
    return try session.finish(outcome)
  }
}

/// What to read: one file, or the two directions of one connection.
private enum CaptureInput {
  case file(String)
  case streams(client: String, server: String)

  init(_ arguments: Arguments) throws(Failure) {
    switch (arguments["client"], arguments["server"]) {
    case (let client?, let server?):
      guard arguments.words.isEmpty, !arguments.has("follow") else {
        throw .usage("--client and --server take the place of FILE, and cannot be followed.")
      }
      self = .streams(client: client, server: server)
    case (nil, nil):
      guard let path = arguments.words.first else { throw .usage("give a capture file.") }
      guard arguments.words.count == 1 else {
        throw .usage("one file at a time, but \(quoted(arguments.words[1])) follows.")
      }
      self = .file(path)
    default:
      throw .usage("--client and --server go together: the bytes of each direction.")
    }
  }

  var title: String {
    switch self {
    case .file(let path): String(path.split(separator: "/").last ?? "capture")
    case .streams: "two streams"
    }
  }

  func read(from source: CaptureSource) throws(Failure) -> CaptureSource.Outcome {
    switch self {
    case .file(let path): try source.read(path)
    case .streams(let client, let server): try source.read(client: client, server: server)
    }
  }
}

/// What to do about encrypted traffic.
///
/// A test runs these commands as they are, on a capture with TLS.
enum TLSAnswer {
  static let text = """
    wsx does not read TLS, with keys or without. Decrypt first, in one of these ways:
      tap      put wsx tap in front of the server, and connect to that without TLS
      HAR      save a HAR file in the browser's developer tools: wsx capture FILE.har
      tshark   with the log of keys that browsers, curl and Python write where the variable
               SSLKEYLOGFILE names a file, and Node with --tls-keylog=KEYS. The first command
               prints the numbers of the WebSocket streams; the second takes one, here 0:
        tshark -r FILE -o tls.keylog_file:KEYS -Y websocket -T fields -e tcp.stream | sort -nu
        tshark -r FILE -o tls.keylog_file:KEYS -q -z follow,tls,raw,0 > stream.txt
        awk '/^[0-9a-f]+$/' stream.txt | xxd -r -p > one.bin
        awk '/^\\t/' stream.txt | xxd -r -p > other.bin
        wsx capture --client one.bin --server other.bin
    A pcapng file that holds its keys (editcap --inject-secrets tls,KEYS FILE NEW.pcapng) needs no -o.
    """
}
