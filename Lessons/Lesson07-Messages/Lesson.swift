import Explanations
import FrameDiagram
import LessonExercises
import LessonKit
import TerminalText
import WebSocketProtocol

@main
enum Lesson7 {
  static func main() {
    LessonProgram.run(lesson, exercises: Exercise.all)
  }

  static let lesson = Lesson(
    7,
    options: [
      LessonOption("text", standard: "Hello", "a text of your own"),
      LessonOption("cut", standard: "2,4", "other cuts, each after a number of bytes"),
      LessonOption("ping", standard: "tick", "a ping with a payload of your own"),
    ],
    figures: [
      Figure("pieces", options: ["text", "cut"]) { input in
        var talk = Conversation()
        for frame in try Fragments(input).frames { talk.add(frame) }
        return talk.drawn
      },
      Figure("first-bytes", options: ["text", "cut"]) { input in
        try Fragments(input).firstBytes
      },
      Figure("order") { _ in order },
      Figure("browsers") { _ in browsers },
      Figure("seam", options: ["text", "cut"]) { input in
        let hasOwn = input.given.contains("text") || input.given.contains("cut")
        return try hasOwn ? Fragments(input).decoded : Fragments("café!", cuts: [4]).decoded
      },
      Figure("between", options: ["text", "cut", "ping"]) { input in
        let frames = try Fragments(input).frames
        let ping = try ping(of: input)
        var talk = Conversation()
        talk.add(frames[0])
        talk.add(Frame(.client, .ping, ping))
        talk.add(Frame(.server, .pong, ping))
        for frame in frames.dropFirst() { talk.add(frame) }
        return talk.drawn
      },
      Figure("limits") { _ in limits },
      Figure("ping-pong", options: ["ping"]) { input in
        pingAndPong(try ping(of: input))
      },
      Figure("heartbeat") { _ in
        var talk = Conversation()
        talk.add(Frame(.server, .ping, Array("1".utf8)))
        talk.add(Frame(.server, .ping, Array("2".utf8)))
        talk.add(.states("answers the last", ""))
        talk.add(Frame(.client, .pong, Array("2".utf8)))
        talk.add(.states("", "it is alive"))
        talk.add(.event("some time later"))
        talk.add(Frame(.client, .pong, []))
        talk.add(.states("", "does not answer"))
        return talk.drawn
      },
      .calls("calls", options: ["text", "cut", "ping"], experiments),
    ], experiments: experiments)

  static let style = TerminalStyle(width: 78)

  /// The payload of the input's ping.
  static func ping(of input: LessonInput) throws -> [UInt8] {
    let payload = Array(input["ping"].utf8)
    guard payload.count <= 125 else {
      throw LessonInput.NotUnderstood(
        "--ping takes at most 125 bytes of UTF-8, because a control frame carries no more.")
    }
    return payload
  }
}

// MARK: - Calls

extension Lesson7 {
  /// The calls for each fragment of the input, a ping after the first of them, and its answer.
  static let experiments =
    [fragment(0), pingInBetween] + (1...Fragments.mostCuts).map(fragment) + [
      Experiment(.pong) { input in
        [.bytes(try ping(of: input))]
      } draw: { _, result in
        FrameDiagram.picture(of: result.first?.asBytes ?? [], style)
      }
    ]

  private static func fragment(_ index: Int) -> Experiment {
    Experiment(.assemble) { input in
      let fragments = try Fragments(input)
      guard index < fragments.parts.count else { return nil }
      let frame = fragments.frames[index]
      return call(message(fragments.parts[..<index]), frame)
    } draw: { _, result in
      picture(ofMessage: result)
    }
  }

  private static var pingInBetween: Experiment {
    Experiment(.assemble) { input in
      let fragments = try Fragments(input)
      let isOpen = fragments.parts.count > 1
      return call(
        message(fragments.parts.prefix(isOpen ? 1 : 0)),
        Frame(.client, .ping, try ping(of: input)))
    }
  }

  private static func call(_ message: WorkValue, _ frame: Frame) -> [WorkValue] {
    [
      message, .flag(frame.header.isFinal), .number(UInt64(frame.header.opcode.rawValue)),
      .bytes(frame.payload),
    ]
  }

  /// The message with these fragments, not complete; nil where there are none.
  private static func message(_ fragments: ArraySlice<ArraySlice<UInt8>>) -> WorkValue {
    guard !fragments.isEmpty else { return .nothing }
    return .list([.number(1), .bytes(fragments.flatMap { $0 }), .flag(false)])
  }

  /// The bytes of a message that a learner's function returned, next to their characters.
  private static func picture(ofMessage result: [WorkValue]) -> StyledText {
    hexRows(result.dropFirst().first?.asBytes ?? [], perRow: 16)
  }
}

// MARK: - Figures that stay as they are

extension Lesson7 {
  /// What each kind of frame does, while no message is open and while one is.
  static var order: StyledText {
    var text = StyledText()
    func row(_ cells: [(String, Style)]) {
      var line = StyledLine()
      for (index, (words, style)) in cells.enumerated() {
        line.append(words, style)
        if index < 2 { line.pad(to: 26 + 26 * index) }
      }
      text.append(line)
    }
    row([("the next frame", .dim), ("no message is open", .bold), ("a message is open", .bold)])
    for (opcodes, name) in [
      ([.text, .binary], "text, binary"), ([.continuation], "continuation"),
      ([.ping, .pong, .close], "ping, pong, close"),
    ] as [([Opcode], String)] {
      let cells = [false, true].map { isOpen in
        var order = MessageOrder()
        if isOpen { _ = order.place(opcode: .text, isFinal: false) }
        return words(order.place(opcode: opcodes[0], isFinal: true))
      }
      row([(name, .opcode)] + cells)
    }
    return text
  }

  private static func words(_ place: MessageOrder.Place) -> (String, Style) {
    switch place {
    case .begins: ("begins a message", .ok)
    case .continues: ("adds to the message", .ok)
    case .standsApart: ("changes nothing", .plain)
    case .interrupts, .continuesNothing: ("an error, 1002", .error)
    }
  }

  /// What `wsx serve` received when pages in two browsers sent the same 300,000 letters.
  static var browsers: StyledText {
    var text = StyledText()
    for (browser, sizes) in [
      ("Firefox", [300_000]), ("Chromium", [60_000, 71_000, 60_000, 71_000, 38_000]),
    ] as [(String, [UInt64])] {
      text.appendGap()
      text.append(browser, .bold)
      for (index, size) in sizes.enumerated() {
        let header = FrameHeader(
          isFinal: index == sizes.count - 1, opcode: index == 0 ? .text : .continuation,
          maskingKey: Frame.key, payloadLength: size)
        var line = StyledLine("  FIN \(header.isFinal ? 1 : 0)  \(header.opcode.name)")
        line.pad(to: 24)
        let number = Words.number(size)
        line.append(String(repeating: " ", count: max(0, 7 - number.count)) + number + " bytes")
        text.append(line)
      }
    }
    return text
  }

  /// Headers of control frames from a server, and the rules that they break.
  static var limits: StyledText {
    var text = StyledText()
    for (count, isFinal) in [(0, true), (125, true), (126, true), (1, false)] {
      let header = FrameHeader(isFinal: isFinal, opcode: .ping, payloadLength: UInt64(count))
      let findings = FrameRules.judge(
        PartialFrameHeader(header), in: FrameContext(sender: .server, extensionBits: []))
      var line = StyledLine(Hex.text(header.bytes, separator: " "), .opcode)
      line.pad(to: 15)
      line.append("FIN \(isFinal ? 1 : 0), ping, \(Words.bytes(UInt64(count)))")
      line.pad(to: 40)
      if let broken = findings.violations.first {
        line.append(broken.rule == .controlTooLong ? "too long" : "fragmented", .error)
        line.append(": an error, 1002", .error)
      } else {
        line.append("right", .ok)
      }
      text.append(line)
    }
    return text
  }

  /// A ping from a client and the server's pong: all their bytes, and the first two as bits.
  static func pingAndPong(_ payload: [UInt8]) -> StyledText {
    var text = StyledText()
    let frames = [Frame(.client, .ping, payload), Frame(.server, .pong, payload)]
    for frame in frames {
      let bytes = frame.bytes
      var line = StyledLine(frame.header.opcode.name)
      line.pad(to: 6)
      line.append(Hex.text(bytes.prefix(2), separator: " "), .opcode)
      if let key = frame.header.maskingKey {
        line.append(" " + Hex.text(key.bytes, separator: " "), .maskingKey)
      }
      let rest = bytes.dropFirst(frame.header.byteCount)
      line.append(
        " " + Hex.text(rest.prefix(12), separator: " ") + (rest.count > 12 ? " …" : ""), .payload)
      line.pad(to: 40)
      line.append("from the \(frame.sender == .client ? "client" : "server"), ", .dim)
      line.append(quoted(frame.payload, columns: 14))
      text.append(line)
    }
    text.append("")
    text.append(
      BitRows(
        frames.flatMap { frame in
          [
            .init(
              "\(frame.header.opcode.name), byte 0", frame.bytes[0], .opcode,
              note: "\(frame.finWords), \(frame.header.opcode.name)"),
            .init(
              "\(frame.header.opcode.name), byte 1", frame.bytes[1], .length,
              note: "MASK \(frame.header.isMasked ? 1 : 0), "
                + Words.bytes(UInt64(frame.payload.count))),
          ]
        }
      ).drawn)
    return text
  }
}
