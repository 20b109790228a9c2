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

extension WebSocketEnd {
  /// What is to be said of it.
  public var statement: Statement {
    guard let connection else { return stream.statement }
    switch (stream, connection.cause) {
    case (.closedByPeer, .noCloseFrame(let insideFrame)):
      return Statement(insideFrame ? "end.peer-ended/inside-frame" : "end.peer-ended")
    case (.closedByPeer, _), (.closedHere, _):
      return connection.statement
    default:
      return Statement(
        "end.both",
        [
          "connection": .statement(connection.statement), "stream": .statement(stream.statement),
        ])
    }
  }
}

extension StreamEnd {
  /// What is to be said of it.
  public var statement: Statement {
    switch self {
    case .closedByPeer: Statement("stream.closed-by-peer")
    case .closedHere: Statement("stream.closed-here")
    case .broken(.system(let error)): Statement("stream.broken", ["error": .name("\(error)")])
    case .broken(.other(_, let sentences)):
      Statement("stream.broken/told", ["sentences": .name(sentences)])
    case .notConnected(let error): Statement("stream.not-connected", ["error": .name("\(error)")])
    case .handshakeTimedOut: Statement("stream.handshake-timed-out")
    case .requestAnswered(let status):
      Statement("stream.request-answered", ["status": .name(status)])
    case .requestRefused(let status, let cause):
      Statement(
        "stream.request-refused", ["status": .name(status), "cause": .statement(cause.statement)])
    case .responseRefused(let failure): failure.violation.statement
    case .noPong: Statement("stream.no-pong")
    case .closingTimedOut: Statement("stream.closing-timed-out")
    case .queueOverflow(let count): Statement("stream.queue-overflow", ["count": .count(count)])
    case .abandoned: Statement("stream.abandoned")
    }
  }
}

extension WebSocketEnd: CustomStringConvertible {
  /// The causes with their values, in no language; a phrasebook has the sentences for `statement`.
  public var description: String { "\(statement)" }
}

extension StreamEnd: CustomStringConvertible {
  /// The cause with its values, in no language; a phrasebook has the sentence for `statement`.
  public var description: String { "\(statement)" }
}
