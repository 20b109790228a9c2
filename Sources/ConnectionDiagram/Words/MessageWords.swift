import Explanations
import FrameDiagram
import WebSocketInspection

/// The words about a message below the frame that ends it.
enum MessageWords {
  /// How much of a message is shown, in columns; JSON has all of it.
  static let columns = 400

  /// `This ends a text message of 2 frames, 5 bytes: "Hello"`; nil for a message of one frame, which
  /// shows it.
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
