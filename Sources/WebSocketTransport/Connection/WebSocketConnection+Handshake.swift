import WebSocketProtocol

/// The opening handshake of either side.
enum OpeningHandshake {
  case server(ServerHandshake, request: [UInt8])
  case client(ClientHandshake)
  /// A client that was refused, and reads on: a body may explain more.
  case refused(ClientHandshake.Failure, body: [UInt8])

  /// Whose side it is.
  var role: Role {
    switch self {
    case .server: .server
    case .client, .refused: .client
    }
  }
}

extension WebSocketConnection {
  func streamOpened() {
    guard phase.streamOpened() else { return }
    if case .client(let client) = handshake { sendRequest(client) }
  }

  func streamDidNotOpen(_ error: StreamError) {
    end(.broken(error), reset: false)
  }

  /// Takes bytes of the opening handshake, on either side.
  func receiveHandshake(_ bytes: [UInt8]) {
    // Moved out, changed, moved back: nothing is copied.
    let current = handshake
    handshake = nil
    switch current {
    case .server(var server, var request):
      request += bytes
      let action = server.receive(bytes)
      handshake = .server(server, request: request)
      act(on: action, request: request)
    case .client(var client):
      let action = client.receive(bytes)
      handshake = .client(client)
      act(on: action, bytes)
    case .refused(let failure, var body):
      body += bytes
      handshake = .refused(failure, body: body)
      endRefusedIfWhole()
    case nil:
      break
    }
  }

  /// The stream has ended before the handshake was over.
  func receiveEndInHandshake(_ cause: StreamEnd) {
    switch handshake {
    case .server(_, let request) where !request.isEmpty:
      observeHead(.received, request)
    case .client(var client):
      guard case .fail(let failure) = client.receiveEndOfStream() else { break }
      // Half an answer shows at least what kind of server it is.
      if let head = failure.response?.bytes, !head.isEmpty { observeHead(.received, head) }
      guard cause == .closedByPeer else { break }
      end(.responseRefused(failure), reset: false)
      return
    case .refused:
      endRefused()
      return
    default:
      break
    }
    end(cause, reset: false)
  }

  // MARK: - The server's side

  private func act(on action: ServerHandshake.Action, request: [UInt8]) {
    switch action {
    case .needMoreBytes, .alreadyOver:
      break
    case .accept(let accepted):
      observeHead(.received, Array(request.dropLast(accepted.rest.count)))
      observeHead(.sent, accepted.response)
      resourceName = accepted.resourceName
      extensions = accepted.agreedExtension.map { [$0.listing] } ?? []
      sendNow(accepted.response)
      open { settings in
        Connection(
          accepted, settings: settings, reasonOfFailure: handlers.reasonOfFailure,
          randomness: SystemRandomNumberGenerator())
      }
    case .reject(let rejected):
      observeHead(.received, request)
      if let answer = owner?.answer(toPlainRequest: request) {
        refuse(with: answer.response, .requestAnswered(status: answer.status))
      } else {
        let end = StreamEnd.requestRefused(status: rejected.status, cause: rejected.cause)
        refuse(with: rejected.response, end)
      }
    }
  }

  private func refuse(with response: [UInt8], _ end: StreamEnd) {
    observeHead(.sent, response)
    sendNow(response)
    beginEnding(end)
  }

  // MARK: - The client's side

  /// Takes a stream to the server, which is to be opened.
  func connected(_ stream: any ByteStream, to address: SocketAddress) {
    guard phase.takeStream() else {
      stream.close()
      return
    }
    self.stream = stream
    peerAddress = address
    stream.open(for: self)
  }

  /// Asks for a WebSocket.
  private func sendRequest(_ client: ClientHandshake) {
    observeHead(.sent, client.requestBytes)
    sendNow(client.requestBytes)
    afterSending()
  }

  private func act(on action: ClientHandshake.Action, _ bytes: [UInt8]) {
    switch action {
    case .needMoreBytes, .alreadyOver:
      break
    case .open(let opened):
      observeHead(.received, opened.response.bytes)
      extensions = opened.extensions
      open { settings in
        Connection(
          opened, settings: settings, reasonOfFailure: handlers.reasonOfFailure,
          randomness: SystemRandomNumberGenerator())
      }
    case .fail(let failure):
      guard failure.response?.isRefusal == true else {
        observeHead(.received, failure.response.map { $0.bytes + failure.rest } ?? bytes)
        end(.responseRefused(failure), reset: false)
        return
      }
      handshake = .refused(failure, body: failure.rest)
      timer?.cancel()
      timer = loop.schedule(after: .seconds(2)) { [weak self] in self?.endRefused() }
      endRefusedIfWhole()
    }
  }

  /// How much of a refusal's body is read.
  private static let refusalBodyLimit = 16 << 10

  private func endRefusedIfWhole() {
    guard case .refused(let failure, let body) = handshake else { return }
    let declared = failure.response?.fields(named: "Content-Length").first.flatMap {
      Int($0.value)
    }
    if body.count >= min(declared ?? .max, Self.refusalBodyLimit) { endRefused() }
  }

  private func endRefused() {
    guard case .refused(let failure, let body) = handshake else { return }
    observeHead(.received, (failure.response?.bytes ?? []) + body)
    end(.responseRefused(failure), reset: false)
  }

  // MARK: - Both

  /// Gives connecting and the opening handshake a bounded time.
  ///
  /// The timer holds the connection, which its user may have let go of.
  func startHandshakeTimer() {
    timer = loop.schedule(after: limits.handshakeTime) { self.openingIsLate() }
  }

  private func openingIsLate() {
    switch phase.lateOpening {
    case .connecting:
      end(opening.map { .notConnected($0.timedOut) } ?? .handshakeTimedOut, reset: false)
    case .openingStream: end(.handshakeTimedOut, reset: false)
    case .handshake: receiveEndInHandshake(.handshakeTimedOut)
    case .nothing: break
    }
  }

  private func open(_ makeConnection: (ConnectionSettings) -> Connection) {
    // The answer may have found the stream broken.
    guard phase.handshakeSucceeded() else { return }
    timer?.cancel()
    timer = nil
    handshake = nil
    var settings = ConnectionSettings()
    settings.maximumMessageByteCount = limits.messageByteCount
    settings.maximumFragmentCount = limits.fragmentCount
    settings.observesFrames = handlers.frame != nil
    endpoint = Endpoint(makeConnection(settings))
    startKeepAlive()
    handlers.opened?(self)
    takeEvents()
    flushLater()
  }

  private func observeHead(_ direction: StreamDirection, _ bytes: [UInt8]) {
    handlers.head?(self, direction, bytes)
  }
}

extension HTTPHead {
  /// Whether this is a whole response with another status than 101.
  fileprivate var isRefusal: Bool {
    guard isComplete, case .status(_, let code, _) = startLine else { return false }
    return code != 101
  }
}
