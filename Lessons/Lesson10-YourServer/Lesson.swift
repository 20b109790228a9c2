import FrameDiagram
import LessonExercises
import LessonKit
import TerminalText
import WebSocketProtocol

@main
enum Lesson10 {
  static func main() {
    LessonProgram.run(lesson, exercises: Exercise.all)
  }

  static let lesson = Lesson(
    10,
    options: [
      LessonOption("text", standard: "Hi 👋", "a text of your own"),
      LessonOption("code", standard: "4001", "a close code of your own"),
      LessonOption("reason", standard: "bye", "a reason for the close"),
    ],
    figures: [
      Figure("functions") { _ in functions(in: try CourseFolder.find()) },
      Figure("handshake") { _ in try Trace([]).handshake.drawn(in: try CourseFolder.find()) },
      Figure("message", options: ["text"]) { input in
        try drawn([Rehearsal.frame(.text, input["text"].utf8)])
      },
      Figure("fragments", options: ["text"]) { input in try drawn(fragments(of: input)) },
      Figure("refused") { _ in try drawn([Rehearsal.frame(.text, [0x48, 0x69, 0xff])]) },
      Figure("close", options: ["code", "reason"]) { input in
        try drawn([try close(of: input)])
      },
      Figure("timeline", options: ["text", "code", "reason"]) { input in
        let pieces = try fragments(of: input) + [try close(of: input)]
        return Timeline(try Trace(pieces)).drawn
      },
      Figure("left-out") { _ in leftOut },
    ], experiments: [], commands: [ServeCommand.command, CheckCommand.command, ExamCommand.command])

  /// What the server does with some frames, after the opening handshake.
  static func drawn(_ pieces: [[UInt8]]) throws -> StyledText {
    try Trace(pieces).afterHandshake.drawn(in: try CourseFolder.find())
  }

  /// The input's text in two fragments, cut inside its last character, and a ping in between.
  static func fragments(of input: LessonInput) throws -> [[UInt8]] {
    let bytes = Array(input["text"].utf8)
    guard (2...100).contains(bytes.count) else {
      throw LessonInput.NotUnderstood("--text takes 2 to 100 bytes of UTF-8 here.")
    }
    return [
      Rehearsal.frame(.text, bytes.dropLast(), isFinal: false), Rehearsal.frame(.ping, "?".utf8),
      Rehearsal.frame(.continuation, bytes.suffix(1)),
    ]
  }

  static func close(of input: LessonInput) throws -> [UInt8] {
    let code = CloseCode(rawValue: UInt16(try input.number("code", in: 0...65_535)))
    guard input["reason"].utf8.count <= ClosePayload.maximumReasonByteCount else {
      throw LessonInput.NotUnderstood("--reason takes at most 123 bytes of UTF-8 here.")
    }
    return Rehearsal.frame(.close, ClosePayload(code: code, reason: input["reason"]).bytes)
  }

  /// When the server calls each function.
  static func functions(in course: CourseFolder) -> StyledText {
    let moments: [(moment: String, functions: [Exercise])] = [
      ("a request has come", [.readRequest, .acceptValue, .writeResponse]),
      ("bytes have come", [.decodeFrame, .decodeLength]),
      ("a frame is whole", [.unmask]),
      ("… of a message", [.assemble, .checkUTF8]),
      ("… a ping", [.pong]),
      ("… a close frame", [.parseClose, .closeReply]),
      ("a message is whole", [.encodeTextFrame, .encodeLength]),
      ("a rule is broken", [.closePayload]),
    ]
    var text = StyledText()
    for (moment, functions) in moments {
      var line = StyledLine(moment, .dim)
      line.pad(to: 21)
      for exercise in functions {
        let lesson = course.lessons.first { $0.functions.contains(exercise.function) }
        line.append(exercise.function, .bold)
        line.append(" (\(lesson?.number ?? 0))  ")
      }
      text.append(line)
    }
    return text
  }

  /// What a server for the open Internet has in addition.
  static var leftOut: StyledText {
    var text = StyledText()
    for (name, meaning) in [
      ("TLS", "encrypts the connection; its address begins with wss://"),
      ("Origin", "a check of which page asks: not every page may connect"),
      ("compression", "permessage-deflate, RFC 7692"),
      (
        "large messages",
        "more than \(Words.number(UInt64(Conversation.limits.message))) bytes are refused, with 1009"
      ),
      ("its own pings", "to notice that a client is gone without a word"),
      ("time limits", "for a client that begins a frame and never ends it"),
      ("many processors", "one slow call must not keep all connections waiting"),
    ] {
      var line = StyledLine(name, .bold)
      line.pad(to: 17)
      line.append(meaning)
      text.append(line)
    }
    return text
  }
}
