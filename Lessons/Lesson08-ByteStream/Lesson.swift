import FrameDiagram
import LessonExercises
import LessonKit
import TerminalText
import WebSocketProtocol

@main
enum Lesson8 {
  static func main() {
    LessonProgram.run(lesson, exercises: Exercise.all)
  }

  static let lesson = Lesson(
    8,
    options: [
      LessonOption("text", standard: "Hello", "a text of your own, in the first frame"),
      LessonOption("cut", standard: "4,13", "after which bytes the stream is cut"),
    ],
    figures: [
      Figure("sent", options: ["text"]) { input in
        let stream = Stream(input)
        return rows(of: stream.frames, named: "frame", in: stream)
      },
      Figure("reads", options: ["text", "cut"]) { input in
        let stream = Stream(input)
        return rows(of: try stream.reads(input), named: "read ", in: stream)
      },
      Figure("one-read-one-frame", options: ["text", "cut"]) { input in
        let stream = Stream(input)
        return misread(try stream.reads(input), in: stream)
      },
      Figure("states", options: ["text"]) { input in states(of: Stream(input)) },
      Figure("buffer", options: ["text", "cut"]) { input in
        let stream = Stream(input)
        return buffering(try stream.reads(input), in: stream)
      },
      Figure("three-answers") { _ in answers(to: threeAnswers) },
      Figure("headers") { _ in headers },
      Figure("rules") { _ in answers(to: brokenRules) },
      Figure("claim") { _ in claim },
      .calls("calls", options: ["text", "cut"], experiments),
    ], experiments: experiments)

  static let experiments = [
    Experiment(.decodeFrame) { input in
      let stream = Stream(input)
      return [.bytes(Array(stream.bytes[..<(try stream.cuts(input)[0])]))]
    } draw: { input, result in
      picture(of: Stream(input), result)
    },
    Experiment(.decodeFrame) { input in
      [.bytes(Stream(input).bytes)]
    } draw: { input, result in
      picture(of: Stream(input), result)
    },
    Experiment(.decodeFrame) { input in
      let stream = Stream(input)
      return [.bytes(Array(stream.bytes[stream.frames[1]]))]
    },
  ]

  static let style = TerminalStyle(width: 78)
  static let client = FrameContext(sender: .client, extensionBits: [])

  /// The grid of the frame that a learner's function took from the front of a stream.
  static func picture(of stream: Stream, _ result: [WorkValue]) -> StyledText {
    guard case .number(let count)? = result.last, result.count == 5, count > 0 else {
      return StyledText()
    }
    let bytes = Array(stream.bytes.prefix(Int(clamping: count)))
    return FrameDiagram.grid(FrameAnatomy(judging: bytes, in: client), style)
  }

  // MARK: - Rows of bytes

  /// Parts of the stream, each on a line of its own.
  static func rows(of parts: [Range<Int>], named name: String, in stream: Stream) -> StyledText {
    var text = StyledText()
    for (index, part) in parts.enumerated() {
      var line = StyledLine("\(name) \(index + 1)  ", .dim)
      append(part, of: stream, to: &line)
      text.append(line)
    }
    return text
  }

  /// Appends bytes, each in the colour of its field; of a long part only the ends.
  static func append(
    _ part: Range<Int>, of stream: Stream, to line: inout StyledLine, limit: Int = 20
  ) {
    for (place, index) in part.enumerated() {
      if part.count > limit, place == limit - 4 { line.append("… ", .dim) }
      guard part.count <= limit || place < limit - 4 || place >= part.count - 3 else { continue }
      line.append(Hex.text([stream.bytes[index]]), stream.style(at: index))
      line.append(" ")
    }
  }

  /// What a program understands that takes what one read returns for one frame.
  static func misread(_ reads: [Range<Int>], in stream: Stream) -> StyledText {
    var text = StyledText()
    for (index, read) in reads.enumerated() {
      var line = StyledLine("read \(index + 1)  ", .dim)
      append(read, of: stream, to: &line)
      text.append(line)
      line = StyledLine()
      line.pad(to: 8)
      let bytes = Array(stream.bytes[read])
      let answer = answer(to: bytes)
      let record = FrameRecord(firstFrameOf: bytes)
      if answer.isError {
        line.append("✗ " + answer.words, .error)
      } else if !record.isComplete {
        line.append("✗ not a whole frame: the rest comes with the next read", .error)
      } else if record.byteCount < UInt64(bytes.count) {
        let left = UInt64(bytes.count) - record.byteCount
        line.append("✗ a frame, and \(Words.bytes(left)) that are lost", .error)
      } else {
        line.append("✓ a frame", .ok)
      }
      text.append(line)
    }
    return text
  }

  // MARK: - The state of a parser

  /// What is known after each byte of the first frame.
  static func states(of stream: Stream) -> StyledText {
    let frame = Array(stream.bytes[stream.frames[0]])
    var text = StyledText()
    text.append("byte      what is known now                          still missing", .dim)
    for count in 1...frame.count {
      // A long payload is the same again and again.
      if count > 20, count < frame.count {
        if count == 21 { text.append("     …", .dim) }
        continue
      }
      let record = FrameRecord(firstFrameOf: Array(frame.prefix(count)))
      var line = StyledLine("\(count - 1)", .dim)
      line.pad(to: 5)
      line.append(Hex.text([frame[count - 1]]), stream.style(at: count - 1))
      line.pad(to: 10)
      line.append(knowledge(of: record))
      line.pad(to: 53)
      let missing = record.missingByteCount
      line.append(missing == 0 ? "nothing" : Words.bytes(missing), missing == 0 ? .ok : .plain)
      if record.header == nil, record.knownHeader.payloadLength == nil {
        line.append(" or more", .dim)
      }
      text.append(line)
    }
    return text
  }

  /// What the last byte of a record says.
  private static func knowledge(of record: FrameRecord) -> String {
    let known = record.knownHeader
    guard let layout = known.layout else {
      return "FIN \(known.isFinal == true ? 1 : 0), opcode \(known.opcode?.rawValue ?? 0)"
    }
    let count = record.byteCount
    let keyStart = layout.headerByteCount - 4
    switch Int(count) {
    case 2:
      return known.payloadLength.map { "MASK 1, a payload of \(Words.bytes($0))" }
        ?? "MASK 1, the length is in the next "
        + Words.bytes(UInt64(layout.lengthEncoding.extendedByteCount))
    case ..<keyStart: return "a part of the length"
    case keyStart: return "a payload of \(Words.bytes(known.payloadLength ?? 0))"
    case ..<layout.headerByteCount: return "a part of the masking key"
    case layout.headerByteCount: return "the masking key, and so the whole header"
    default: return record.isComplete ? "the whole frame" : "a part of the payload"
    }
  }

  // MARK: - The loop

  /// A buffer and what `decodeFrame` says of it, after each read.
  static func buffering(_ reads: [Range<Int>], in stream: Stream) -> StyledText {
    var text = StyledText()
    var start = 0
    for (index, read) in reads.enumerated() {
      var head = StyledLine("read \(index + 1) appends ", .dim)
      append(read, of: stream, to: &head, limit: 18)
      text.append(head)
      var isAsked = true
      while isAsked {
        let buffer = start..<read.upperBound
        var line = StyledLine("  buffer  ", .dim)
        if buffer.isEmpty { line.append("empty", .dim) }
        append(buffer, of: stream, to: &line, limit: 14)
        line.pad(to: 56)
        let record = FrameRecord(firstFrameOf: Array(stream.bytes[buffer]))
        isAsked = record.isComplete
        line.append(isAsked ? "a frame of \(Words.bytes(record.byteCount))" : "nil", .bold)
        text.append(line)
        if isAsked { start += Int(record.byteCount) }
      }
    }
    return text
  }

  // MARK: - Answers

  private static let threeAnswers: [[UInt8]] = [
    [], [0x81], [0xc1], [0x81, 0x85], [0x81, 0x05], [0x81, 0x85, 0x37, 0xfa],
    [0x81, 0x80, 0x37, 0xfa, 0x21, 0x3d], [0x81, 0x80, 0x37, 0xfa, 0x21, 0x3d, 0xff],
  ]

  private static let brokenRules: [[UInt8]] = [
    [0xc1], [0x83], [0x09], [0x81, 0x05], [0x89, 0xfe], [0x82, 0xfe, 0x00, 0x05],
    [0x82, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0],
  ]

  /// Bytes, each with what `decodeFrame` returns for them.
  static func answers(to inputs: [[UInt8]]) -> StyledText {
    var text = StyledText()
    for bytes in inputs {
      var line = StyledLine()
      line.append(
        bytes.isEmpty ? "nothing yet" : Hex.text(bytes, separator: " "),
        bytes.isEmpty ? .dim : .bold)
      line.pad(to: 31)
      let answer = answer(to: bytes)
      line.append(answer.words, answer.isError ? .error : .plain)
      text.append(line)
    }
    return text
  }

  /// What the exercise wants for some bytes.
  static func answer(to bytes: [UInt8]) -> (words: String, isError: Bool) {
    let exercise = Exercise.decodeFrame
    guard let words = exercise.wanted([.bytes(bytes)]) else {
      let record = FrameRecord(firstFrameOf: bytes)
      return ("a frame of \(Words.bytes(record.byteCount))", false)
    }
    return (words, words.hasPrefix("an error"))
  }

  // MARK: - Headers

  static var headers: StyledText {
    var text = StyledText()
    text.append("payload  header of a frame from a client", .dim)
    for length: UInt64 in [5, 200, 70_000] {
      let header = FrameHeader(
        opcode: .binary, maskingKey: MaskingKey(rawValue: 0x37fa_213d), payloadLength: length)
      let keyStart = header.byteCount - 4
      var line = StyledLine(Words.number(length))
      line.pad(to: 9)
      line.append(Hex.text(header.bytes[..<1]), .bold)
      line.append(" " + Hex.text(header.bytes[1..<keyStart], separator: " "), .length)
      line.append(" " + Hex.text(header.bytes[keyStart...], separator: " "), .maskingKey)
      line.pad(to: 53)
      line.append("key from byte \(keyStart)", .dim)
      text.append(line)
    }
    return text
  }

  static var claim: StyledText {
    let header = FrameHeader(
      opcode: .binary, maskingKey: MaskingKey(rawValue: 0x37fa_213d),
      payloadLength: UInt64(Int64.max))
    var text = StyledText()
    text.append(Hex.text(header.bytes, separator: " "), .length)
    text.append("")
    func row(_ name: String, _ number: UInt64) {
      var line = StyledLine(name, .dim)
      let digits = Words.number(number)
      line.pad(to: 60 - digits.count)
      line.append(digits)
      text.append(line)
    }
    row("bytes that are here", UInt64(header.byteCount))
    row("the payload that it declares", header.payloadLength)
    row("the largest Int", UInt64(Int.max))
    row("the whole frame", header.payloadLength + UInt64(header.byteCount))
    return text
  }
}

/// The bytes of two frames from a browser, one after the other: the input's text, then a ping.
struct Stream {
  let bytes: [UInt8]
  /// Where the frames are.
  let frames: [Range<Int>]
  private let fields: [AnatomyField]

  init(_ input: LessonInput) {
    let text = Self.frame(.text, Array(input["text"].utf8), MaskingKey(rawValue: 0x37fa_213d))
    let ping = Self.frame(.ping, [], MaskingKey(rawValue: 0x90b1_0dea))
    bytes = text + ping
    frames = [0..<text.count, text.count..<text.count + ping.count]
    fields =
      FrameAnatomy(judging: text).fields
      + FrameAnatomy(judging: ping).fields.map { field in
        var field = field
        field.bits = field.bits.lowerBound + 8 * text.count..<field.bits.upperBound + 8 * text.count
        return field
      }
  }

  private static func frame(_ opcode: Opcode, _ payload: [UInt8], _ key: MaskingKey) -> [UInt8] {
    var masked = payload
    key.apply(to: &masked)
    return FrameHeader(
      opcode: opcode, maskingKey: key, payloadLength: UInt64(payload.count)
    ).bytes + masked
  }

  /// The colour of a byte: that of the field at its end.
  func style(at index: Int) -> Style {
    fields.first { $0.bits.contains(8 * index + 7) }?.style ?? .plain
  }

  /// The places where the input cuts the stream.
  func cuts(_ input: LessonInput) throws -> [Int] {
    let parts = input["cut"].split(separator: ",").map { $0.filter { $0 != " " } }
    let cuts = Set(parts.compactMap { Int($0) })
    guard input.given.contains("cut") else {
      // The lesson's own cuts, as far as the learner's text has such places.
      return cuts.filter(bytes.indices.contains).sorted()
    }
    guard !cuts.isEmpty, cuts.count == parts.count, cuts.allSatisfy(bytes.indices.contains),
      !cuts.contains(0)
    else {
      throw LessonInput.NotUnderstood(
        "--cut takes numbers from 1 to \(bytes.count - 1), with commas between them; "
          + "not \"\(input["cut"].escapedForTerminal)\".")
    }
    return cuts.sorted()
  }

  /// What each read returns.
  func reads(_ input: LessonInput) throws -> [Range<Int>] {
    let ends = try cuts(input) + [bytes.count]
    return zip([0] + ends, ends).map { $0..<$1 }
  }
}
