import TrafficCapture
import WebSocketProtocol

/// What is known of one connection as a whole.
///
/// There may be thousands of summaries, so they keep parts of heads, not whole heads.
public struct ConnectionSummary {
  /// The number of the connection, from 1.
  public let number: Int
  /// The two ends; nil before they are known.
  public internal(set) var ends: ConnectionEnds?
  /// When the connection began.
  public internal(set) var start = EventMoment()
  /// When the connection was last seen.
  public internal(set) var last = EventMoment()
  /// The opening handshake; nil if it was not seen.
  public internal(set) var opening: Opening?
  /// What is broken in the opening handshake.
  public internal(set) var handshakeViolations: [Finding] = []
  /// Whether the input ends inside a head.
  public internal(set) var isHandshakeCut = false
  /// What the client sent; if the roles are not known, the first end.
  public internal(set) var client = DirectionTally()
  /// What the server sent.
  public internal(set) var server = DirectionTally()
  /// Pings of both ends.
  public internal(set) var pings = PingTally()
  /// How the connection ended; nil before its end.
  public internal(set) var ending: Ending?

  var lastFrame: EventMoment?
  var closes: [(side: Side, close: Ending.Close)] = []
  var streamEnd: StreamOutcome?
  var streamEndMoment = EventMoment()
  /// Whether an endpoint says that its stream ended inside a frame.
  var isInsideFrame = false

  /// A summary at the beginning of a connection.
  init(number: Int) {
    self.number = number
  }

  /// What one end has sent.
  public subscript(role: Role) -> DirectionTally { role == .client ? client : server }

  /// Whether frames were seen.
  public var hasFrames: Bool { client.frames + server.frames > 0 }

  /// Whether it is known which of two frames of different directions came first.
  public var isOrderKnown: Bool { start.isKnown }

  /// The status of the server's answer; nil if no answer was seen.
  public var status: Int? { opening?.status }

  /// How often rules were broken.
  public var violationCount: Int {
    handshakeViolations.count
      + [client, server].reduce(0) { $0 + $1.violations.reduce(0) { $0 + $1.count } }
  }
}

extension ConnectionSummary {
  /// What is shown of an opening handshake.
  public struct Opening {
    /// Whether a request asked for a WebSocket connection, or an answer opened one.
    public var concernsWebSocket = false
    /// The path and query; nil if they were not seen, or cannot be read.
    public var resourceName: String?
    /// The server's name in the request.
    public var host: String?
    /// The page that asked.
    public var origin: String?
    /// The program that asked.
    public var userAgent: String?
    /// The program that answered.
    public var server: String?
    /// The subprotocols that the client offered; nil if the request was not seen.
    public var offeredSubprotocols: [String]?
    /// The extensions that the client offered, as written; nil if the request was not seen.
    public var offeredExtensions: [String]?
    /// The subprotocols in the answer: one or none.
    public var subprotocols: [String] = []
    /// The extensions in the answer, as written.
    public var extensions: [String] = []
    /// The answer's status code; nil if no answer was seen.
    public var status: Int?
    /// The words after the status code.
    public var statusReason = ""
    /// Whether the bytes of the heads were seen, not only a description by a browser.
    public var isSeenAsBytes = true
  }
}

extension ConnectionSummary.Opening {
  mutating func note(_ head: HTTPHead) {
    if head.isRequest {
      if case .request = head.startLine { resourceName = head.resourceName }
      host = head.value(of: "Host")
      origin = head.value(of: "Origin")
      userAgent = head.value(of: "User-Agent")
      offeredSubprotocols = head.listMembers(of: "Sec-WebSocket-Protocol").map(\.text)
      offeredExtensions = head.listMembers(of: "Sec-WebSocket-Extensions").map(\.text)
      // After 101 there are no more requests: this one was seen late.
      if status != 101 {
        status = nil
        statusReason = ""
      }
    } else {
      if case .status(_, let code, let reason) = head.startLine {
        status = code
        statusReason = reason
      }
      server = head.value(of: "Server")
      subprotocols = head.listMembers(of: "Sec-WebSocket-Protocol").map(\.text)
      extensions = head.listMembers(of: "Sec-WebSocket-Extensions").map(\.text)
    }
  }
}
