import FrameDiagram
import LessonExercises
import LessonKit
import TerminalText
import WebSocketProtocol

@main
enum Lesson1 {
  static func main() {
    LessonProgram.run(lesson, exercises: Exercise.all)
  }

  static let lesson = Lesson(
    1,
    options: [
      LessonOption("key", standard: "dGhlIHNhbXBsZSBub25jZQ==", "a client's key"),
      LessonOption(
        "accept", standard: bookAccept, "a server's answer to it, to see whether it is right"),
    ],
    figures: [
      Figure("request", options: ["key"]) { input in request(key: input["key"]) },
      Figure("response", options: ["key"]) { input in
        response(accept: AcceptValue.text(forKey: input["key"]))
      },
      Figure("nonce", options: ["key"]) { input in
        var text = StyledText()
        text.append("the key, as text", .dim)
        text.append(
          hexRows(Array(input["key"].utf8), perRow: 16) { _ in .opcode })
        text.append("")
        text.append("the 16 random bytes that the browser wrote in Base64", .dim)
        do {
          text.append(hexRows(try SecWebSocketKey(input["key"]).nonce, perRow: 16))
        } catch {
          text.append(
            "  This key is not sixteen bytes in Base64, so a browser did not make it.", .warning)
        }
        return text
      },
      Figure("guid") { _ in StyledText([StyledLine(AcceptValue.guid, .mask)]) },
      Figure("message", options: ["key"]) { input in
        let key = Array(input["key"].utf8)
        return hexRows(key + Array(AcceptValue.guid.utf8), perRow: 16) {
          $0 < key.count ? .opcode : .mask
        }
      },
      Figure("padding", options: ["key"]) { input in
        SHA1Diagram.blocks(
          of: trace(input),
          parts: [
            .init("key", byteCount: input["key"].utf8.count, style: .opcode),
            .init("GUID", byteCount: AcceptValue.guid.utf8.count, style: .mask),
          ])
      },
      Figure("schedule", options: ["key"]) { input in
        trace(input).blocks.first.map(schedule) ?? StyledText()
      },
      Figure("rounds", options: ["key"]) { input in
        var text = StyledText()
        for (index, block) in trace(input).blocks.enumerated() {
          text.appendGap()
          text.append("block \(index + 1)", .bold)
          text.append(SHA1Diagram.rounds(of: block, showing: [0, 1, 2, 79]))
        }
        return text
      },
      Figure("digest", options: ["key"]) { input in
        let digest = trace(input).digest
        var text = StyledText()
        text.append("the digest: \(digest.count) bytes", .dim)
        text.append("  " + Hex.text(digest, separator: " "), .payload)
        text.append("")
        text.append("the same in hex digits, as text: \(2 * digest.count) bytes", .dim)
        text.append(hexRows(Array(Hex.text(digest).utf8), perRow: 16) { _ in .other })
        return text
      },
      Figure("base64", options: ["key"]) { input in Base64Diagram.rows(of: trace(input).digest) },
      Figure("printed-pair", options: ["key", "accept"]) { input in
        input.given.isEmpty
          ? comparison(key: bookKey, accept: bookAccept)
          : comparison(key: input["key"], accept: input["accept"])
      },
      .calls("call", options: ["key"], experiments),
    ], experiments: experiments)

  static let experiments = [
    Experiment(.acceptValue) { input in
      [.text(input["key"])]
    } draw: { input, result in
      guard case .text(let value)? = result.first else { return StyledText() }
      return comparison(key: input["key"], accept: value)
    }
  ]

  /// A key and an answer that are printed in a book.
  static let bookKey = "7+C600xYybOv2zmJ69RQsw=="
  static let bookAccept = "fYoqiH14DgI+SylEMwM2sDLzDiO="

  static func trace(_ input: LessonInput) -> SHA1.Trace {
    SHA1.trace(of: Array((input["key"] + AcceptValue.guid).utf8))
  }

  static func request(key: String) -> StyledText {
    var text = StyledText()
    text.append("GET /chat HTTP/1.1")
    text.append("Host: server.example.com")
    text.append("Upgrade: websocket")
    text.append("Connection: Upgrade")
    text.append("Sec-WebSocket-Version: 13")
    text.append(StyledLine("Sec-WebSocket-Key: ") + StyledLine(key.escapedForTerminal, .opcode))
    return text
  }

  static func response(accept: String) -> StyledText {
    var text = StyledText()
    text.append("HTTP/1.1 101 Switching Protocols")
    text.append("Upgrade: websocket")
    text.append("Connection: Upgrade")
    text.append(StyledLine("Sec-WebSocket-Accept: ") + StyledLine(accept, .payload))
    return text
  }

  /// The first words of a block's schedule, and the first one that is made from others.
  static func schedule(of block: SHA1.Trace.Block) -> StyledText {
    func word(_ index: Int) -> StyledLine {
      var line = StyledLine("word \(index)", .dim)
      line.pad(to: 9)
      line.append(hex(block.schedule[index]), .maskingKey)
      return line
    }
    func ascii(_ word: UInt32) -> String {
      String(
        bytes(word).map { (0x20...0x7e).contains($0) ? Character(UnicodeScalar($0)) : "." })
    }
    var text = StyledText()
    for index in [0, 1, 2] {
      text.append(word(index) + StyledLine("  \(ascii(block.schedule[index]))", .dim))
    }
    text.append("…", .dim)
    text.append(word(15) + StyledLine("  \(ascii(block.schedule[15]))", .dim))
    text.append("")
    let sources = [13, 8, 2, 0]
    for (row, index) in sources.enumerated() {
      text.append(StyledLine(row == 0 ? "    " : "XOR ", .dim) + word(index))
    }
    let mixed = sources.reduce(UInt32(0)) { $0 ^ block.schedule[$1] }
    text.append("─────────────────────", .dim)
    text.append("             " + hex(mixed))
    text.append(
      StyledLine("    ") + word(16) + StyledLine("  rotated left by one bit", .dim))
    return text
  }

  static func bytes(_ word: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
  }

  static func hex(_ word: UInt32) -> String { Hex.text(bytes(word)) }

  /// A claimed answer above the right one, with marks below the characters that differ.
  static func comparison(key: String, accept: String) -> StyledText {
    let right = AcceptValue.text(forKey: key)
    var text = StyledText()
    func row(_ name: String, _ value: String, _ style: Style) {
      var line = StyledLine(name, .dim)
      line.pad(to: 10)
      let shown = value.count > 60 ? value.prefix(60) + "…" : value[...]
      line.append(shown.escapedForTerminal, style)
      text.append(line)
    }
    row("key", key, .opcode)
    row("claimed", accept, accept == right ? .ok : .error)
    row("computed", right, .payload)
    let marks = zip(accept, right).map { $0 == $1 ? " " : "^" }.joined()
    if accept == right {
      row("", "the same: the answer is right", .ok)
    } else {
      row("", marks, .error)
      let count = zip(accept, right).count { $0 != $1 }
      row(
        "",
        accept.count == right.count
          ? "\(count) of \(right.count) characters differ"
          : "\(accept.count) characters; an accept value has \(right.count)", .error)
    }
    return text
  }
}
