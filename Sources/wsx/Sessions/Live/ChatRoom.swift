import FrameDiagram
import WebSocketProtocol
import WebSocketTransport

/// The chat at `/chat`: every message goes to all members, in the format that each has agreed on.
struct ChatRoom {
  private var members: [Int: WebSocketConnection] = [:]

  /// The format in which a text reaches a member, which a subprotocol chooses.
  enum Form: String, CaseIterable {
    /// An object: `{"from":3,"text":"Hello"}`.
    case json = "chat.json"
    /// A line: `3: Hello`.
    case plain = "chat"

    /// The names, the preferred one first.
    static let subprotocols = allCases.map { $0.rawValue }

    /// The format that a connection agreed on; by default, lines.
    init(_ connection: WebSocketConnection) {
      self = connection.subprotocol.flatMap { Form(rawValue: $0) } ?? .plain
    }

    func text(_ text: String, from number: Int) -> String {
      switch self {
      case .plain: "\(number): \(text)"
      case .json:
        JSONText.object { object in
          object.member("from", number)
          object.member("text", text)
        }
      }
    }
  }

  /// Whether a connection is in the room.
  func contains(_ connection: WebSocketConnection) -> Bool {
    members[connection.number] != nil
  }

  mutating func join(_ connection: WebSocketConnection) {
    members[connection.number] = connection
  }

  mutating func leave(_ connection: WebSocketConnection) {
    members[connection.number] = nil
  }

  /// Sends a message to all, also to its sender; bytes are sent as they are.
  func receive(_ payload: [UInt8], as opcode: Opcode, from sender: WebSocketConnection) {
    let text = opcode == .text ? String(decoding: payload, as: UTF8.self) : ""
    // In order, so that an observer sees the same each time.
    for (_, member) in members.sorted(by: { $0.key < $1.key }) {
      if opcode == .text {
        member.send(Form(member).text(text, from: sender.number))
      } else {
        member.send(payload.span, as: opcode)
      }
    }
  }
}
