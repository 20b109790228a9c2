import Explanations
import FrameDiagram
import WebSocketInspection

/// What a frame that ends a message says of the message.
enum MessageWords {
  /// How much of a message is told, in columns; JSON tells it all.
  static let columns = 400

  /// `This ends a text message of 2 frames, 5 bytes: "Hello"`; nil for a message that is one frame
  /// and shown there.
  static func sentence(_ message: InspectedMessage) -> String? {
    let isCompressed = message.isCompressed == true
    guard message.frameCount > 1 || isCompressed else { return nil }
    var words = "This ends a \(isCompressed ? "compressed " : "")\(message.opcode.name) message"
    if message.frameCount > 1 { words += " of \(Words.count(message.frameCount, "frame"))" }
    if let omission = message.omission {
      return "\(words). \(Language.phrasebook.sentence(omission))"
    }
    if let count = message.byteCount {
      words += ", \(Words.bytes(count))" + (isCompressed ? " once inflated" : "")
    }
    guard let preview = Preview(of: message), preview.byteCount > 0 else { return words + "." }
    return "\(words): \(preview.words(columns: columns).text)"
  }
}
