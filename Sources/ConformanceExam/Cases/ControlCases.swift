import WebSocketProtocol

extension ExamCase {
  static let controlCases: [ExamCase] = [
    ping("control.ping-empty", "An empty ping", [], "2.1"),
    ping("control.ping-text", "A ping with a text", Array("Hello, world!".utf8), "2.2"),
    ping("control.ping-binary", "A ping with bytes that are not UTF-8", [0, 255, 254, 253, 0, 251], "2.3"),
    ping("control.ping-125", "A ping with 125 bytes", Payload.of(125, .binary), "2.4"),
    ping("control.ping-125-bytewise", "A ping with 125 bytes, byte by byte", Payload.of(125, .binary), "2.6", cut: .bytes(1)),
  ]

  private static func ping(
    _ id: String, _ title: String, _ payload: [UInt8], _ autobahn: String, cut: Cut = .whole
  ) -> ExamCase {
    ExamCase(
      id, title + " is answered by a pong with the same payload", section: "5.5.2",
      autobahn: [autobahn]
    ) { [.send(.ping(payload), cut: cut), .expect([.pong(payload)])] }
  }
}
