import WebSocketInspection
import WebSocketProtocol
import WebSocketTransport

// What an endpoint in this program knows of the end of a connection, in the inspector's terms.

extension WebSocketEnd {
  /// How the stream ended, seen by an end in this role.
  func outcome(for role: Role) -> StreamOutcome {
    switch stream {
    case .closedByPeer: .finished(by: role.peer)
    case .closedHere, .requestAnswered, .requestRefused, .responseRefused: .finished(by: role)
    case .broken(let error):
      error.isReset ? .reset(by: role.peer) : .broken(by: role.peer, reason: "\(error)")
    case .notConnected(let error): .given(.notConnected(reason: "\(error)"))
    case .handshakeTimedOut: .given(.handshakeTimedOut)
    case .noPong: .given(.noPong)
    case .closingTimedOut: .given(.closingTimedOut)
    case .queueOverflow(let count): .given(.unread(byteCount: count))
    case .abandoned: .given(.stopped(lostByteCount: 0))
    }
  }

  /// Why this end failed the connection; nil if it did not.
  var failure: ConnectionFailure? {
    if case .failed(let failure)? = connection?.cause { failure } else { nil }
  }

  /// The rule that the server's answer broke, so that no connection was opened.
  var violation: Finding? {
    if case .responseRefused(let failure) = stream { failure.violation } else { nil }
  }

  /// Whether the stream ended inside a frame.
  var isInsideFrame: Bool {
    switch connection?.cause {
    case .noCloseFrame(let insideFrame)?, .noAnswer(let insideFrame)?: insideFrame
    default: false
    }
  }

  /// The ending as an inspector would describe it with what the endpoint knows.
  ///
  /// It is for connections whose frames are not inspected.
  func ending(for role: Role) -> Ending {
    var ending = Ending(kind: .notOpened)
    ending.stream = outcome(for: role)
    ending.isInsideFrame = isInsideFrame
    guard let connection else {
      switch stream {
      case .requestAnswered(let status):
        ending.kind = .plain
        ending.status = status
      case .requestRefused(let status, _):
        ending.kind = .refused
        ending.status = status
      case .responseRefused(let failure):
        ending.status = failure.response?.statusCode
        if ending.status != 101 { ending.kind = .refused }
      default: break
      }
      return ending
    }
    ending.status = 101
    let received = Ending.Close(
      sender: role.peer, payload: ClosePayload(code: connection.code, reason: connection.reason))
    switch connection.cause {
    case .closingHandshake(let startedHere):
      ending.kind = .closed
      let own = Ending.Close(sender: role, payload: received.payload)
      ending.closes = startedHere ? [own, received] : [received, own]
    case .failed(let failure):
      ending.kind = .unanswered
      ending.cause = .failure(failure)
      ending.closes = [Ending.Close(sender: role, payload: ClosePayload(code: failure.closeCode))]
    case .noCloseFrame: ending.kind = .abnormal
    case .noAnswer: ending.kind = .unanswered
    }
    return ending
  }

  /// Whether this end gave up because the peer broke a rule; not where a limit was reached.
  var isForViolation: Bool {
    switch (connection?.cause, stream) {
    case (.failed(.violation)?, _): true
    // A client that does not ask for a WebSocket breaks none of its rules.
    case (nil, .requestRefused(_, cause: .violation(let finding))):
      finding.rule != .upgradeOfRequest
    case (nil, .responseRefused(let failure)): failure.response?.statusCode == 101
    default: false
    }
  }
}
