import TrafficCapture
import WebSocketProtocol

/// The WebSocket connections of a HAR file: messages with their times, and heads without bytes.
struct HARConversations {
  private(set) var count = 0
  private var isOpen = false

  mutating func receive(_ event: HAREvent) -> [CaptureItem] {
    switch event {
    case .message(let message):
      return open(at: message.time) + [item(message)]
    case .entry(let entry):
      guard isOpen || entry.isWebSocket else { return [] }
      var items = open(at: nil)
      items.append(item(.described(entry.requestHead, entry.responseHead), from: .client, nil))
      items.append(item(.closed, from: .client, nil))
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
    item(.message(CapturedMessage(message)), from: message.isSent ? .client : .server, message.time)
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
  fileprivate init(_ message: HARMessage) {
    opcode = message.opcode.flatMap { UInt8(exactly: $0) }.flatMap { Opcode(rawValue: $0) } ?? .text
    frameCount = 0
    isCompressed = false
    guard message.isWhole else {
      omission = "longer than what is kept"
      return
    }
    if opcode == .text {
      payload = message.data
      text = String(validating: message.data, as: UTF8.self)
    } else {
      payload = try? Base64.decode(message.data)
      if payload == nil { omission = "its data is no Base64" }
    }
    payloadLength = payload.map { UInt64($0.count) }
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
