import FrameDiagram
import LessonExercises
import LessonKit
import TerminalText
import WebSocketProtocol

@main
enum Lesson3 {
  static func main() {
    LessonProgram.run(lesson, exercises: Exercise.all)
  }

  static let lesson = Lesson(
    3,
    options: [
      LessonOption("text", standard: "Hello", "a text of your own"),
      LessonOption("key", standard: "37 fa 21 3d", "a masking key of your own, four bytes in hex"),
    ],
    figures: [
      Figure("masked-frame", options: ["text", "key"]) { input in
        FrameDiagram.grid(try anatomy(of: input), input.style)
      },
      Figure("truth") { _ in truthTable },
      Figure("first-byte", options: ["text", "key"]) { input in
        let (wire, key) = try firstBytes(of: input)
        return BitRows(
          [
            .init("on the wire", wire, .payload),
            .init("key byte 0", key, .maskingKey),
            .init("XOR", wire ^ key, .bold, note: (wire ^ key).asciiNote),
          ], ruledAbove: [2]
        ).drawn
      },
      Figure("there-and-back", options: ["text", "key"]) { input in
        let (wire, key) = try firstBytes(of: input)
        let plain = wire ^ key
        return BitRows(
          [
            .init("the client's text", plain, .bold, note: plain.asciiNote),
            .init("XOR key byte 0", key, .maskingKey),
            .init("on the wire", wire, .payload),
            .init("XOR key byte 0", key, .maskingKey),
            .init("the server reads", wire ^ key, .bold, note: plain.asciiNote),
          ], ruledAbove: [2, 4]
        ).drawn
      },
      Figure("unmasking", options: ["text", "key"]) { input in
        FrameDiagram.unmasking(try anatomy(of: input), input.style)
      },
      Figure("bytes-in-clear", options: ["text"]) { _ in
        let request = "GET /script.js HTTP/1.1"
        var text = StyledText()
        text.append("what a page gives its browser to send, before masking", .dim)
        text.append(hexRows(Array(request.utf8)))
        for key: UInt32 in [0x37fa_213d, 0x9c05_b8e1] {
          var bytes = Array(request.utf8)
          MaskingKey(rawValue: key).apply(to: &bytes)
          text.append("")
          text.append(
            "masked with \(Hex.text(MaskingKey(rawValue: key).bytes, separator: " "))", .dim)
          text.append(hexRows(bytes))
        }
        return text
      },
      Figure("server-frame", options: ["text"]) { input in
        let payload = Array(input["text"].utf8)
        let header = FrameHeader(opcode: .text, payloadLength: UInt64(payload.count))
        return FrameDiagram.grid(FrameAnatomy(judging: header.bytes + payload), input.style)
      },
      .calls("call", options: ["text", "key"], experiments),
    ], experiments: experiments)

  static let experiments = [
    Experiment(.unmask) { input in
      [
        .bytes(try anatomy(of: input).record.payload.head),
        .bytes(try input.bytes("key", count: 4)),
      ]
    } draw: { _, result in
      hexRows(result.first?.asBytes ?? [], perRow: 16)
    }
  ]

  /// The frame that carries the input's text under its key, from a client.
  static func anatomy(of input: LessonInput) throws -> FrameAnatomy {
    let key = try input.bytes("key", count: 4)
    let maskingKey = MaskingKey(key[0], key[1], key[2], key[3])
    var payload = Array(input["text"].utf8)
    let header = FrameHeader(
      opcode: .text, maskingKey: maskingKey, payloadLength: UInt64(payload.count))
    maskingKey.apply(to: &payload)
    return FrameAnatomy(judging: header.bytes + payload)
  }

  static func firstBytes(of input: LessonInput) throws -> (wire: UInt8, key: UInt8) {
    guard let wire = try anatomy(of: input).record.payload.head.first else {
      throw LessonInput.NotUnderstood("--text needs at least one character for this figure.")
    }
    return (wire, try input.bytes("key", count: 4)[0])
  }

  static var truthTable: StyledText {
    var text = StyledText()
    text.append("a  b    a XOR b    a OR b", .dim)
    for (a, b) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
      var line = StyledLine("\(a)  \(b)       ")
      line.append("\(a ^ b)", .bold)
      line.append("          \(a | b)")
      text.append(line)
    }
    return text
  }
}
