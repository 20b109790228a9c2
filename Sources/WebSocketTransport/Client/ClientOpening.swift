import WebSocketProtocol

/// The part of a client's connection that is needed until it is open.
///
///     look the name up ──▶ try an address ──▶ the first socket that is connected is taken
///                             ▲        │ no answer within 250 ms, or a failure
///                             └────────┘ while there is another address
///
/// So a first address that never answers, as where IPv6 does not work, costs a quarter of a second
/// and not all the time that connecting may take. RFC 8305 §5.
final class ClientOpening: WebSocketConnectionOwner {
  private weak var connection: WebSocketConnection?
  private let loop: EventLoop
  private var host = ""
  private var lookup: BackgroundCall<Result<[SocketAddress], TransportError>>?
  private var remaining: ArraySlice<SocketAddress> = []
  private var attempts: [ConnectAttempt] = []
  private var timer: LoopTimer?
  private var failure: TransportError?

  /// How long an address may take before the next one is tried too, as RFC 8305 §5 recommends.
  private static let attemptDelay = Duration.milliseconds(250)

  init(_ connection: WebSocketConnection) {
    self.connection = connection
    loop = connection.loop
  }

  /// Begins; the outcome is told in later turns of the loop, when the handlers are set.
  func begin(_ url: WebSocketURL, _ lookUp: @escaping WebSocketClient.LookUp) {
    host = url.host
    do throws(SystemError) {
      lookup = try BackgroundCall(on: loop) {
        lookUp(url)
      } completion: { [weak self] result in
        self?.lookedUp(result)
      }
    } catch {
      failure = .system(error, nil)
      timer = loop.schedule(after: .zero) { [weak self] in self?.tryNext() }
    }
  }

  private func lookedUp(_ result: Result<[SocketAddress], TransportError>) {
    lookup = nil
    switch result {
    case .success(let addresses): remaining = SocketAddress.alternating(addresses)[...]
    case .failure(let error): failure = error
    }
    tryNext()
  }

  private func tryNext() {
    timer?.cancel()
    timer = nil
    while let address = remaining.popFirst() {
      do throws(SystemError) {
        attempts.append(
          try ConnectAttempt(address, on: loop) { [weak self] attempt, error in
            self?.ended(attempt, error)
          })
        guard !remaining.isEmpty else { return }
        timer = loop.schedule(after: Self.attemptDelay) { [weak self] in self?.tryNext() }
        return
      } catch {
        note(TransportError(connectingTo: address, error))
      }
    }
    guard attempts.isEmpty else { return }
    let failure = failure ?? .nameNotFound(host, reason: "it has no address")
    connection?.end(.notConnected(failure), reset: false)
  }

  private func ended(_ attempt: ConnectAttempt, _ error: SystemError?) {
    attempts.removeAll { $0 === attempt }
    if let error {
      attempt.cancel()
      note(TransportError(connectingTo: attempt.address, error))
      tryNext()
    } else {
      let stream = SocketStream(attempt.takeDescriptor(), on: loop)
      stop()
      connection?.connected(stream, to: attempt.address)
    }
  }

  /// Keeps the error that says most: that no program listens says more than that there is no route.
  private func note(_ error: TransportError) {
    if case .system? = failure { failure = nil }
    failure = failure ?? error
  }

  /// The error where the time is over.
  var timedOut: TransportError {
    guard lookup == nil else {
      return .nameNotFound(host, reason: "no name server answers")
    }
    return attempts.first.map { .connectTimedOut($0.address) } ?? failure
      ?? .nameNotFound(host, reason: "it has no address")
  }

  private func stop() {
    lookup?.cancel()
    lookup = nil
    timer?.cancel()
    for attempt in attempts { attempt.cancel() }
    attempts = []
    remaining = []
  }

  // MARK: - What the connection asks for

  func connectionClosed(_ connection: WebSocketConnection) {
    stop()
    connection.opening = nil
  }

  func answer(toPlainRequest request: [UInt8]) -> (status: Int, response: [UInt8])? { nil }
}

extension SocketAddress {
  /// The addresses with both families in turn, so that a family that does not work is not tried
  /// several times before the other; RFC 8305 §4.
  static func alternating(_ addresses: [SocketAddress]) -> [SocketAddress] {
    let first = addresses.filter { $0.family == addresses.first?.family }
    let second = addresses.filter { $0.family != addresses.first?.family }
    return (0..<max(first.count, second.count)).flatMap { index in
      [first, second].compactMap { $0.indices.contains(index) ? $0[index] : nil }
    }
  }
}
