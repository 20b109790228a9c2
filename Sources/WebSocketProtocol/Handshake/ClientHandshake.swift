/// A client's half of the opening handshake, from bytes to a decision; it never sees a socket.
///
/// Send ``requestBytes``, then hand every byte that arrives to ``receive(_:)`` until it decides:
///
///     needMoreBytes ──receive──▶ open    the connection is open; `rest` begins the first frame
///                          └───▶ fail    close the socket; nothing may be sent
///
/// RFC 6455 §4.1.
public struct ClientHandshake: Sendable {
  /// What to send first.
  public let requestBytes: [UInt8]
  /// What was asked for.
  public let offer: HandshakeOffer

  private let messageExtension: (any NegotiableExtension)?
  private let headLimit: Int
  private var reader: HTTPHeadReader
  private var isOver = false

  /// A handshake with a given key, which must be new for every connection.
  ///
  /// Throws where the request cannot be written.
  public init(
    _ request: ClientRequest, key: SecWebSocketKey,
    headLimit: Int = HTTPHeadReader.usualLimit
  ) throws(HandshakeWritingError) {
    requestBytes = try request.bytes(key: key)
    offer = request.offer(key: key)
    messageExtension = request.messageExtension
    self.headLimit = headLimit
    reader = HTTPHeadReader(limit: headLimit)
  }

  /// What to do after the bytes that were handed in.
  public enum Action: Hashable, Sendable {
    /// Wait for more.
    case needMoreBytes
    /// The connection is open.
    case open(Opened)
    /// The server refused, or its answer breaks a rule: close the socket.
    case fail(Failure)
    /// The handshake was over before; the bytes are handed back.
    case alreadyOver(rest: [UInt8])
  }

  /// What was agreed on.
  public struct Opened: Hashable, Sendable {
    /// The response's head.
    public let response: HTTPHead
    /// The subprotocol that the server chose, if any.
    public let subprotocol: String?
    /// The extensions that the server chose, in the order in which they are applied.
    public let extensions: [HandshakeExtension]
    /// The one of them that this end uses, if any.
    public let agreedExtension: AgreedExtension?
    /// The bytes after the head: the beginning of the first frame.
    public let rest: [UInt8]
  }

  /// Why there is no connection.
  public struct Failure: Hashable, Sendable {
    /// The first rule that the response breaks.
    public let violation: Finding
    /// The response's head; nil where it is not a head.
    public let response: HTTPHead?
    /// The bytes after the head: the beginning of a body that may explain more.
    public let rest: [UInt8]
  }

  /// Takes the next bytes from the server, however they are cut.
  public mutating func receive(_ bytes: [UInt8]) -> Action {
    guard !isOver else { return .alreadyOver(rest: bytes) }
    var input = bytes
    while true {
      switch reader.receive(input) {
      case .needMoreBytes:
        return .needMoreBytes
      case .broken(let violation):
        return fail(Failure(violation: violation, response: nil, rest: []))
      case .head(let head, let rest):
        guard head.isInterim else { return decide(head, rest) }
        // RFC 9110 §15.2: interim answers such as 103 may precede the real one.
        reader = HTTPHeadReader(limit: headLimit)
        input = rest
      }
    }
  }

  /// Says that the server closed its side.
  public mutating func receiveEndOfStream() -> Action {
    guard !isOver else { return .alreadyOver(rest: []) }
    let head = reader.partialHead
    let end = head.bytes.count
    let violation = Finding(
      .headUnfinished, .broken, .head(line: nil, bytes: end..<end),
      end == 0
        ? Statement(.headUnfinished, "no-answer", [:])
        : Statement(.headUnfinished, "server-closed", ["count": .count(end)]))
    return fail(Failure(violation: violation, response: head, rest: []))
  }

  private mutating func decide(_ head: HTTPHead, _ rest: [UInt8]) -> Action {
    let report = HandshakeReport(
      judgingResponse: head, to: offer, rest: rest, messageExtension: messageExtension)
    if let violation = report.findings.firstViolation {
      return fail(Failure(violation: violation, response: head, rest: rest))
    }
    isOver = true
    let answer = HandshakeOffer(head)
    return .open(
      Opened(
        response: head, subprotocol: answer.subprotocols.first,
        extensions: answer.extensions ?? [], agreedExtension: report.agreedExtension, rest: rest))
  }

  private mutating func fail(_ failure: Failure) -> Action {
    isOver = true
    return .fail(failure)
  }
}

extension HTTPHead {
  /// Whether this is an answer before the answer.
  fileprivate var isInterim: Bool {
    if case .status(_, let code, _) = startLine {
      (100..<200).contains(code) && code != 101
    } else {
      false
    }
  }
}
