public import WebSocketProtocol

/// How a connection ended: for the protocol, and for the network.
public struct WebSocketEnd: Hashable, Sendable {
  /// What the protocol says; nil where the connection was never open.
  public var connection: ConnectionEnd?
  /// How the stream below ended.
  public var stream: StreamEnd

  /// The status code that an application is told: 1006 where there was no close frame.
  public var code: CloseCode { connection?.code ?? .abnormalClosure }
}

/// Why a stream ended.
public enum StreamEnd: Hashable, Sendable {
  /// The peer closed it.
  case closedByPeer
  /// This end closed it, as the protocol asks.
  case closedHere
  /// It broke.
  case broken(StreamError)
  /// The server could not be connected to.
  case notConnected(TransportError)
  /// The opening handshake took too long.
  case handshakeTimedOut
  /// The request did not ask for a WebSocket connection, and was answered with this status.
  case requestAnswered(status: Int)
  /// The request was refused with this status.
  case requestRefused(status: Int, cause: ServerHandshake.Rejected.Cause)
  /// The server refused, or its answer breaks a rule.
  case responseRefused(ClientHandshake.Failure)
  /// The peer answered a ping too late, or never.
  case noPong
  /// The peer took too long to end the closing handshake or the stream.
  case closingTimedOut
  /// The peer did not read, and more bytes than the limit waited for it.
  case queueOverflow(byteCount: Int)
  /// The application gave the connection up.
  case abandoned
}

extension WebSocketEnd: CustomStringConvertible {
  /// Why the connection ended, in sentences.
  public var description: String {
    guard let connection else { return "\(stream)" }
    switch (stream, connection.cause) {
    case (.closedByPeer, .noCloseFrame(let insideFrame)):
      return
        "The peer ended the stream\(insideFrame ? " inside a frame" : ""), without a close frame."
    case (.closedByPeer, _), (.closedHere, _): return "\(connection)"
    default: return "\(connection) \(stream)"
    }
  }
}

extension StreamEnd: CustomStringConvertible {
  /// Why the stream ended, in a sentence.
  public var description: String {
    switch self {
    case .closedByPeer: "The peer closed the stream."
    case .closedHere: "This end closed the stream."
    case .broken(.system(let error)): "The stream broke: \(error)."
    case .broken(.other(_, let sentences)): sentences
    case .notConnected(let error): "\(error)"
    case .handshakeTimedOut: "The opening handshake took too long."
    case .requestAnswered(let status): "A plain request, answered with \(status)."
    case .requestRefused(let status, let cause): "Refused with \(status): \(cause.summary)"
    case .responseRefused(let failure): "\(failure.violation.message)"
    case .noPong: "The peer did not answer a ping in time."
    case .closingTimedOut: "The peer did not end the connection in time."
    case .queueOverflow(let count): "The peer did not read; \(count) bytes waited for it."
    case .abandoned: "The application gave the connection up."
    }
  }
}
