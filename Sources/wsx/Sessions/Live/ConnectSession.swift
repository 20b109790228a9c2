import CommandLineKit
import ConnectionDiagram
import FrameDiagram
import TerminalText
import WebSocketProtocol
import WebSocketTransport

/// One run of `wsx connect`: a connection, and what is typed.
final class ConnectSession {
  /// What the options ask for besides the request.
  struct Settings {
    /// Echo what comes instead of reading standard input.
    var echoes = false
    /// Take lines as they are, also those that begin with a slash.
    var isLiteral = false
    /// What to close with at the end of the input.
    var closeCode = CloseCode.normalClosure
    var closeReason = ""
    /// How long to continue after the end of the input; nil to wait for answers.
    var wait: Duration?
  }

  private let connection: WebSocketConnection
  private let url: String
  private let settings: Settings
  private let view: LiveView
  private let loop: EventLoop
  private var watch: DescriptorWatch?
  private var unread: [UInt8] = []
  private var inputHasEnded = false
  private var awaitsAnswers = false
  private var refusal: HTTPHead?
  /// The ping that was typed last, and when it was sent.
  private var typedPing: (payload: [UInt8], sent: Moment)?
  private(set) var end: WebSocketEnd?

  init(
    _ connection: WebSocketConnection, url: String, _ settings: Settings, _ view: LiveView,
    on loop: EventLoop
  ) {
    self.connection = connection
    self.url = url
    self.settings = settings
    self.view = view
    self.loop = loop
    let handlers = connection.handlers
    handlers.reasonOfFailure = { phrasebook.reason(for: $0) }
    handlers.opened = { [unowned self] _ in
      sayWhatCanBeTyped()
      readInput()
    }
    handlers.closed = { [unowned self] connection, end in closed(connection, end) }
    handlers.drained = { [unowned self] _ in readInput() }
    handlers.head = { [unowned self] _, direction, bytes in showHead(direction, bytes) }
    if settings.echoes {
      handlers.payload = { connection, opcode, payload in connection.send(payload, as: opcode) }
    } else {
      handlers.payload = { [unowned self] _, _, _ in
        if awaitsAnswers, isAnswered { closeAfterInput() }
      }
    }
    guard view.isWatching else { return }
    handlers.frame = { [view] _, direction, frame in
      view.receive(frame, from: direction.sender(for: .client), connection: 1)
    }
    handlers.pong = { [unowned self] _, payload, time in
      if let time {
        view.note("the keep-alive ping came back after \(time.inMilliseconds)", connection: 1)
      } else if let ping = typedPing, ping.payload == payload {
        typedPing = nil
        let time = Moment.now.since(ping.sent)
        view.note("the ping came back after \(time.inMilliseconds)", connection: 1)
      }
    }
  }

  private func sayWhatCanBeTyped() {
    guard view.isWatching, StandardInput.isTerminal, !settings.echoes else { return }
    view.say(
      "\(view.legend). Type a text and press Enter; /help lists what else can be typed; "
        + "Ctrl-D closes.")
  }

  private func showHead(_ direction: StreamDirection, _ bytes: [UInt8]) {
    let sender = direction.sender(for: .client)
    if view.isWatching { view.receive(bytes, from: sender, connection: 1) }
    guard sender == .server else { return }
    let head = HTTPHead(parsing: bytes)
    if head.statusCode == 101 { return }
    refusal = head
    showRefusal(head, body: Array(bytes.dropFirst(head.bytes.count)))
  }

  /// Shows all of an answer that does not open a connection; its body is often the only explanation.
  private func showRefusal(_ head: HTTPHead, body: [UInt8]) {
    for line in head.lines {
      say("  " + escapedForTerminal(utf8: head.bytes[line.range]))
    }
    guard !body.isEmpty else { return }
    say("")
    // A page of HTML is long; its beginning says what it is.
    for line in body.prefix(2_000).split(separator: 0x0A) {
      say("  " + escapedForTerminal(utf8: line.last == 0x0D ? line.dropLast() : line))
    }
    if body.count > 2_000 {
      say("  … \(Words.bytes(UInt64(body.count - 2_000))) more")
    }
  }

  private func say(_ line: String) {
    view.say(line, indent: 2)
  }

  private func closed(_ connection: WebSocketConnection, _ end: WebSocketEnd) {
    self.end = end
    view.end(connection, end)
    if end.connection == nil {
      let why = EndingWords.whyNotOpened(
        end.ending(for: .client), answer: refusal, violation: end.violation)
      say("wsx connect: no connection. \(why)")
    }
    watch?.cancel()
    watch = nil
    loop.stop()
  }

  /// Closes, and gives the server some time to answer; if it is closing already, ends at once.
  func close(code: CloseCode, within time: Duration) {
    if connection.close(code: code, within: time) != nil { connection.abandon() }
  }

  // MARK: - Input

  /// Reads more, unless much waits to be sent.
  private func readInput() {
    guard !settings.echoes, !inputHasEnded, watch == nil, end == nil else { return }
    do throws(SystemError) {
      watch = try DescriptorWatch(StandardInput.descriptor, on: loop) { [unowned self] in
        receiveInput()
      }
    } catch {
      // There is no standard input, so nothing can be typed.
      inputHasEnded = true
    }
  }

  private func receiveInput() {
    guard let bytes = StandardInput.readAvailable() else { return }
    if bytes.isEmpty {
      endInput()
      return
    }
    unread += bytes
    while let end = unread.firstIndex(of: 0x0A) {
      act(onLine: Array(unread[..<end]))
      unread.removeFirst(end + 1)
    }
    if connection.bufferedAmount > 1 << 18 {
      watch?.cancel()
      watch = nil
    }
  }

  private func endInput() {
    inputHasEnded = true
    watch?.cancel()
    watch = nil
    if !unread.isEmpty { act(onLine: unread) }
    unread = []
    // Many servers drop what they have not answered when a close frame comes.
    awaitsAnswers = settings.wait == nil && !StandardInput.isTerminal && !isAnswered
    let time = settings.wait ?? (awaitsAnswers ? .seconds(1) : .zero)
    loop.schedule(after: time) { [weak self] in self?.closeAfterInput() }
  }

  /// Whether as many messages came as were sent.
  private var isAnswered: Bool {
    connection.traffic.messagesReceived >= connection.traffic.messagesSent
  }

  private func closeAfterInput() {
    awaitsAnswers = false
    // The input may have closed the connection itself.
    connection.close(code: settings.closeCode, reason: settings.closeReason)
  }

  private func act(onLine bytes: [UInt8]) {
    let line = bytes.last == 0x0D ? Array(bytes.dropLast()) : bytes
    if settings.isLiteral, let text = String(validating: line, as: UTF8.self) {
      report(connection.send(text))
    } else {
      act(on: TypedLine(line))
    }
  }

  private func act(on line: TypedLine) {
    switch line {
    case .text(let text): report(connection.send(text))
    case .binary(let bytes): report(connection.send(.binary(bytes)))
    case .ping(let payload):
      typedPing = (payload, .now)
      report(connection.ping(payload))
    case .pong(let payload): report(connection.pong(payload))
    case .close(let code, let reason): report(connection.close(code: code, reason: reason))
    case .fragments(let parts): sendFragments(parts)
    case .raw(let bytes):
      connection.sendRaw(bytes)
      view.note("\(Words.bytes(UInt64(bytes.count))) sent outside the protocol", connection: 1)
    case .state: showState()
    case .help:
      for command in TypedLine.commands {
        say(
          "  " + command.form + String(repeating: " ", count: 24 - command.form.count)
            + command.meaning)
      }
    case .mistake(let words): say(words)
    }
  }

  private func sendFragments(_ parts: [String]) {
    for (index, part) in parts.enumerated() {
      let isFinal = index == parts.count - 1
      let misuse = connection.sendFragment(Array(part.utf8), of: .text, isFinal: isFinal)
      if misuse != nil {
        report(misuse)
        return
      }
    }
  }

  private func report(_ misuse: ConnectionMisuse?) {
    if let misuse { say("Not sent: \(misuse)") }
  }

  // MARK: - State

  /// The state as the properties of a browser's WebSocket object.
  private func showState() {
    let extensions = connection.extensions.map(\.text).joined(separator: ", ")
    let subprotocol = connection.subprotocol ?? ""
    let ready = connection.readyState
    for line in [
      "url             \(url.escapedForTerminal)",
      "readyState      \(ready.number) \(ready.name)",
      "bufferedAmount  \(connection.bufferedAmount)",
      "extensions      \"\(extensions.escapedForTerminal)\"",
      "protocol        \"\(subprotocol.escapedForTerminal)\"",
    ] { view.say(line, indent: 16) }
  }
}

extension WebSocketConnection {
  /// The number and name that the browser's API has for the state.
  fileprivate var readyState: (number: Int, name: String) {
    switch state {
    case nil: (0, "CONNECTING")
    case .open?: (1, "OPEN")
    case .closeSent?, .closeExchanged?, .failed?: (2, "CLOSING")
    case .ended?: (3, "CLOSED")
    }
  }
}
