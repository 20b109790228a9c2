import WebSocketProtocol
import WebSocketTransport

/// An endpoint and its connection.
final class Conversation {
  private let connection: RawConnection
  private let loop: EventLoop
  private var endpoint: Endpoint
  private let greeting: [UInt8]
  private let whenOver: (Conversation, _ wasOpen: Bool) -> Void
  private var isEnding = false
  private var wasOpen = false
  /// How long the peer has to end the TCP connection too.
  private static let patience = Duration.seconds(1)

  /// Begins on a connection: says the greeting, and answers what comes.
  init(
    _ connection: RawConnection, _ endpoint: Endpoint, greeting: [UInt8] = [], on loop: EventLoop,
    whenOver: @escaping (Conversation, _ wasOpen: Bool) -> Void
  ) {
    self.connection = connection
    self.endpoint = endpoint
    self.greeting = greeting
    self.loop = loop
    self.whenOver = whenOver
    connection.onEvent = { [weak self] in self?.take($0) }
  }

  private func take(_ event: RawConnection.Event) {
    switch event {
    case .opened:
      wasOpen = true
      connection.send(greeting)
    case .received(let bytes):
      endpoint.receive(bytes)
      connection.send(endpoint.output)
      endpoint.output = []
      if endpoint.isOver { end() }
    case .sent: break
    case .finished, .broken, .notConnected: finish()
    }
  }

  /// Ends its own direction, so that what was sent is not lost, and waits for the peer.
  private func end() {
    guard !isEnding else { return }
    isEnding = true
    connection.endSending()
    loop.schedule(after: Self.patience) { [weak self] in self?.finish() }
  }

  private func finish() {
    connection.close()
    whenOver(self, wasOpen)
  }
}

/// Listens, and echoes on each connection.
final class Server {
  private let loop: EventLoop
  private let habits: Habits
  private var listener: RawListener?
  private var conversations: [ObjectIdentifier: Conversation] = [:]

  init(port: Int, _ habits: Habits, on loop: EventLoop) throws {
    self.loop = loop
    self.habits = habits
    listener = try RawListener(on: loop, host: "127.0.0.1", port: port) { [weak self] connection in
      self?.begin(connection)
    }
  }

  var port: Int { listener?.addresses.first?.port ?? 0 }

  private func begin(_ connection: RawConnection) {
    let conversation = Conversation(connection, Endpoint(.server, habits), on: loop) {
      [weak self] ended, _ in
      self?.conversations[ObjectIdentifier(ended)] = nil
    }
    conversations[ObjectIdentifier(conversation)] = conversation
  }
}

/// Connects and echoes, again and again while the server is there.
final class EndlessClient {
  private let url: WebSocketURL
  private let habits: Habits
  private let loop: EventLoop
  private var conversation: Conversation?

  init(_ url: WebSocketURL, _ habits: Habits, on loop: EventLoop) {
    self.url = url
    self.habits = habits
    self.loop = loop
  }

  func connect() throws {
    let addresses = try SocketAddress.resolve(host: url.host, port: url.port)
    guard let address = addresses.first else { return }
    let request = Endpoint.request(host: url.hostHeader, path: url.resourceName)
    conversation = Conversation(
      RawConnection(to: address, on: loop), Endpoint(.client, habits), greeting: request, on: loop
    ) { [weak self] _, wasOpen in
      self?.conversation = nil
      if wasOpen { try? self?.connect() }
    }
  }
}
