import TrafficCapture
import WebSocketProtocol

/// Inspects the WebSocket connections of a HAR file: messages with times, and heads without bytes.
package struct HARInspector {
  /// How many connections there are so far.
  package private(set) var count = 0
  private var summary: ConnectionSummary?
  private var messageReader: (any MessageReader)?
  private let attention: Attention
  private let resources: InspectionResources

  /// An inspector at the beginning of a file.
  package init(
    attention: Attention = Attention(), resources: InspectionResources = InspectionResources()
  ) {
    self.attention = attention
    self.resources = resources
  }

  /// Takes the next part of the file, and calls `body` with the events that it leads to.
  package mutating func receive(_ event: HAREvent, _ body: (InspectionEvent) -> Void) {
    switch event {
    case .message(let message):
      open(at: message.time, body)
      let sender: Role = message.isSent ? .client : .server
      var inspected = inspect(message)
      // The file tells the handshake after the messages.
      messageReader?.read(&inspected, subprotocol: nil, from: sender)
      tell(.message(inspected), from: sender, message.time, body)
    case .entry(let entry):
      guard summary != nil || entry.isWebSocket else { return }
      open(at: nil, body)
      tellExchange(entry, body)
      summary?.end()
      guard let summary else { return }
      tell(.ended(summary), from: .client, nil, body)
      self.summary = nil
    }
  }

  private mutating func open(at time: Timestamp?, _ body: (InspectionEvent) -> Void) {
    guard summary == nil else { return }
    count += 1
    summary = ConnectionSummary(number: count)
    messageReader = resources.makeMessageReader?()
    tell(.opened(ConnectionEnds()), from: .client, time, body)
  }

  private mutating func tellExchange(_ entry: HAREntry, _ body: (InspectionEvent) -> Void) {
    let (request, response) = (entry.requestHead, entry.responseHead)
    summary?.describe(request, response)
    // A browser leaves headers out and changes others, so these heads are not judged.
    var exchange = Exchange(
      request: InspectedHead(head: request, side: .first, moment: EventMoment()),
      response: InspectedHead(head: response, side: .second, moment: EventMoment()))
    exchange.isDescribed = true
    if response.statusCode == 101 { exchange.negotiation = Negotiation(response: response) }
    tell(.exchange(exchange), from: .server, nil, body)
  }

  private mutating func tell(
    _ content: InspectionEvent.Content, from sender: Role, _ time: Timestamp?,
    _ body: (InspectionEvent) -> Void
  ) {
    let event = InspectionEvent(
      connection: count, sender: sender, side: sender == .client ? .first : .second,
      moment: EventMoment(time: time), content: content)
    summary?.note(event)
    body(event)
  }

  /// A message as the browser saved it: text, or bytes in Base64.
  private func inspect(_ message: HARMessage) -> InspectedMessage {
    let opcode =
      message.opcode.flatMap { UInt8(exactly: $0) }.flatMap { Opcode(rawValue: $0) } ?? .text
    var result = InspectedMessage(
      opcode: opcode, frameCount: 0, byteCount: nil, wireByteCount: 0, isCompressed: false,
      isText: false)
    guard message.isWhole else {
      result.omission = Statement(
        "message.har-too-long", ["limit": .number(UInt64(HARReader.stringLimit))])
      return result
    }
    let bytes = opcode == .text ? message.data : try? Base64.decode(message.data)
    guard let bytes else {
      result.omission = Statement("message.har-not-base64")
      return result
    }
    result.byteCount = UInt64(bytes.count)
    result.isText = opcode == .text && UTF8Validator.violation(in: bytes.span) == nil
    let content = StoredBytes(in: resources.store, upTo: attention.keptByteCount)
    content.append(bytes.span)
    result.content = content
    return result
  }
}

extension HAREntry {
  /// The heads as they would be in HTTP/1.1.
  fileprivate var requestHead: HTTPHead {
    let parts = url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    return Self.head("\(method) /\(parts.count > 3 ? parts[3] : "") HTTP/1.1", requestHeaders)
  }

  fileprivate var responseHead: HTTPHead {
    Self.head("HTTP/1.1 \(status) \(statusText)", responseHeaders)
  }

  private static func head(
    _ start: String, _ headers: [(name: String, value: String)]
  ) -> HTTPHead {
    let lines = [start] + headers.map { "\($0.name): \($0.value)" }
    return HTTPHead(parsing: Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8))
  }
}
