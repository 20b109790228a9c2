import CommandLineKit
import TerminalText
import WebSocketProtocol
import WebSocketTransport

/// `wsx serve`: a WebSocket server that shows what reaches it.
enum ServeCommand: Command {
  static let name = "serve"
  static let summary = "run a WebSocket server, and see every frame that reaches it"
  static let usage = ["[--port PORT]"]
  static let examples = [
    Example(line: "wsx serve", shows: "then open http://localhost:8080/ in a browser"),
    Example(line: "wsx serve --port 0 --format diagram", shows: "a free port; frames bit by bit"),
    Example(line: "wsx serve --quiet", shows: "an echo server for load tests, which shows nothing"),
    Example(
      line: "wsx serve --origin http://localhost:3000",
      shows: "only pages of this origin may connect"),
  ]
  static let options =
    [
      Option.value("port", "PORT", "listen on this port; 0 takes a free one (default 8080)"),
      .value("host", "HOST", "listen at this address (default localhost, only this machine)"),
      LiveFormat.option,
      .flag("quiet", "show only the address and the summary"),
      .list("origin", "ORIGIN", "let only pages of this origin connect; repeatable"),
      .list("subprotocol", "NAME", "support this subprotocol too; repeatable"),
      .flag("no-compression", "do not agree on permessage-deflate"),
      .value("max-connections", "NUMBER", "most connections at once; others wait (default 1000)"),
    ] + TransportLimits.options + Option.drawingLive + [.help]
  static let notes = """
    Paths:
      /      a page that opens a WebSocket to this server, for a browser
      /echo  every message comes back; any other path does the same
      /chat  every message goes to all; subprotocols chat and chat.json

    The traffic goes to standard output, everything else to standard error. → is sent, ← is
    received. A browser lets every page connect to every server, also to one on this machine:
    --origin is the server's check (RFC 6455 §10.2). Programs without an Origin may still connect.

    Ctrl-C closes all connections with 1001 and prints a summary; a second one ends at once.
    Exit status: 1 if a client broke a rule, 5 if the server cannot listen on the address.
    """

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    if let word = arguments.words.first {
      throw Failure.usage("serve takes options only, not \(quoted(word)).")
    }
    let limits = try TransportLimits(arguments)
    let settings = ServeSite.Settings(
      host: arguments["host"] ?? "localhost",
      port: try arguments.number("port", in: 0...65_535) ?? 8080, limits: limits,
      compresses: !arguments.has("no-compression"),
      subprotocols: try subprotocols(arguments),
      origins: arguments.has("origin") ? arguments.all("origin") : nil)
    let format = arguments.has("quiet") ? .none : LiveFormat(arguments)
    // In addition: the standard streams, the listeners, those of the event loop.
    DescriptorLimit.raise(to: limits.connectionCount + 32)
    let loop = try makeEventLoop()
    let view = LiveView(
      format, try TerminalStyle(arguments, for: console.output, fitsTerminal: true), console,
      here: .server, on: loop)
    let server = try start(settings, view, loop)
    InterruptSignals.watch(on: loop) { count in
      guard count == 1 else {
        server.server.abandonAll()
        loop.stop()
        return
      }
      console.errors.write("\nClosing with 1001; Ctrl-C again ends at once.\n")
      server.server.shutDown(within: .milliseconds(800)) { loop.stop() }
    }
    announce(server.server, view, console)
    loop.run()
    console.output.finish()
    view.say(view.tally.summaryLines.joined(separator: "\n"), indent: 4)
    return view.tally.violationCount > 0 ? .violations : .clean
  }

  private static func start(
    _ settings: ServeSite.Settings, _ view: LiveView, _ loop: EventLoop
  ) throws(Failure) -> ServeSite {
    do throws(TransportError) {
      return try ServeSite(settings, view, on: loop)
    } catch {
      throw Failure(status: .network, message: "\(error)")
    }
  }

  private static func subprotocols(_ arguments: Arguments) throws(Failure) -> [String] {
    let names = arguments.all("subprotocol").flatMap { $0.split(separator: ",").map(String.init) }
    for name in names where !name.utf8.isToken {
      throw .usage(
        "\(quoted(name)) is not a subprotocol's name: it has blanks or separators in it.")
    }
    return names
  }

  private static func announce(_ server: WebSocketServer, _ view: LiveView, _ console: Console) {
    for address in server.addresses {
      console.errors.write("Listening on ws://\(address)/echo\n")
    }
    if server.addresses.contains(where: { !$0.isLoopback }) {
      console.errors.write("Everyone who reaches this machine can connect.\n")
    }
    guard view.isWatching else { return }
    let address = server.addresses.first { $0.isLoopback } ?? server.addresses.first
    // Where it listens for all, this machine is reached by its own name.
    let here = address.map { $0.isAny ? "localhost:\($0.port)" : $0.description } ?? ""
    console.errors.write(
      view.style.spell(
        """
        Open http://\(here)/ in a browser, or in another terminal:
          wsx connect ws://\(here)/echo
        \(view.legend); Ctrl-C ends.

        """))
  }
}
