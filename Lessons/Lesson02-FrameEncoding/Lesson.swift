import FrameDiagram
import LessonExercises
import LessonKit
import TerminalText
import WebSocketProtocol

@main
enum Lesson2 {
  static func main() {
    LessonProgram.run(lesson, exercises: Exercise.all)
  }

  static let lesson = Lesson(
    2,
    options: [
      LessonOption("text", standard: "Hello", "a text of your own")
    ],
    figures: [
      Figure("frame", options: ["text"]) { input in
        FrameDiagram.grid(anatomy(of: input["text"]), input.style)
      },
      Figure("first-byte") { _ in
        let fin = FrameField.fin.maskInByte
        let opcode = Opcode.text.rawValue
        return BitRows(
          [
            .init("FIN", fin, .fin),
            .init("opcode text", opcode, .opcode),
            .init("OR", fin | opcode, .bold),
          ], ruledAbove: [2]
        ).drawn
      },
      Figure("weights") { _ in weights },
      Figure("wrong-end") { _ in
        let first = anatomy(of: "Hello").record.headerBytes[0]
        // FIN as bit 0 from the right, the opcode's half in bits 4 to 7 from the right.
        let fromTheRight = 1 | Opcode.text.rawValue << 4
        let opcodeFromTheLeft = FrameField.fin.maskInByte | 0b1000
        return BitRows([
          .init("from the left", first, .ok, note: readAs(first)),
          .init("from the right", fromTheRight, .error, note: readAs(fromTheRight)),
          .init("opcode mirrored", opcodeFromTheLeft, .error, note: readAs(opcodeFromTheLeft)),
        ]).drawn
      },
      Figure("opcodes") { _ in opcodes },
      Figure("fragments") { _ in fragments },
      Figure("table", options: ["text"]) { input in
        let anatomy = anatomy(of: input["text"])
        var text = StyledText()
        text.append(
          StyledLine("header  ", .dim)
            + StyledLine(Hex.text(anatomy.record.headerBytes, separator: " "), .bold))
        text.append("")
        text.append(FrameDiagram.table(anatomy, input.style))
        return text
      },
      Figure("characters", options: ["text"]) { input in
        characters(of: input.given.isEmpty ? "é你🌍" : input["text"])
      },
      Figure("counting", options: ["text"]) { input in
        counting(input.given.isEmpty ? ["Hello", "café", "你好", "🌍"] : [input["text"]])
      },
      Figure("edge") { _ in
        BitRows([
          .init("length 5", 5, .length),
          .init("length 125", 125, .length, note: "the largest length"),
          .init("126", 126, .warning, note: "two bytes of length follow"),
          .init("127", 127, .warning, note: "eight bytes of length follow"),
        ]).drawn
      },
      .calls("call", options: ["text"], experiments),
    ], experiments: experiments)

  static let experiments = [
    Experiment(.encodeTextFrame) { input in
      [.text(input["text"])]
    } draw: { input, result in
      FrameDiagram.picture(of: result.first?.asBytes ?? [], input.style)
    }
  ]

  static func anatomy(of text: String, sender: Role = .server) -> FrameAnatomy {
    let payload = Array(text.utf8)
    let header = FrameHeader(opcode: .text, payloadLength: UInt64(payload.count))
    return FrameAnatomy(judging: header.bytes + payload, in: FrameContext(sender: sender))
  }

  /// What each bit of a byte is worth.
  static var weights: StyledText {
    var text = StyledText()
    var bits = StyledLine("bit in the RFC ", .dim)
    var values = StyledLine("worth          ", .dim)
    for bit in 0..<8 {
      bits.pad(to: 15 + 5 * bit)
      bits.append("  \(bit)")
      values.pad(to: 15 + 5 * bit)
      let worth = "\(0b1000_0000 >> bit)"
      values.append(String(repeating: " ", count: 3 - worth.count) + worth, .bold)
    }
    text.append(bits)
    text.append(values)
    var names = StyledLine("in the byte    ", .dim)
    for (bit, name) in ["FIN", "RSV1", "RSV2", "RSV3"].enumerated() {
      names.pad(to: 15 + 5 * bit)
      names.append(name, bit == 0 ? .fin : .rsv)
    }
    names.pad(to: 36)
    names.append("└──── opcode ────┘", .opcode)
    text.append(names)
    return text
  }

  /// What a receiver reads in a first byte.
  static func readAs(_ byte: UInt8) -> String {
    let opcode = Opcode(inFirstByte: byte)
    let reserved = byte & 0b0111_0000 == 0 ? "" : ", a reserved bit"
    let fin = byte & FrameField.fin.maskInByte == 0 ? "not FIN" : "FIN"
    return "\(fin)\(reserved), \(opcode.name)"
  }

  static var opcodes: StyledText {
    var text = StyledText()
    for opcode in Opcode.all where !opcode.isReserved {
      var line = StyledLine(BitRows.bits(of: opcode.rawValue).suffix(7).description, .opcode)
      line.append("   \(Hex.text([opcode.rawValue]))   ")
      line.append(opcode.name, .bold)
      line.pad(to: 30)
      line.append(opcode.isControl ? "about the connection" : "data for the application", .dim)
      text.append(line)
    }
    let reserved = Opcode.all.filter(\.isReserved)
    text.append(
      "the other \(reserved.count) are reserved: a receiver that meets one must close", .dim)
    return text
  }

  /// One message in one frame, and the same in two.
  static var fragments: StyledText {
    func row(_ isFinal: Bool, _ opcode: Opcode, _ payload: String) -> StyledLine {
      let header = FrameHeader(
        isFinal: isFinal, opcode: opcode, payloadLength: UInt64(payload.utf8.count))
      var line = StyledLine("  " + Hex.text(header.bytes, separator: " "), .bold)
      line.append(" " + Hex.text(payload.utf8, separator: " "), .payload)
      line.pad(to: 28)
      line.append("FIN \(isFinal ? 1 : 0)", .fin)
      line.append("  \(opcode.name)", .opcode)
      line.pad(to: 50)
      line.append("\"\(payload)\"", .dim)
      return line
    }
    var text = StyledText()
    text.append("one frame", .dim)
    text.append(row(true, .text, "Hello"))
    text.append("the same message in two", .dim)
    text.append(row(false, .text, "Hel"))
    text.append(row(true, .continuation, "lo"))
    return text
  }

  /// Each character with its bytes, and their bits.
  static func characters(of sample: String) -> StyledText {
    var text = StyledText()
    if sample.isEmpty { text.append("There are no characters and no bytes.") }
    for character in sample.prefix(8) {
      let bytes = Array(String(character).utf8)
      // A character may have many bytes: the family emoji has 25.
      let more = bytes.count > 4 ? "…" : ""
      var line = StyledLine(String(character).escapedForTerminal, .bold)
      line.pad(to: 5)
      line.append(Hex.text(bytes.prefix(4), separator: " ") + more, .payload)
      line.pad(to: 19)
      for byte in bytes.prefix(4) {
        let digits = String(byte, radix: 2)
        line.append(String(repeating: "0", count: 8 - digits.count) + digits + " ")
      }
      line.append(more)
      text.append(line)
    }
    let rest = sample.count - 8
    if rest > 0 { text.append("…    and \(rest) more") }
    return text
  }

  /// How long texts are in characters, in UTF-16 units and in bytes.
  static func counting(_ samples: [String]) -> StyledText {
    var text = StyledText()
    text.append("text      characters   UTF-16 units   bytes of UTF-8", .dim)
    for sample in samples {
      let shown = sample.count > 8 ? sample.prefix(7) + "…" : sample[...]
      var line = StyledLine(shown.escapedForTerminal)
      line.pad(to: 9)
      line.append(" ")
      line.append("\(sample.count)")
      line.pad(to: 23)
      line.append("\(sample.utf16.count)")
      line.pad(to: 38)
      line.append("\(sample.utf8.count)", .bold)
      text.append(line)
    }
    return text
  }
}
