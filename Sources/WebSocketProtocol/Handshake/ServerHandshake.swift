/// A server's half of the opening handshake, from bytes to an answer; it never sees a socket.
///
/// Hand every byte that arrives to ``receive(_:)`` until it decides, then send the response:
///
///     needMoreBytes ──receive──▶ accept   send it; the connection is open, `rest` begins a frame
///                          └───▶ reject   send it and close the socket
///
/// RFC 6455 §4.2.
public struct ServerHandshake: Sendable {
  private let policy: ServerPolicy
  private var reader: HTTPHeadReader
  private var isOver = false

  /// A handshake with a client of which nothing is known yet.
  public init(_ policy: ServerPolicy = ServerPolicy()) {
    self.policy = policy
    reader = HTTPHeadReader(limit: policy.headLimit)
  }

  /// What to do after the bytes that were handed in.
  public enum Action: Hashable, Sendable {
    /// Wait for more.
    case needMoreBytes
    /// Send the response; the connection is then open.
    case accept(Accepted)
    /// Send the response and close the socket.
    case reject(Rejected)
    /// The handshake was over before; the bytes are handed back.
    case alreadyOver(rest: [UInt8])
  }

  /// What was agreed on.
  public struct Accepted: Hashable, Sendable {
    /// The bytes to send: status 101.
    public let response: [UInt8]
    /// The request's head.
    public let request: HTTPHead
    /// The resource that the client asks for: path and query.
    public let resourceName: String
    /// The page that asks, where a browser says so.
    public let origin: String?
    /// The subprotocol that was chosen, if any.
    public let subprotocol: String?
    /// The extension that was chosen, if any.
    public let agreedExtension: AgreedExtension?
    /// The bytes after the head: the beginning of the first frame.
    public let rest: [UInt8]
  }

  /// Why there is no connection.
  public struct Rejected: Hashable, Sendable {
    /// The bytes to send.
    public let response: [UInt8]
    /// The status code in them.
    public let status: Int
    /// Why the request is refused.
    public let cause: Cause

    /// Why a request is refused.
    public enum Cause: Hashable, Sendable {
      /// The first rule that the request breaks.
      case violation(Finding)
      /// The server's policy does not let this origin in.
      case origin(String?)
      /// The server has no such resource.
      case resource(String)
    }
  }

  /// Takes the next bytes from the client, however they are cut.
  public mutating func receive(_ bytes: [UInt8]) -> Action {
    guard !isOver else { return .alreadyOver(rest: bytes) }
    switch reader.receive(bytes) {
    case .needMoreBytes: return .needMoreBytes
    case .broken(let violation): return reject(.violation(violation))
    case .head(let head, let rest): return decide(head, rest)
    }
  }

  /// Says that the client closed its side.
  public mutating func receiveEndOfStream() -> Action {
    guard !isOver else { return .alreadyOver(rest: []) }
    let end = reader.partialHead.bytes.count
    return reject(
      .violation(
        Finding(
          .headUnfinished, .broken, .head(line: nil, bytes: end..<end),
          Statement(.headUnfinished, "client-closed", ["count": .count(end)]))))
  }

  private mutating func decide(_ head: HTTPHead, _ rest: [UInt8]) -> Action {
    if let violation = HandshakeReport(judgingRequest: head).findings.firstViolation {
      return reject(.violation(violation))
    }
    let origin = head.fields(named: "Origin").first?.value
    let resource = head.resourceName
    guard policy.hasResource(resource) else { return reject(.resource(resource)) }
    guard policy.allowsOrigin(origin) else { return reject(.origin(origin)) }

    let offer = HandshakeOffer(head)
    let subprotocol = policy.subprotocol(for: offer)
    let agreedExtension = policy.agreedExtension(for: offer)
    isOver = true
    return .accept(
      Accepted(
        response: policy.acceptingResponse(
          key: offer.key ?? "", subprotocol: subprotocol, agreedExtension: agreedExtension),
        request: head, resourceName: resource, origin: origin, subprotocol: subprotocol,
        agreedExtension: agreedExtension, rest: rest))
  }

  private mutating func reject(_ cause: Rejected.Cause) -> Action {
    isOver = true
    return .reject(Rejected(cause, explanation: policy.explainRejection?(cause)))
  }
}

extension HTTPHead {
  /// The path and query of a request's target, also of one that is a whole URI.
  ///
  /// Empty in a response. RFC 6455 §3.
  public var resourceName: String {
    guard case .request(_, let target, _) = startLine else { return "" }
    guard !target.hasPrefix("/") else { return target }
    let bytes = Array(target.utf8)
    guard let scheme = bytes.firstIndex(of: UInt8(ascii: ":")) else { return target }
    let authority = bytes[(scheme + 1)...].drop { $0 == UInt8(ascii: "/") }
    guard let end = authority.firstIndex(where: { "/?".utf8.contains($0) }) else { return "/" }
    let name = String(decoding: bytes[end...], as: UTF8.self)
    return name.hasPrefix("/") ? name : "/" + name
  }
}
