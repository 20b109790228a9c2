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
}
