extension ServerHandshake.Rejected {
  /// The answer to a request that is refused: a status, and a body that says why.
  init(_ cause: Cause, explanation: String?) {
    self.cause = cause
    status = cause.status
    let reason = Self.reason(of: status)
    var head = HTTPHeadWriter(startLine: "HTTP/1.1 \(status) \(reason)")
    for header in cause.headers {
      head.add(header.name, header.value)
    }
    let body = "\(status) \(reason)\n\n\(explanation ?? cause.text)"
    // Plain text, and not to be read as anything else: the body quotes the request.
    head.add("Content-Type", "text/plain; charset=utf-8")
    head.add("X-Content-Type-Options", "nosniff")
    head.add("Content-Length", "\(body.utf8.count)")
    head.add("Connection", cause.wantsUpgrade ? "Upgrade, close" : "close")
    response = head.bytes(body: body)
  }

  private static func reason(of status: Int) -> String {
    switch status {
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 426: "Upgrade Required"
    case 431: "Request Header Fields Too Large"
    case 505: "HTTP Version Not Supported"
    default: "Bad Request"
    }
  }
}

extension ServerHandshake.Rejected.Cause {
  /// The status code that says it best; 400 where HTTP has no better one.
  fileprivate var status: Int {
    switch self {
    case .origin: 403
    case .resource: 404
    case .violation(let finding):
      switch finding.rule {
      case .method: 405
      case .requestVersion: 505
      case .headTooLong: 431
      case .version, .upgradeOfRequest: 426
      default: 400
      }
    }
  }

  fileprivate var wantsUpgrade: Bool { status == 426 }

  /// The headers that the status asks for.
  fileprivate var headers: [HandshakeHeader] {
    switch status {
    case 405: [HandshakeHeader("Allow", "GET")]
    // RFC 6455 §4.2.2 asks for the version, RFC 9110 §15.5.22 for the protocol.
    case 426:
      [HandshakeHeader("Upgrade", "websocket"), HandshakeHeader("Sec-WebSocket-Version", "13")]
    default: []
    }
  }

  /// Why the request is refused, in no language.
  fileprivate var text: String {
    switch self {
    case .origin: "policy.origin (RFC 6455 §10.2)\n"
    case .resource: "policy.resource (RFC 6455 §4.2.2)\n"
    case .violation(let finding):
      finding.rule.description + (finding.line.map { ", line \($0)" } ?? "") + "\n"
    }
  }
}

extension ServerHandshake.Rejected.Cause {
  /// What is to be said of it.
  public var statement: Statement {
    switch self {
    case .origin(nil): Statement("policy.origin/unknown")
    case .origin(let origin?): Statement("policy.origin", ["origin": .text(origin)])
    case .resource(let name): Statement("policy.resource", ["name": .text(name)])
    case .violation(let finding): finding.statement
    }
  }
}
