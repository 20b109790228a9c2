/// The chapters of the exam, in the order in which an implementation is best repaired.
package enum Chapter: String, CaseIterable, Hashable, Sendable {
  case handshake, frames, stream, masking, control, reserved, fragments, text, closing
  case connection, limits, compression

  /// What the chapter is about.
  package var title: String {
    switch self {
    case .handshake: "Opening handshake"
    case .frames: "Messages and their lengths"
    case .stream: "A stream of bytes, cut anywhere"
    case .masking: "Masking"
    case .control: "Ping and pong"
    case .reserved: "Reserved bits and opcodes"
    case .fragments: "Fragments"
    case .text: "Text is UTF-8"
    case .closing: "Closing handshake"
    case .connection: "The TCP connection"
    case .limits: "Large and many messages"
    case .compression: "Compression: permessage-deflate"
    }
  }

  /// The lesson of the course that teaches it; nil where none does.
  package var lesson: Int? {
    switch self {
    case .handshake: 6
    case .frames: 4
    case .stream: 8
    case .masking: 3
    case .control, .fragments: 7
    case .reserved: 8
    case .text: 9
    case .closing: 5
    case .connection, .limits: 10
    case .compression: nil
    }
  }
}
