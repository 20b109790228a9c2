import CommandLineKit
import LessonKit
import WebSocketProtocol
import WebSocketTransport

/// The socket that carries the learner's functions: it accepts connections and moves bytes.
final class YourServer {
  private let loop: EventLoop
  private let server: ByteServer
  private let functions: LearnerFunctions
  private let view: ServerView
  /// The page for a browser.
  private let page: () -> [UInt8]
  /// Called before a new connection uses the functions, which may have changed.
  var willOpen: () -> Void = {}

  /// A head that does not end in this time is not waited for.
  private static let headTime = Duration.seconds(60)
  /// How long the client may take to close TCP.
  private static let closingTime = Duration.seconds(2)

  init(
    on loop: EventLoop, host: String, port: Int, functions: LearnerFunctions, view: ServerView,
    page: @escaping () -> [UInt8]
  ) throws(TransportError) {
    self.loop = loop
    self.functions = functions
    self.view = view
    self.page = page
    server = try ByteServer(on: loop, host: host, port: port, connectionLimit: 50)
    server.accepted = { [unowned self] in accept($0) }
  }

  /// The port it listens on.
  var port: Int { server.port }

  /// Stops accepting and closes all connections.
  func stop() {
    server.stopListening()
    for connection in server.connections.values { connection.close() }
  }

  private func accept(_ connection: ByteConnection) {
    let conversation = Conversation(ServerFunctions(call: functions.call)) {
      [unowned self, unowned connection] event in
      view.show(event, connection: connection.number)
      switch event {
      case .sends(_, let bytes): connection.send(bytes)
      case .isOver: connection.endSending(closingWithin: Self.closingTime)
      case .received, .says: break
      }
    }
    let timer = loop.schedule(after: Self.headTime) { [weak connection] in
      if conversation.isInHandshake { connection?.close() }
    }
    var (isFirst, isPage) = (true, false)
    connection.received = { [unowned self, unowned connection] bytes in
      if isFirst {
        isFirst = false
        isPage = isForPage(bytes)
        if isPage { return answerWithPage(connection) }
        willOpen()
      }
      conversation.receive(bytes)
      view.showCalls()
    }
    connection.ended = { [unowned connection] in connection.close() }
    connection.closed = { [view, number = connection.number] in
      timer.cancel()
      if !isFirst, !isPage { view.showEnd(ofConnection: number, isOver: conversation.isOver) }
    }
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

  private func answerWithPage(_ connection: ByteConnection) {
    let answer = PlainAnswer(body: page())
    connection.send(answer.bytes(withBody: true))
    connection.endSending(closingWithin: Self.closingTime)
  }
}
