import WebSocketProtocol

/// What was seen of the end of a connection.
///
/// There is one type for all sources: a capture, a tap, and an endpoint. Its words are in
/// ConnectionDiagram.
public struct Ending: Hashable, Sendable {
  /// The kinds of ends.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Both ends sent a close frame: the closing handshake is complete.
    case closed
    /// One end sent a close frame, which was not answered.
    case unanswered
    /// The stream ended without a close frame: both ends report 1006.
    case abnormal
    /// The connection was open when the input ended.
    case open
    /// The server answered the opening handshake with another status than 101.
    case refused
    /// The opening handshake was not completed.
    case notOpened
    /// The requests did not ask for a WebSocket connection.
    case plain
  }

  /// A close frame.
  public struct Close: Hashable, Sendable {
    /// Who sent it; nil if it is not known.
    public var sender: Role?
    /// Its code and reason.
    public var payload: ClosePayload

    /// A close frame from its parts.
    public init(sender: Role?, payload: ClosePayload) {
      self.sender = sender
      self.payload = payload
    }
  }

  /// The kind of end.
  public var kind: Kind
  /// The status of the server's last answer.
  public var status: Int?
  /// The first close frame of each end, in the order in which they were seen.
  public var closes: [Close] = []
  /// Whether it is known which of two close frames came first.
  public var isOrderKnown = true
  /// What became of the stream; nil if the input does not say.
  public var stream: StreamOutcome?
  /// The protocol of the connection, if it is not HTTP and was recognised.
  public var foreign: ForeignProtocol?
  /// Whether the stream ended inside a frame.
  public var isInsideFrame = false
  /// What probably made an end give the connection up.
  public var cause: Cause?

  /// An ending of which only the kind is known.
  public init(kind: Kind) {
    self.kind = kind
  }

  /// The end that closed first; nil if neither did, or it is not known which.
  public var closer: Role? { isOrderKnown ? closes.first?.sender : nil }

  /// Whether the connection was opened and closed as the RFC says.
  public var isClean: Bool { kind == .closed || kind == .plain }

  /// The close code that the application of an end gets.
  ///
  /// It is 1005 if the peer's close frame had no code, and 1006 without a close frame. RFC 6455 §7.1.5.
  public func code(reportedBy role: Role) -> CloseCode {
    guard let close = closes.first(where: { $0.sender == role.peer }) else {
      return .abnormalClosure
    }
    return close.payload.code ?? .noStatusReceived
  }
}

/// How the TCP stream of a connection ended.
public enum StreamOutcome: Hashable, Sendable {
  /// An end sent everything and ended the stream (FIN).
  case finished(by: Role?)
  /// An end, or the network, reset it (RST).
  case reset(by: Role?)
  /// It broke for another reason, which the system gives.
  case broken(by: Role?, reason: String)
  /// It was not followed to its end, because too many were open at a time.
  case notFollowed
  /// One end decided to end it.
  case given(Decision)

  /// Why an endpoint, or a tap, ended a stream by itself.
  public enum Decision: Hashable, Sendable {
    /// There was no connection to the server; the system says why.
    case notConnected(reason: String)
    /// The opening handshake took too long.
    case handshakeTimedOut
    /// A ping was not answered in time.
    case noPong
    /// The closing handshake took too long.
    case closingTimedOut
    /// The peer did not read, and this many bytes waited for it.
    case unread(byteCount: Int)
    /// The program was stopped; this many bytes were not passed on.
    case stopped(lostByteCount: Int)
  }
}

extension Ending {
  /// What probably made an end give a connection up.
  public enum Cause: Hashable, Sendable {
    /// Its peer broke a rule.
    case broken(Rule, by: Role)
    /// It ended in the middle of a frame that it sent.
    case cutFrame(by: Role)
    /// The server chose none of the client's subprotocols, after which browsers give up.
    case noSubprotocol
    /// Nothing was sent for this many nanoseconds, as before an idle time-out.
    case silence(Int64)
    /// This end failed the connection: the peer broke a rule or reached a limit.
    case failure(ConnectionFailure)
  }
}
