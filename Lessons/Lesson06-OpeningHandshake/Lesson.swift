import FrameDiagram
import LessonExercises
import LessonKit
import TerminalText
import WebSocketProtocol

@main
enum Lesson6 {
  static func main() {
    LessonProgram.run(lesson, exercises: Exercise.all)
  }

  static let lesson = Lesson(
    6,
    options: [
      LessonOption("connection", standard: "keep-alive, Upgrade", "a Connection header"),
      LessonOption("protocols", standard: "chat, superchat", "the subprotocols that are offered"),
      LessonOption("version", standard: "13", "the version that the client speaks"),
      LessonOption("origin", standard: "http://localhost:8080", "where the page comes from"),
    ],
    figures: [
      Figure("request", options: ["connection", "protocols", "version", "origin"]) { input in
        headLines(request(input))
      },
      Figure("switch") { _ in
        LaneDiagram(rows: [
          .states("HTTP", "HTTP"),
          .right("GET /chat HTTP/1.1 and headers"),
          .left("HTTP/1.1 101 and headers"),
          .states("WebSocket", "WebSocket"),
          .right("a frame: \(Hex.text(frame, separator: " "))"),
          .left("a frame: \(Hex.text(answer, separator: " "))"),
        ]).drawn
      },
      Figure("line-ends") { input in lineEnds(input) },
      Figure("fields") { _ in fields },
      Figure("headers") { _ in headers },
      Figure("list", options: ["connection"]) { input in list(input["connection"]) },
      Figure("subprotocols", options: ["protocols"]) { input in
        subprotocols(offered: input["protocols"])
      },
      Figure("hijacking") { _ in hijacking },
      Figure("statuses") { _ in statuses },
      Figure("rest") { input in rest(input) },
      Figure("responses") { _ in responses },
      Figure("calls", options: ["connection", "protocols", "version", "origin"], draw: calls),
    ], experiments: experiments)

  static let experiments = [
    Experiment(.readRequest) { input in [.bytes(request(input) + frame)] },
    Experiment(.writeResponse) { input in
      [
        .number(101), .text(acceptValue),
        members(input["protocols"]).first.map { .text($0) } ?? .nothing,
      ]
    } draw: { _, result in
      headLines(result.first?.asBytes ?? [])
    },
  ]

  static let key = "dGhlIHNhbXBsZSBub25jZQ=="
  static let acceptValue = AcceptValue.text(forKey: key)

  /// A text frame from a client.
  static let frame: [UInt8] = {
    let key = MaskingKey(0x37, 0xfa, 0x21, 0x3d)
    var payload = Array("Hi".utf8)
    key.apply(to: &payload)
    return FrameHeader(opcode: .text, maskingKey: key, payloadLength: 2).bytes + payload
  }()

  /// A text frame from a server.
  static let answer = FrameHeader(opcode: .text, payloadLength: 2).bytes + Array("Hi".utf8)

  static func request(_ input: LessonInput) -> [UInt8] {
    var lines = [
      "GET /chat HTTP/1.1", "Host: localhost:8080", "Upgrade: websocket",
      "Connection: \(input["connection"])", "Origin: \(input["origin"])",
      "Sec-WebSocket-Version: \(input["version"])", "Sec-WebSocket-Key: \(key)",
    ]
    if !input["protocols"].isEmpty { lines.append("Sec-WebSocket-Protocol: \(input["protocols"])") }
    return head(lines)
  }

  static func head(_ lines: [String]) -> [UInt8] {
    Array((lines.map { $0 + "\r\n" }.joined() + "\r\n").utf8)
  }

  /// The members of a list, as HTTP reads it.
  static func members(_ value: String) -> [String] {
    HTTPHead(parsing: head(["GET / HTTP/1.1", "List: \(value)"])).listMembers(of: "List")
      .map(\.text)
  }
}
