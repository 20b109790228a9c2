import Foundation
import WebSocketProtocol
import WebSocketTransport

/// The remote control of a browser: JSON commands and answers over a WebSocket, by our own client.
///
/// Chromium's DevTools protocol and Firefox's WebDriver BiDi differ only in their commands.
final class RemoteControl {
  typealias Object = [String: Any]

  private let loop: EventLoop
  private let connection: WebSocketConnection
  private var answers: [Int: Object] = [:]
  private var events: Set<String> = []
  private var lastNumber = 0
  private var end: WebSocketEnd?

  init(_ url: String, on loop: EventLoop) throws {
    self.loop = loop
    connection = try WebSocketClient.connect(to: WebSocketURL(url), on: loop)
    connection.handlers.message = { [unowned self] _, message in
      guard let object = Self.object(message.text ?? "") else { return }
      if let number = object["id"] as? Int { answers[number] = object }
      if let method = object["method"] as? String { events.insert(method) }
    }
    connection.handlers.closed = { [unowned self] _, end in self.end = end }
    try wait(for: "the remote control at \(url)", on: loop) {
      if let end { throw Failure("\(url): \(end)") }
      return connection.isOpen
    }
  }

  private static func object(_ text: String) -> Object? {
    try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? Object
  }

  /// Sends a command and waits for its result.
  func call(_ method: String, _ parameters: Object = [:], session: String? = nil) throws -> Object {
    lastNumber += 1
    var command: Object = ["id": lastNumber, "method": method, "params": parameters]
    command["sessionId"] = session
    let data = try JSONSerialization.data(withJSONObject: command)
    connection.send(String(decoding: data, as: UTF8.self))
    let number = lastNumber
    try wait(for: "the answer to \(method)", on: loop) {
      if let end { throw Failure("\(method): \(end)") }
      return answers[number] != nil
    }
    let answer = answers.removeValue(forKey: number) ?? [:]
    guard let result = answer["result"] as? Object else { throw Failure("\(method): \(answer)") }
    return result
  }

  /// Waits for an event, which may have come before.
  func waitFor(_ event: String) throws {
    try wait(for: event, on: loop) { events.contains(event) }
  }

  func close() {
    connection.abandon()
  }
}
