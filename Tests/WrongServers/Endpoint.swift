/// One connection of a simple endpoint that echoes messages: bytes in, bytes out.
///
/// It is written as in a first tutorial, on nothing of the library's that judges, and asks its habits
/// at every decision. Extensions and subprotocols are not its subject.
struct Endpoint {
  let end: End
  let habits: Habits
  /// What is to be sent.
  var output: [UInt8] = []
  /// Whether the endpoint ends the connection after what is to be sent.
  var isOver = false
  /// Whether frames can come.
  var isOpen = false
  /// The bytes that came and are not taken yet, from `start` on.
  var input: [UInt8] = []
  var start = 0
  /// The opcode and the payload of the message that is being received.
  var message: Frame?
  var lastOpcode: UInt8 = 1
  var maskIndex = 0
  /// Whether the peer's close frame has come.
  var isClosing = false

  /// The largest message.
  static let limit = 64 << 20
  private static let headLimit = 64 << 10

  init(_ end: End, _ habits: Habits) {
    self.end = end
    self.habits = habits
  }

  /// Takes what one read from the socket gave.
  mutating func receive(_ bytes: [UInt8]) {
    guard !isOver else { return }
    input += bytes
    if !isOpen { readHead() }
    guard isOpen else { return }
    readFrames()
    input.removeFirst(start)
    start = 0
    if isClosing, habits.ending == .afterTheRest { isOver = true }
  }

  /// How many bytes are there.
  var available: Int { input.count - start }

  /// Reads the head of the request or of the response, once it is whole.
  private mutating func readHead() {
    guard let head = Head(input, habits: habits) else {
      if input.count > Self.headLimit { refuse("HTTP/1.1 431 Too Large\r\n\r\n") }
      return
    }
    switch end {
    case .server: answer(head)
    case .client: check(head)
    }
    start = habits.keepsRest ? head.byteCount : input.count
  }

  private mutating func answer(_ request: Head) {
    if let broken = request.brokenCheck(of: habits.requestChecks, habits: habits) {
      refuse(habits.refuse(broken))
      return
    }
    let key = request.values(of: "Sec-WebSocket-Key").first ?? ""
    output += habits.response(habits.accept(key)).utf8
    isOpen = true
  }

  private mutating func refuse(_ response: String?) {
    output += (response ?? "").utf8
    isOver = true
  }

  /// The response must open the connection; otherwise the client leaves.
  private mutating func check(_ response: Head) {
    isOpen = response.opensConnection(acceptFor: Self.key, habits: habits)
    isOver = !isOpen
  }

  /// The key of the client's request: the RFC's own example.
  static let key = "dGhlIHNhbXBsZSBub25jZQ=="

  /// The request of a client.
  static func request(host: String, path: String) -> [UInt8] {
    let lines = [
      "GET \(path) HTTP/1.1", "Host: \(host)", "Upgrade: websocket", "Connection: Upgrade",
      "Sec-WebSocket-Key: \(key)", "Sec-WebSocket-Version: 13", "", "",
    ]
    return Array(lines.joined(separator: "\r\n").utf8)
  }
}
