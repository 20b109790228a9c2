import LessonKit
import TerminalText
import WebSocketProtocol

/// A text in two fragments, cut after some byte.
struct Seam {
  let first: [UInt8]
  let second: [UInt8]

  init(_ input: LessonInput) throws {
    let bytes = Array(input["text"].utf8)
    // A short text of the learner's own may be shorter than the lesson's own cut.
    let given = input.given.contains("cut")
    let largest = given ? UInt64(bytes.count) : UInt64.max
    let cut = min(Int(clamping: try input.number("cut", in: 0...largest)), bytes.count)
    (first, second) = (Array(bytes[..<cut]), Array(bytes[cut...]))
  }

  /// The bytes of a character that the first fragment does not complete.
  var kept: [UInt8] {
    var validator = UTF8Validator()
    guard validator.validate(first) == nil, let open = validator.finish() else { return [] }
    return Array(first[open.offset...])
  }

  var drawn: StyledText {
    var text = StyledText()
    let whole = [first.dropLast(kept.count), kept + second]
    for (index, payload) in [first, second].enumerated() {
      text.appendGap()
      text.append(StyledLine(index == 0 ? "the first frame" : "the last frame", .bold))
      let header = FrameHeader(
        isFinal: index == 1, opcode: index == 0 ? .text : .continuation,
        payloadLength: UInt64(payload.count))
      var line = name("header")
      line.append(Hex.text(header.bytes, separator: " "), .dim)
      text.append(line)
      line = name("payload")
      line.append(shown(payload), .payload)
      text.append(line)
      line = name("decoded alone")
      line.append(decoded(payload), .error)
      text.append(line)
      line = name("decoded with care")
      line.append(decoded(whole[index]), .ok)
      text.append(line)
      if index == 0 {
        line = name("kept for later")
        line.append(kept.isEmpty ? "nothing" : Hex.text(kept, separator: " "), .payload)
        text.append(line)
      }
    }
    return text
  }

  private func name(_ name: String) -> StyledLine {
    var line = StyledLine("  " + name, .dim)
    line.pad(to: 22)
    return line
  }

  private func shown(_ bytes: [UInt8]) -> String {
    Hex.text(bytes.prefix(16), separator: " ") + (bytes.count > 16 ? " …" : "")
  }

  /// Bytes as text, in which U+FFFD takes the place of what is not UTF-8.
  private func decoded(_ bytes: some Collection<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    return "\"\(text.prefix(30).escapedForTerminal)\(text.count > 30 ? "…" : "")\""
  }
}
