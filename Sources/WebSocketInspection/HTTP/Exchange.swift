import TrafficCapture
import WebSocketProtocol

/// An HTTP head as it was seen.
public struct InspectedHead {
  /// The head; if it is incomplete, the part that is there.
  public var head: HTTPHead
  /// What the rules say about it; nil if it has nothing to do with WebSocket.
  public var report: HandshakeReport?
  /// Whether the input ends inside it.
  public var isUnfinished = false
  /// The end that sent it.
  public var side: Side
  /// When it was complete.
  public var moment: EventMoment

  /// Whether it is a request.
  public var isRequest: Bool { head.isRequest }
  /// Who sends this kind of head.
  public var sender: Role { isRequest ? .client : .server }
  /// The findings that say that a rule is broken.
  public var violations: [Finding] { report?.violations ?? [] }
}

/// A request and its answer, and what they agreed on.
public struct Exchange {
  /// The request; nil if it was not seen.
  public var request: InspectedHead?
  /// The answer; nil if it was not seen.
  public var response: InspectedHead?
  /// What the answer agreed on, if it opens a connection.
  public var negotiation: Negotiation?
  /// Whether the heads are a description by a program, not the bytes, so that they are not judged.
  public var isDescribed = false

  /// The result of a request.
  public enum Outcome: String, CaseIterable, Hashable, Sendable {
    /// The connection is open.
    case accepted
    /// The answer is 101, but breaks a rule for which a client must fail the connection.
    case invalid
    /// The server answered with another status.
    case refused
    /// No answer was seen.
    case unanswered
    /// The request did not ask for a WebSocket connection.
    case plain
  }

  /// The result of the request.
  public var outcome: Outcome {
    guard isDescribed || request?.report != nil || response?.report != nil else { return .plain }
    guard let response, !response.isUnfinished else { return .unanswered }
    guard response.head.statusCode == 101 else { return .refused }
    return response.violations.isEmpty ? .accepted : .invalid
  }

  /// What the client offered; nil if the request was not seen.
  public var offer: HandshakeOffer? { request.map { HandshakeOffer($0.head) } }
}

extension Exchange {
  /// The name of the server in the request.
  public var host: String? { request?.head.value(of: "Host") }
  /// The path and query; nil if the request cannot be read.
  public var resourceName: String? {
    guard let head = request?.head, case .request = head.startLine else { return nil }
    return head.resourceName
  }
  /// The page that asks, if a browser says so.
  public var origin: String? { request?.head.value(of: "Origin") }
  /// The program that asks.
  public var userAgent: String? { request?.head.value(of: "User-Agent") }
  /// The program that answers.
  public var server: String? { response?.head.value(of: "Server") }
}
