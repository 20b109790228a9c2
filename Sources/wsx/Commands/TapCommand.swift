import CommandLineKit
import TerminalText
import WebSocketProtocol
import WebSocketTransport

/// `wsx tap`: sits between a client and a server, and shows every frame.
enum TapCommand: Command {
  static let name = "tap"
  static let summary = "sit between a client and a server, and see every frame of both"
  static let usage = ["--listen PORT --to ws://HOST:PORT"]
  static let examples = [
    Example(
      line: "wsx tap --listen 9000 --to ws://localhost:8080",
      shows: "then let the client connect to port 9000"),
    Example(
      line: "wsx tap --listen 9000 --to ws://localhost:8080 --save traffic.pcapng",
      shows: "keep it for Wireshark, or for wsx capture"),
  ]
  static let options =
    [
      Option.value("listen", "PORT", "where clients connect; 0 takes a free port"),
      .value("to", "URL", "the server: ws://HOST:PORT"),
      .value("host", "HOST", "listen at this address (default localhost, only this machine)"),
      LiveFormat.option,
      .flag("quiet", "show only the address and the summary, as --format none"),
      .value("save", "FILE", "write a capture (pcapng) that Wireshark opens"),
      .value("max-connections", "NUMBER", "most connections at once; others wait (default 1000)"),
      .value("max-message", "BYTES", "show larger messages in part (default 16777216)"),
      .value(
        "max-queue", "BYTES", "most bytes that wait for an end that does not read (default 262144)"),
      .value("handshake-timeout", "SECONDS", "time to reach the server (default 10)"),
    ] + Option.drawingLive + [.help]
  static let notes = """
    The tap passes on the bytes of both directions unchanged, before it reads them: whatever is
    wrong with them, client and server see the same as without the tap. → is from the client,
    ← from the server. Compressed messages are inflated only to be shown. The requests keep
    their Host header, which names the tap.

    A saved capture shows packets between the client and the tap. Their times and bytes are real;
    everything else is invented, such as sequence numbers from 0.

    With --quiet, payloads are not read: messages and bytes are counted, and heads, frame headers
    and close frames are judged, but not whether texts are UTF-8 and compressed data is valid.

    If one end does not read, the tap stops reading from the other, as would happen without the
    tap. If the output of the tap is not read, both ends wait.

    Ctrl-C passes on what has arrived and ends the streams of both sides; a second one ends at once.
    The tap does not send a close frame, so both ends see 1006. Exit status: 1 if a rule was broken,
    5 if the tap cannot listen on the address.
    """

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    guard let port = try arguments.number("listen", in: 0...65_535), let to = arguments["to"] else {
      throw Failure.usage("say where to listen and which server to connect to: \(usage[0])")
    }
    if let word = arguments.words.first {
      throw Failure.usage("tap takes options only, not \(quoted(word)).")
    }
    let url: WebSocketURL
    do {
      url = try WebSocketURL(to)
    } catch {
      throw Failure.usage("\(error)")
    }
    let limits = try limits(arguments)
    let format = arguments.has("quiet") ? .none : LiveFormat(arguments)
    // Two for each connection, the standard streams, the listeners, and those of the event loop.
    DescriptorLimit.raise(to: 2 * limits.connectionCount + 32)
    let loop = try makeEventLoop()
    let view = LiveView(
      format, try TerminalStyle(arguments, for: console.output, fitsTerminal: true), console,
      here: nil, on: loop)
    let tap: WebSocketTap
    do throws(TransportError) {
      tap = try WebSocketTap(
        on: loop, host: arguments["host"] ?? "localhost", port: port, to: (url.host, url.port),
        limits: limits)
    } catch {
      throw Failure(status: .network, message: "\(error)")
    }
    let file: OutputFile? =
      if let path = arguments["save"] { try OutputFile(path: path) } else { nil }
    let session = try TapSession(tap, view, savingTo: file)
    defer { withExtendedLifetime(session) {} }
    InterruptSignals.watch(on: loop) { count in
      guard count == 1 else {
        tap.breakOff()
        loop.stop()
        return
      }
      console.errors.write("\nEnding the streams; Ctrl-C again ends at once.\n")
      tap.shutDown(within: .milliseconds(800)) { loop.stop() }
    }
    for address in tap.addresses {
      console.errors.write("Listening on ws://\(address), for \(to.escapedForTerminal)\n")
    }
    if view.isWatching { console.errors.write(view.style.spell(view.legend) + "\n") }
    loop.run()
    console.output.finish()
    view.say(view.tally.summaryLines.joined(separator: "\n"), indent: 4)
    return view.tally.violationCount > 0 ? .violations : .clean
  }

  /// The bytes that may wait for one end are also those that are read ahead from the other.
  private static func limits(_ arguments: Arguments) throws(Failure) -> TransportLimits {
    var limits = try TransportLimits(arguments)
    if arguments.has("max-queue") {
      limits.highWaterByteCount = limits.queueByteCount
      limits.lowWaterByteCount = limits.queueByteCount / 4
    }
    return limits
  }
}
