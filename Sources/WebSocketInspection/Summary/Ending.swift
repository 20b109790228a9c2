import WebSocketProtocol

/// How a connection ended, as far as it was seen.
///
/// One type for every source: a capture, a tap, an endpoint's own connection. Its words are a
/// table elsewhere.
public struct Ending: Hashable, Sendable {
  /// The kinds of ends.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Both ends sent a close frame: the closing handshake is complete.
    case closed
    /// One end sent a close frame, and none came back.
    case unanswered
    /// The stream ended without a close frame: both ends report 1006.
    case abnormal
    /// The connection was still open where the input ends.
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
    /// Who sent it; nil where that is not known.
    public var sender: Role?
    /// Its code and reason.
    public var payload: ClosePayload

    /// A close frame from its parts.
    public init(sender: Role?, payload: ClosePayload) {
      self.sender = sender
      self.payload = payload
    }
  }

  /// Which kind it is.
  public var kind: Kind
  /// The status of the server's last answer.
  public var status: Int?
  /// The first close frame of each end, in the order in which they were seen.
  public var closes: [Close] = []
  /// Whether it is known which of two close frames came first.
  public var isOrderKnown = true
  /// What became of the stream; nil where the input does not tell.
  public var stream: StreamOutcome?
  /// What the connection spoke that is not HTTP, where that was seen.
  public var foreign: ForeignProtocol?
  /// Whether the stream ended inside a frame.
  public var isInsideFrame = false
  /// What probably made an end give the connection up.
  public var cause: Cause?

  /// An ending of which no more than its kind is known.
  public init(kind: Kind) {
    self.kind = kind
  }

  /// The end that closed first; nil where neither did, or it is not known which.
  public var closer: Role? { isOrderKnown ? closes.first?.sender : nil }

  /// Whether the connection was opened and closed as the RFC says.
  public var isClean: Bool { kind == .closed || kind == .plain }

  /// The status code that an end's application is told.
  ///
  /// 1005 where the peer's close frame held none, 1006 where there was none. RFC 6455 §7.1.5.
  public func code(reportedBy role: Role) -> CloseCode {
    guard let close = closes.first(where: { $0.sender == role.peer }) else {
      return .abnormalClosure
    }
    return close.payload.code ?? .noStatusReceived
  }
}

/// What became of the stream below a connection.
public enum StreamOutcome: Hashable, Sendable {
  /// An end sent all it had, and said so (FIN).
  case finished(by: Role?)
  /// An end broke it off (RST), or the network did.
  case reset(by: Role?)
  /// It broke for another reason, which the system tells.
  case broken(by: Role?, reason: String)
  /// It was not followed to its end, because too many were open at a time.
  case notFollowed
  /// One end's own decision ended it.
  case given(Decision)

  /// Why an endpoint, or a tap, ended a stream by itself.
  public enum Decision: Hashable, Sendable {
    /// No connection to the server came about; the system tells why.
    case notConnected(reason: String)
    /// The opening handshake took too long.
    case handshakeTimedOut
    /// A ping was not answered in time.
    case noPong
    /// The closing handshake took too long.
    case closingTimedOut
    /// The peer did not read, and this many bytes waited for it.
    case unread(byteCount: Int)
    /// The program was ended; this many bytes were not passed on.
    case stopped(lostByteCount: Int)
  }
}

extension Ending {
  /// What probably made an end give a connection up.
  public enum Cause: Hashable, Sendable {
    /// Its peer had broken a rule.
    case broken(Rule, by: Role)
    /// It ended in the middle of its own frame.
    case cutFrame(by: Role)
    /// The client had offered subprotocols, and the server chose none, at which browsers give up.
    case noSubprotocol
    /// Nothing was sent for this many nanoseconds, as before an idle time-out.
    case silence(Int64)
    /// This end failed the connection: the peer broke a rule or reached a limit.
    case failure(ConnectionFailure)
  }
}
