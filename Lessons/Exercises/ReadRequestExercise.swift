import LessonKit
import WebSocketProtocol

extension Exercise {
  /// Lesson 6: reads the head of a request.
  package static let readRequest = Exercise(
    function: "readRequest",
    signature: """
      func readRequest(_ bytes: [UInt8]) throws -> \
      (status: Int, key: String, subprotocols: [String], byteCount: Int)?
      """,
    labels: [nil],
    calls: RequestHead.examples.map { [.bytes($0)] },
    mistakes: KnownMistakes(ReadRequestAttempt.parts)
  ) { arguments in
    guard let request = RequestVerdict(of: arguments) else { return .returned([.nothing]) }
    return request.outcome(status: request.statuses[0])
  }
  .with {
    $0.hasHeads = true
    $0.resultNames = ["status", "key", "subprotocols", "byteCount"]
    $0.accepts = { arguments, outcome in
      guard let request = RequestVerdict(of: arguments),
        case .returned(let values) = outcome, case .number(let status)? = values.first
      else { return false }
      guard request.statuses.contains(status) else { return false }
      // A request that is refused has no key and no frames: only the status counts.
      return status != 101 || outcome == request.outcome(status: 101)
    }
    $0.wanted = { arguments in
      guard let request = RequestVerdict(of: arguments) else {
        return "nil: the empty line that ends the head has not come yet"
      }
      guard request.statuses[0] != 101 else { return nil }
      return "status: \(request.statuses[0]), because \(request.reason)"
    }
  }
}

/// How a server may answer a request, judged by this package's own rules.
struct RequestVerdict {
  /// The statuses with which it may be answered, the best first.
  let statuses: [UInt64]
  /// Why it is refused.
  let reason: String
  private let offer: HandshakeOffer
  private let byteCount: Int

  /// Nil while the head is not complete.
  init?(of arguments: [WorkValue]) {
    guard let bytes = arguments.first?.asBytes,
      let byteCount = RequestHead.end(in: bytes)
    else { return nil }
    self.byteCount = byteCount
    // A server should ignore an empty line before the request (RFC 9112 §2.2), but may refuse it.
    let request = bytes[..<byteCount].drop { $0 == 13 || $0 == 10 }
    let head = HTTPHead(parsing: Array(request))
    offer = HandshakeOffer(head)
    let broken = HandshakeReport(judgingRequest: head).violations.map(\.rule)
    let others = broken.filter { $0 != .version && $0 != .versionRepeated }
    let isKeyShaped = offer.key.map { RequestHead.isKey($0) } ?? false
    let taught = others.filter { Self.reasons[$0] != nil && !($0 == .key && isKeyShaped) }
    let isWrongVersion = others.count < broken.count
    let statuses: [UInt64] =
      switch (isWrongVersion, taught.isEmpty, others.isEmpty) {
      case (false, true, true): [101]
      case (false, true, false): [101, 400]
      case (true, true, true) where !head.fields(named: "Sec-WebSocket-Version").isEmpty: [426]
      case (true, true, _): [426, 400]
      case (true, false, _): [400, 426]
      case (false, false, _): [400]
      }
    let mayRefuse = request.count < byteCount && !statuses.contains(400)
    self.statuses = mayRefuse ? statuses + [400] : statuses
    reason = taught.first.flatMap { Self.reasons[$0] } ?? "the version is not 13"
  }

  /// The rules that the lesson teaches; a request that breaks another rule may be taken or refused.
  private static let reasons: [Rule: String] = [
    .requestLine: "the first line is not a method, a target and a version",
    .method: "the method is not GET",
    .requestVersion: "the version of HTTP is below 1.1",
    .host: "it has no Host",
    .hostRepeated: "it has two Hosts",
    .upgradeOfRequest: "Upgrade does not list websocket",
    .connectionOfRequest: "Connection does not list Upgrade",
    .key: "it has no key of 16 bytes in Base64",
    .keyRepeated: "it has two keys",
  ]

  func outcome(status: UInt64) -> Outcome {
    .returned([
      .number(status), .text(offer.key ?? ""), .list(offer.subprotocols.map { .text($0) }),
      .number(UInt64(byteCount)),
    ])
  }
}
