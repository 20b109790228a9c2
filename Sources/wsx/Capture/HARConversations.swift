import TrafficCapture
import WebSocketProtocol

/// The WebSocket connections of a HAR file: messages with their times, and heads without bytes.
struct HARConversations {
  private(set) var count = 0
  private var isOpen = false
  private let store: ByteStore

  /// Messages are kept in `store`.
  init(store: ByteStore) {
    self.store = store
  }

  mutating func receive(_ event: HAREvent) -> [CaptureItem] {
    switch event {
    case .message(let message):
      return open(at: message.time) + [item(message)]
    case .entry(let entry):
      guard isOpen || entry.isWebSocket else { return [] }
      var items = open(at: nil)
      items.append(item(.described(entry.requestHead, entry.responseHead), from: .client, nil))
      items.append(item(.closed(isGivenUp: false), from: .client, nil))
      isOpen = false
      return items
    }
  }

  private mutating func open(at time: CaptureTime?) -> [CaptureItem] {
    guard !isOpen else { return [] }
    isOpen = true
    count += 1
    let ends = ConnectionEnds(client: nil, server: nil, isFromStart: true)
    return [item(.opened(ends), from: .client, time)]
  }

  private func item(_ message: HARMessage) -> CaptureItem {
    item(
      .message(CapturedMessage(message, store)), from: message.isSent ? .client : .server,
      message.time)
  }

  private func item(
    _ content: CaptureItem.Content, from sender: Role, _ time: CaptureTime?
  ) -> CaptureItem {
    CaptureItem(
      connection: count, sender: sender, side: sender == .client ? .first : .second,
      moment: CaptureMoment(packet: nil, time: time), content: content)
  }
}

extension CapturedMessage {
  /// A message as the browser noted it: text, or bytes in Base64.
  fileprivate init(_ message: HARMessage, _ store: ByteStore) {
    opcode = message.opcode.flatMap { UInt8(exactly: $0) }.flatMap { Opcode(rawValue: $0) } ?? .text
    frameCount = 0
    isCompressed = false
    guard message.isWhole else {
      omission = "longer than the \(HARReader.stringLimit) bytes that are read of a string"
      return
    }
    var bytes: [UInt8]? = message.data
    if opcode != .text { bytes = try? Base64.decode(message.data) }
    guard let bytes else {
      omission = "its data is no Base64"
      return
    }
    payloadLength = UInt64(bytes.count)
    isText = opcode == .text && UTF8Validator.violation(in: bytes.span) == nil
    content = KeptBytes(bytes, in: store)
  }
}

extension HAREntry {
  /// The heads as they would stand in HTTP/1.1; the browser may have left out or reordered headers.
  fileprivate var requestHead: HTTPHead {
    let path = url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    return Self.head("\(method) /\(path.count > 3 ? path[3] : "") HTTP/1.1", requestHeaders)
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
