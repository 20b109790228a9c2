import CommandLineKit
import PerMessageDeflate
import TerminalText
import WebSocketProtocol
import WebSocketTransport

/// `wsx connect`: a WebSocket client that shows all traffic.
enum ConnectCommand: Command {
  static let name = "connect"
  static let summary = "open a connection, send what you type, and see every frame"
  static let usage = ["URL"]
  static let examples = [
    Example(line: "wsx connect ws://localhost:8080/echo", shows: "type a line and press Enter"),
    Example(
      line: "echo hi | wsx connect ws://localhost:8080/echo",
      shows: "send, read what comes back, close"),
    Example(
      line: "wsx connect --subprotocol chat ws://localhost:8080/chat",
      shows: "ask for a subprotocol"),
  ]
  static let options =
    [
      LiveFormat.option,
      Option.list("header", "\"NAME: VALUE\"", "add a header to the request; repeatable"),
      .value("origin", "ORIGIN", "say which page asks, as a browser does"),
      .list("subprotocol", "NAME", "offer a subprotocol; repeatable, the best first"),
      .value("compression", "OFFER", "offer this: \"permessage-deflate; …\""),
      .flag("no-compression", "do not offer permessage-deflate"),
      .value("close-code", "CODE", "close with this at the end of the input (default 1000)"),
      .value("close-reason", "TEXT", "and with this reason"),
      .value("wait", "SECONDS", "at the end of the input, wait this long before closing"),
      .flag("literal", "send all lines as they are, even if they begin with /"),
      .flag("echo", "send every message back, and read no input"),
    ] + TransportLimits.options + Option.drawingLive + [.help]
  static var notes: String {
    let width = TypedLine.commands.map { $0.form.count }.max() ?? 0
    let rows = TypedLine.commands.map { command in
      "  \(command.form)" + String(repeating: " ", count: width - command.form.count + 2)
        + command.meaning
    }
    return """
      Each line that is typed is sent as a text message. Some are commands:
      \(rows.joined(separator: "\n"))

      The end of the input (Ctrl-D) closes the connection, and so does Ctrl-C; a
      second Ctrl-C ends at once. At the end of a pipe or file, wsx first waits until
      as many messages came as were sent, for up to one second, or as --wait says.
      The traffic goes to standard output, everything else to standard error.
      Exit status: 1 if the server broke a rule, 5 if there was no connection, or it
      broke.
      """
  }

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    guard let text = arguments.words.first, arguments.words.count == 1 else {
      throw Failure.usage("give one URL: wsx connect ws://localhost:8080/")
    }
    let url: WebSocketURL
    do {
      url = try WebSocketURL(text)
    } catch {
      throw Failure.usage("\(error)")
    }
    let options = try clientOptions(arguments)
    let settings = try sessionSettings(arguments)
    let loop = try makeEventLoop()
    let view = LiveView(
      LiveFormat(arguments), try TerminalStyle(arguments, for: console.output, fitsTerminal: true),
      console, here: .client, on: loop)
    let connection: WebSocketConnection
    do throws(HandshakeWritingError) {
      connection = try WebSocketClient.connect(to: url, on: loop, options: options)
    } catch {
      throw Failure.usage("\(error)")
    }
    let session = ConnectSession(connection, url: text, settings, view, on: loop)
    InterruptSignals.watch(on: loop) { count in
      if count == 1 {
        // The terminal has written ^C where the line stood.
        if console.errors.isTerminal { console.errors.write("\n") }
        session.close(code: .goingAway, within: .milliseconds(800))
      } else {
        connection.abandon()
      }
    }
    loop.run()
    console.output.finish()
    if !settings.echoes || console.errors.isTerminal, session.end?.connection != nil {
      view.say(view.tally.summaryLines.joined(separator: "\n"), indent: 4)
    }
    return status(session, view)
  }

  private static func status(_ session: ConnectSession, _ view: LiveView) -> ExitStatus {
    guard let end = session.end, let connection = end.connection else {
      return session.end?.isForViolation == true ? .violations : .network
    }
    if view.tally.violationCount > 0 { return .violations }
    switch connection.cause {
    case .closingHandshake: return .clean
    case .failed, .noCloseFrame, .noAnswer: return .network
    }
  }

  // MARK: - Options

  private static func clientOptions(
    _ arguments: Arguments
  ) throws(Failure) -> WebSocketClient.Options {
    var options = WebSocketClient.Options()
    options.limits = try TransportLimits(arguments)
    options.origin = arguments["origin"]
    options.subprotocols = arguments.all("subprotocol").flatMap {
      $0.split(separator: ",").map(String.init)
    }
    for text in arguments.all("header") {
      let parts = text.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else {
        throw .usage("a header is written \"Name: value\", not \(quoted(text)).")
      }
      let value = parts[1].drop { $0 == " " }
      options.headers.append(HandshakeHeader(String(parts[0]), String(value)))
    }
    guard !arguments.has("no-compression") else {
      if arguments.has("compression") {
        throw .usage("--compression and --no-compression cannot be used together.")
      }
      return options
    }
    // What browsers offer.
    let offer = arguments["compression"] ?? "permessage-deflate; client_max_window_bits"
    do {
      let listings = try HandshakeExtension.parse(offer)
      var deflate = PermessageDeflate()
      deflate.offers = listings.filter { $0.name == deflate.name }
      options.messageExtension = deflate
      options.extensions = listings.filter { $0.name != deflate.name }
    } catch {
      let words = phrasebook.sentence(error.statement)
      throw .usage("the offer \(quoted(offer)) cannot be read: \(words)")
    }
    return options
  }

  private static func sessionSettings(
    _ arguments: Arguments
  ) throws(Failure) -> ConnectSession.Settings {
    var settings = ConnectSession.Settings()
    settings.echoes = arguments.has("echo")
    settings.isLiteral = arguments.has("literal")
    settings.wait = try arguments.number("wait", in: 0...86_400).map { .seconds($0) }
    if let code = try arguments.number("close-code", in: 0...65_535) {
      settings.closeCode = CloseCode(rawValue: UInt16(code))
    }
    settings.closeReason = arguments["close-reason"] ?? ""
    do throws(ClosePayloadMisuse) {
      try ClosePayload(code: settings.closeCode, reason: settings.closeReason).check()
    } catch {
      throw .usage("\(error)")
    }
    return settings
  }
}
