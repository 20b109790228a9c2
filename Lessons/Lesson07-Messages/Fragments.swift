import FrameDiagram
import LessonKit
import TerminalText
import WebSocketProtocol

/// A text, cut into the fragments of one message.
struct Fragments {
  /// The fragments in order, as bytes of UTF-8.
  let parts: [ArraySlice<UInt8>]

  /// The most cuts that the figures show.
  static let mostCuts = 7

  init(_ text: String, cuts: [Int]) {
    let bytes = Array(text.utf8)
    let borders = [0] + cuts.sorted() + [bytes.count]
    parts = zip(borders, borders.dropFirst()).map { bytes[$0..<$1] }
  }

  /// The input's text; where it says no cuts, after two and after four fifths.
  init(_ input: LessonInput) throws {
    let count = input["text"].utf8.count
    guard count <= 999 else {
      throw LessonInput.NotUnderstood("--text takes at most 999 bytes of UTF-8 here.")
    }
    guard input.given.contains("cut") else {
      self.init(input["text"], cuts: count < 2 ? [] : [count * 2 / 5, count * 4 / 5])
      return
    }
    let words = input["cut"].split { $0 == "," || $0 == " " }
    let cuts = words.compactMap { Int($0) }.filter { (0...count).contains($0) }
    guard cuts.count == words.count, cuts.count <= Self.mostCuts else {
      throw LessonInput.NotUnderstood(
        "--cut takes up to \(Self.mostCuts) numbers from 0 to \(count), the size of the text in "
          + "bytes, with commas between them; not \"\(input["cut"].escapedForTerminal)\".")
    }
    self.init(input["text"], cuts: cuts)
  }

  /// The frames from the client that carry the fragments.
  var frames: [Frame] {
    parts.indices.map { index in
      Frame(
        .client, index == 0 ? .text : .continuation, isFinal: index == parts.count - 1,
        Array(parts[index]))
    }
  }

  /// The first byte of each frame, and of a frame that carries the whole.
  var firstBytes: StyledText {
    let whole = Frame(.client, .text, parts.flatMap { $0 })
    let names = parts.indices.map { "frame \($0 + 1)" } + ["in one frame"]
    return BitRows(
      zip(names, frames + [whole]).map { name, frame in
        let note = "\(frame.finWords), \(frame.header.opcode.name)"
        return .init(name, frame.bytes[0], .opcode, note: note)
      }, ruledAbove: [parts.count]
    ).drawn
  }

  /// What each fragment is as text by itself, and what the whole is.
  var decoded: StyledText {
    var text = StyledText()
    for (index, part) in parts.enumerated() {
      text.append(Self.row("fragment \(index + 1)", part, .payload))
    }
    text.append(Self.row("the message", parts.flatMap { $0 }[...], .ok))
    return text
  }

  private static func row(_ name: String, _ bytes: ArraySlice<UInt8>, _ style: Style)
    -> StyledLine
  {
    var line = StyledLine(name, .dim)
    line.pad(to: 14)
    line.append(Hex.text(bytes.prefix(12), separator: " ") + (bytes.count > 12 ? " …" : ""), style)
    line.pad(to: 54)
    let text = String(decoding: bytes, as: UTF8.self)
    let isWhole = String(validating: bytes, as: UTF8.self) != nil
    let preview = TextPreview(Array(text.utf8), isWhole: true, columns: 20)
    line.append("\"\(preview.text)\(preview.isCut ? "…" : "")\"", isWhole ? .ok : .error)
    return line
  }
}
