import PerMessageDeflate
import TerminalText
import WebSocketProtocol
import WebSocketTransport

/// What `wsx serve` serves: a page, an echo, a chat; and shows what passes.
final class ServeSite {
  let server: WebSocketServer
  private let view: LiveView
  private var chat = ChatRoom()

  /// What the options ask for.
  struct Settings {
    var host: String
    var port: Int
    var limits: TransportLimits
    var compresses: Bool
    var subprotocols: [String]
    /// The origins that may connect; nil for all.
    var origins: [String]?
  }

  init(_ settings: Settings, _ view: LiveView, on loop: EventLoop) throws(TransportError) {
    self.view = view
    var policy = ServerPolicy()
    policy.subprotocols = settings.subprotocols + ChatRoom.Form.subprotocols
    if settings.compresses { policy.messageExtension = PermessageDeflate() }
    policy.explainRejection = { phrasebook.explanation(of: $0) }
    if let origins = settings.origins {
      policy.allowsOrigin = { origin in origin.map { origins.contains($0) } ?? true }
    }
    server = try WebSocketServer(
      on: loop, host: settings.host, port: settings.port, policy: policy, limits: settings.limits)
    server.plainAnswer = Self.answer
    serve()
    if view.isWatching { watch() }
  }

  // MARK: - What is served

  private func serve() {
    let handlers = server.handlers
    handlers.reasonOfFailure = { phrasebook.reason(for: $0) }
    handlers.opened = { [unowned self] connection in
      if Self.isChat(connection) { chat.join(connection) }
    }
    handlers.payload = { [unowned self] connection, opcode, payload in
      // Not by the path again: comparing it would take as long as all the rest of an echo.
      if chat.contains(connection) {
        chat.receive([UInt8](payload), as: opcode, from: connection)
      } else {
        connection.send(payload, as: opcode)
      }
    }
    handlers.closed = { [unowned self] connection, end in
      chat.leave(connection)
      view.end(connection, end)
    }
  }

  private static func isChat(_ connection: WebSocketConnection) -> Bool {
    path(of: connection.resourceName) == "/chat"
  }

  private static func path(of resourceName: String) -> Substring {
    resourceName.prefix { $0 != "?" }
  }

  /// The page, for a request at `/` that does not ask for a WebSocket; else nil.
  ///
  /// The server itself refuses any other such request, with 426.
  private static func answer(_ request: HTTPHead) -> PlainAnswer? {
    guard path(of: request.resourceName) == "/", request.fields(named: "Upgrade").isEmpty,
      case .request(let method, _, _) = request.startLine, ["GET", "HEAD"].contains(method)
    else { return nil }
    return PlainAnswer(body: PackageResources.serve_html)
  }

  // MARK: - What is shown

  private func watch() {
    let handlers = server.handlers
    handlers.head = { [view] connection, direction, bytes in
      view.receive(bytes, from: direction.sender(for: .server), connection: connection.number)
    }
    handlers.frame = { [view] connection, direction, frame in
      view.receive(frame, from: direction.sender(for: .server), connection: connection.number)
    }
    handlers.pong = { [view] connection, _, time in
      guard let time else { return }
      view.note(
        "the keep-alive ping came back after \(time.inMilliseconds)",
        connection: connection.number)
    }
  }
}

extension StreamDirection {
  /// Who sends what goes this way, seen from an end in a role.
  func sender(for role: Role) -> Role { self == .sent ? role : role.peer }
}

extension Duration {
  /// For people, to the microsecond: `1.250 ms`.
  var inMilliseconds: String {
    let microseconds = wholeNanoseconds / 1_000
    let fraction = String(microseconds % 1_000)
    return "\(microseconds / 1_000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
      + " ms"
  }
}
