import Explanations
import FrameDiagram
import LessonExercises
import LessonKit
import TerminalText
import WebSocketProtocol

@main
enum Lesson5 {
  static func main() {
    LessonProgram.run(lesson, exercises: Exercise.all)
  }

  static let lesson = Lesson(
    5,
    options: [
      LessonOption("code", standard: "1000", "a close frame with a code of your own"),
      LessonOption("reason", standard: "Goodbye", "a reason of your own"),
    ],
    figures: [
      Figure("polite", options: ["code", "reason"]) { input in
        let close = try close(of: input)
        let mayBeSent = close.code?.mayBeSent ?? true
        let reply = ClosePayload(code: mayBeSent ? close.code : .protocolError)
        return LaneDiagram(rows: [
          .states("open", "open"),
          .right(label(close)),
          .states("closing", mayBeSent ? "" : "finds an error"),
          .states("", "closing"),
          .left(label(reply)),
          .event("the server closes TCP"),
          .states("closed", "closed"),
        ]).drawn
      },
      Figure("frame", options: ["code", "reason"]) { input in
        FrameDiagram.grid(anatomy(of: try close(of: input)), input.style)
      },
      Figure("code-bytes", options: ["code"]) { input in
        let bytes = ClosePayload(code: try close(of: input).code).bytes
        return BitRows([
          .init("byte 0, times 256", bytes[0], .closeCode, note: "\(Int(bytes[0]) * 256)"),
          .init("byte 1", bytes[1], .closeCode, note: "\(bytes[1])"),
        ]).drawn
      },
      Figure("codes") { _ in codes { $0.mayBeSent } },
      Figure("never-sent") { _ in
        codes { [.noStatusReceived, .abnormalClosure, .tlsHandshake].contains($0) }
      },
      Figure("empty") { _ in payloads },
      Figure("cut", options: ["reason"]) { input in
        cut(
          input.given.contains("reason")
            ? input["reason"] : String(repeating: "é", count: 70))
      },
      Figure("answers") { _ in answers },
      Figure("both-at-once") { _ in
        LaneDiagram(rows: [
          .states("open", "open"),
          .states("closing", "closing"),
          .crossing("Close 1000", "Close 1001"),
          .states("both sent,", "both sent,"),
          .states("both received", "both received"),
          .event("the server closes TCP"),
          .states("closed", "closed"),
        ]).drawn
      },
      Figure("who-closes") { _ in
        LaneDiagram(rows: [
          .states("closing", "closing"),
          .event("both close frames have arrived"),
          .event("the server closes TCP first"),
          .states("closed", "waits, closed"),
        ]).drawn
      },
      Figure("cut-off") { _ in
        LaneDiagram(rows: [
          .states("open", "open"),
          .event("TCP ends, without a close frame"),
          .states("closed", "closed"),
          .states("reports 1006", "reports 1006"),
        ]).drawn
      },
      Figure("no-code") { _ in
        LaneDiagram(rows: [
          .states("open", "open"),
          .left("Close, empty"),
          .right("Close, empty"),
          .event("the server closes TCP"),
          .states("closed", "closed"),
          .states("reports 1005", "reports 1005"),
        ]).drawn
      },
      .calls("calls", options: ["code", "reason"], experiments),
    ], experiments: experiments)

  static let experiments = [
    Experiment(.closePayload) { input in
      let close = try close(of: input)
      return [.number(UInt64(close.code?.rawValue ?? 0)), .text(close.reason)]
    } draw: { input, result in
      picture(ofPayload: result, input)
    },
    Experiment(.parseClose) { input in [.bytes(try close(of: input).bytes)] },
    Experiment(.closeReply) { input in
      [.bytes(try close(of: input).bytes)]
    } draw: { input, result in
      picture(ofPayload: result, input)
    },
  ]

  /// The close frame with a payload that a learner's function made.
  static func picture(ofPayload result: [WorkValue], _ input: LessonInput) -> StyledText {
    let payload = result.first?.asBytes ?? []
    let header = FrameHeader(opcode: .close, payloadLength: UInt64(payload.count))
    return FrameDiagram.picture(of: header.bytes + payload, input.style)
  }

  static func close(of input: LessonInput) throws -> ClosePayload {
    let code = CloseCode(rawValue: UInt16(try input.number("code", in: 0...65_535)))
    guard input["reason"].utf8.count <= ClosePayload.maximumReasonByteCount else {
      throw LessonInput.NotUnderstood("--reason takes at most 123 bytes of UTF-8 here.")
    }
    return ClosePayload(code: code, reason: input["reason"])
  }

  static func label(_ close: ClosePayload) -> String {
    let reason = close.reason.prefix(16).escapedForTerminal
    return "Close \(close.code?.rawValue ?? 0)" + (reason.isEmpty ? "" : " \"\(reason)\"")
  }

  static func anatomy(of close: ClosePayload) -> FrameAnatomy {
    let header = FrameHeader(opcode: .close, payloadLength: UInt64(close.bytes.count))
    return FrameAnatomy(
      judging: header.bytes + close.bytes, in: FrameContext(sender: .server))
  }

  static func codes(where isShown: (CloseCode) -> Bool) -> StyledText {
    var text = StyledText()
    for code in CloseCode.registered where code.rawValue < 1016 && isShown(code) {
      var line = StyledLine("\(code.rawValue)  ", .closeCode)
      line.append(Phrasebook.english.name(of: code), .bold)
      line.pad(to: 28)
      line.append(Phrasebook.english.meaning(of: code))
      text.append(StyledText(line.wrapped(to: 76, indent: 28)))
    }
    return text
  }

  static var payloads: StyledText {
    var text = StyledText()
    for (bytes, meaning) in [
      ([], "no code, no reason: allowed"),
      ([0x03], "one byte: an error, 1002"),
      (ClosePayload(code: .normalClosure).bytes, "1000, no reason"),
      (ClosePayload(code: .normalClosure, reason: "Bye").bytes, "1000, \"Bye\""),
    ] as [([UInt8], String)] {
      let header = FrameHeader(opcode: .close, payloadLength: UInt64(bytes.count)).bytes
      var line = StyledLine(Hex.text(header, separator: " "), .dim)
      line.append(" " + Hex.text(bytes, separator: " "), .closeCode)
      line.pad(to: 24)
      line.append(meaning)
      text.append(line)
    }
    return text
  }

  /// A reason that is too long: where the limit is, and where it may be cut.
  static func cut(_ reason: String) -> StyledText {
    let bytes = Array(reason.utf8)
    var text = StyledText()
    guard bytes.count > ClosePayload.maximumReasonByteCount else {
      text.append("\(Words.bytes(UInt64(bytes.count))) of UTF-8: it fits as it is", .ok)
      return text
    }
    let kept = ClosePayload.shortenedReason(reason).utf8.count
    let limit = ClosePayload.maximumReasonByteCount
    var head = StyledLine("byte", .dim)
    var row = StyledLine("of the reason", .dim)
    row.pad(to: 16)
    head.pad(to: 16)
    for index in max(0, limit - 5)..<min(bytes.count, limit + 4) {
      if index == limit {
        head.append("│ ", .error)
        row.append("│ ", .error)
      }
      let number = "\(index)"
      head.append(number.padded(to: 4), .dim)
      row.append(Hex.text([bytes[index]]).padded(to: 4), index < kept ? .payload : .error)
    }
    text.append(head)
    text.append(row)
    text.append("")
    text.append("\(bytes.count) bytes; \(limit) fit, up to the bar", .plain)
    if kept < limit {
      text.append("if cut at the bar, it ends inside a character and is not UTF-8", .error)
    }
    text.append("if cut after \(kept) bytes, it ends between two characters: right", .ok)
    return text
  }

  static var answers: StyledText {
    var text = StyledText()
    let reserved = ClosePayload(code: .noStatusReceived).bytes
    let broken = ClosePayload(code: .normalClosure).bytes + [0xff]
    for (payload, answer, why) in [
      ([], [], "the answer to an empty payload is empty"),
      (
        ClosePayload(code: .goingAway).bytes, ClosePayload(code: .goingAway).bytes,
        "1001 is repeated"
      ),
      ([0x03], ClosePayload(code: .protocolError).bytes, "one byte: 1002"),
      (reserved, ClosePayload(code: .protocolError).bytes, "1005 is never sent: 1002"),
      (broken, ClosePayload(code: .invalidPayloadData).bytes, "a reason that is not UTF-8: 1007"),
    ] as [([UInt8], [UInt8], String)] {
      var line = StyledLine(payload.isEmpty ? "nothing" : Hex.text(payload, separator: " "))
      line.pad(to: 12)
      line.append("→  ")
      line.append(
        answer.isEmpty ? "nothing" : Hex.text(answer, separator: " "), .closeCode)
      line.pad(to: 26)
      line.append(why, .dim)
      text.append(line)
    }
    return text
  }
}

extension String {
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
