import CommandLineKit
import LessonKit
import WebSocketProtocol
import WebSocketTransport

/// The socket that carries the learner's functions: it accepts connections and moves bytes.
final class YourServer {
  private let loop: EventLoop
  private let functions: LearnerFunctions
  private let view: ServerView
  /// The page for a browser.
  private let page: () -> [UInt8]
  /// Called before a new connection uses the functions, which may have changed.
  var willOpen: () -> Void = {}

  private var listener: RawListener?
  /// The connections that are not closed, by their numbers.
  private var clients: [Int: Client] = [:]
  private var lastNumber = 0

  /// A connection, and what is said on it.
  private final class Client {
    let connection: RawConnection
    let conversation: Conversation
    var use = Use.unknown
    /// Closes the connection when the client takes too long.
    var timer: LoopTimer?

    init(_ connection: RawConnection, _ conversation: Conversation) {
      (self.connection, self.conversation) = (connection, conversation)
    }

    /// What the client wants.
    enum Use { case unknown, page, functions }
  }

  /// A head that does not end in this time is not waited for.
  private static let headTime = Duration.seconds(60)
  /// How long the client may take to close TCP.
  private static let closingTime = Duration.seconds(2)
  /// While more than this waits to be sent, nothing is read.
  private static let highWaterByteCount = 1 << 20

  init(
    on loop: EventLoop, host: String, port: Int, functions: LearnerFunctions, view: ServerView,
    page: @escaping () -> [UInt8]
  ) throws(TransportError) {
    self.loop = loop
    self.functions = functions
    self.view = view
    self.page = page
    listener = try RawListener(on: loop, host: host, port: port, connectionLimit: 50) {
      [unowned self] in accept($0)
    }
  }

  /// The port it listens on.
  var port: Int { listener?.port ?? 0 }

  /// Stops accepting and closes all connections.
  func stop() {
    listener?.close()
    for number in clients.keys { close(number) }
  }

  private func accept(_ connection: RawConnection) {
    lastNumber += 1
    let number = lastNumber
    let conversation = Conversation(ServerFunctions(call: functions.call)) {
      [unowned self] event in
      view.show(event, connection: number)
      switch event {
      case .sends(_, let bytes): send(bytes, to: number)
      case .isOver: endSending(to: number)
      case .received, .says: break
      }
    }
    let client = Client(connection, conversation)
    client.timer = loop.schedule(after: Self.headTime) { [unowned self] in
      if conversation.isInHandshake { close(number) }
    }
    clients[number] = client
    connection.onEvent = { [unowned self] event in
      switch event {
      case .received(let bytes): received(bytes, from: number)
      case .sent: connection.reads = true
      case .finished, .broken, .notConnected: close(number)
      case .opened: break
      }
    }
  }

  private func received(_ bytes: [UInt8], from number: Int) {
    guard let client = clients[number] else { return }
    if client.use == .unknown {
      client.use = isForPage(bytes) ? .page : .functions
      if client.use == .page { return answerWithPage(number) }
      willOpen()
    }
    guard client.use == .functions else { return }
    client.conversation.receive(bytes)
    view.showCalls()
  }

  private func send(_ bytes: [UInt8], to number: Int) {
    guard let connection = clients[number]?.connection else { return }
    connection.send(bytes)
    connection.reads = connection.pendingByteCount <= Self.highWaterByteCount
  }

  /// Tells the client, after all that was sent, that nothing more comes; and closes, even if the client
  /// does not.
  private func endSending(to number: Int) {
    guard let client = clients[number] else { return }
    client.connection.endSending()
    client.timer?.cancel()
    client.timer = loop.schedule(after: Self.closingTime) { [unowned self] in close(number) }
  }

  private func close(_ number: Int) {
    guard let client = clients.removeValue(forKey: number) else { return }
    client.timer?.cancel()
    client.connection.close()
    guard client.use == .functions else { return }
    view.showEnd(ofConnection: number, isOver: client.conversation.isOver)
  }

  // MARK: - The page

  /// Whether a browser asks for the page, in one piece.
  ///
  /// The learner's functions answer every other request.
  private func isForPage(_ request: [UInt8]) -> Bool {
    let head = HTTPHead(parsing: request)
    guard head.isComplete, case .request("GET", let target, _) = head.startLine else {
      return false
    }
    return target == "/" && !head.fields.contains { $0.name.lowercased() == "upgrade" }
  }

  private func answerWithPage(_ number: Int) {
    send(PlainAnswer(body: page()).bytes(withBody: true), to: number)
    endSending(to: number)
  }
}
