import PerMessageDeflate
import WebSocketProtocol

// The opening handshake of a client that is graded.

extension ScriptRun {
  /// Accepts the request that came, with compression where the case is about it.
  func accept(_ opening: Opening) -> Progress {
    guard let connection else { return .finished }
    if !isBegun {
      var policy = ServerPolicy()
      // A client may insist on one of its subprotocols.
      policy.subprotocols = connection.request.map { HandshakeOffer($0).subprotocols } ?? []
      if opening.needsCompression { policy.messageExtension = PermessageDeflate() }
      var handshake = ServerHandshake(policy)
      switch handshake.receive(connection.request?.bytes ?? []) {
      case .accept(let accepted):
        connection.note(head: accepted.response)
        connection.send(accepted.response + connection.bytes(of: opening.pieces).flatMap { $0 })
      case .reject(let rejected):
        connection.send(rejected.response)
        return .failed(
          Shortcoming(
            .response(rule: "handshake.request", mistake: nil),
            "The client's request is not right: \(Sentences.cause(rejected.cause))"))
      case .needMoreBytes, .alreadyOver: return .finished
      }
    }
    guard opening.needsCompression, connection.agreement == nil else { return .done }
    return .skipped("The client does not offer permessage-deflate.")
  }

  /// Answers with a response that differs from the right one.
  func respond(_ response: Response) -> Progress {
    guard !isBegun, let connection, let request = connection.request else { return .done }
    let offer = HandshakeOffer(request)
    var text = ResponseText(
      accept: AcceptValue.text(forKey: offer.key ?? ""), subprotocol: offer.subprotocols.first)
    response.change(&text)
    let head = text.bytes
    connection.note(head: head)
    let rest = connection.bytes(of: response.pieces).flatMap { $0 }
    let writes = Self.writes([head + rest], response.cut)
    guard writes.count > 1 else {
      connection.send(head + rest)
      return .done
    }
    isPausing = true
    sendSlowly(writes[...])
    return .waiting
  }

  /// Waits until a client that must not take the response ends the connection.
  ///
  /// It may send a close frame, but no message: a text that it is sent is a question whether it opened
  /// the connection.
  func awaitRefusal() -> Progress {
    if !isBegun {
      after(context.patience) { [weak self] in
        guard let connection = self?.connection, !connection.hasEnded else { return }
        connection.send(connection.bytes(of: [.frame(.text("open?"))]).flatMap { $0 })
      }
    }
    while let incoming = connection?.incoming.first {
      connection?.incoming.removeFirst()
      switch incoming {
      case .end, .close: return .finished
      case .message(let message):
        return .failed(
          Shortcoming(
            .wronglyOpened,
            "The client sent \(Sentences.describe(message)). "
              + "It must fail the connection for this response."))
      case .pong: break
      }
    }
    return connection?.hasEnded == true ? .finished : .waiting
  }
}
