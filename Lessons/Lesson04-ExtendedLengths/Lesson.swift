import FrameDiagram
import LessonExercises
import LessonKit
import TerminalText
import WebSocketProtocol

@main
enum Lesson4 {
  static func main() {
    LessonProgram.run(lesson, exercises: Exercise.all)
  }

  static let lesson = Lesson(
    4,
    options: [
      LessonOption("length", standard: "1000", "a payload length of your own"),
      LessonOption("masked", standard: "no", "a masked frame: yes or no"),
    ],
    figures: [
      Figure("seven-bits") { _ in
        BitRows([
          .init("125", 125, .length, note: "a length"),
          .init("126", 126, .warning, note: "the length is in the next two bytes"),
          .init("127", 127, .warning, note: "the length is in the next eight bytes"),
        ]).drawn
      },
      Figure("forms", options: ["length"]) { input in
        forms(of: try input.number("length", in: lengths))
      },
      Figure("header", options: ["length", "masked"]) { input in
        try header(of: try input.number("length", in: lengths), input)
      },
      Figure("orders", options: ["length"]) { input in
        orders(of: try input.number("length", in: lengths))
      },
      Figure("long-header", options: ["length", "masked"]) { input in
        let length =
          input.given.contains("length") ? try input.number("length", in: lengths) : 65_536
        return try header(of: length, input)
      },
      Figure("boundaries") { _ in boundaries },
      Figure("not-shortest") { _ in notShortest },
      Figure("arriving", options: ["length"]) { input in
        arriving(try input.number("length", in: lengths))
      },
      Figure("largest") { _ in largest },
      .calls("calls", options: ["length", "masked"], experiments),
    ], experiments: experiments)

  static let experiments = [
    Experiment(.encodeLength) { input in
      [.number(try input.number("length", in: lengths)), .flag(try isMasked(input))]
    } draw: { input, result in
      // With the first byte of a binary frame before it.
      grid(of: [0x82] + (result.first?.asBytes ?? []), input.style)
    },
    Experiment(.decodeLength) { input in [.bytes(try encoded(input))] },
    // The same, cut before its last byte.
    Experiment(.decodeLength) { input in [.bytes(try encoded(input).dropLast())] },
  ]

  /// The bytes of the input's length.
  static func encoded(_ input: LessonInput) throws -> [UInt8] {
    encoded(try input.number("length", in: lengths), masked: try isMasked(input))
  }

  static let lengths = 0...UInt64(Int64.max)

  static func isMasked(_ input: LessonInput) throws -> Bool {
    switch input["masked"] {
    case "yes": true
    case "no": false
    default: throw LessonInput.NotUnderstood("--masked takes yes or no.")
    }
  }

  /// The bytes from MASK through the length.
  static func encoded(
    _ length: UInt64, masked: Bool = false, _ form: LengthEncoding? = nil
  ) -> [UInt8] {
    let key: MaskingKey? = masked ? MaskingKey(rawValue: 0) : nil
    let header = FrameHeader(
      opcode: .binary, maskingKey: key, payloadLength: length, lengthEncoding: form)
    return Array(header.bytes[1..<header.bytes.count - (masked ? 4 : 0)])
  }

  /// The grid of a header without its payload.
  static func header(of length: UInt64, _ input: LessonInput) throws -> StyledText {
    let key: MaskingKey? = try isMasked(input) ? MaskingKey(rawValue: 0x37fa_213d) : nil
    return grid(
      of: FrameHeader(opcode: .binary, maskingKey: key, payloadLength: length).bytes, input.style)
  }

  /// The grid of the bytes of a header, whole or not.
  static func grid(of bytes: [UInt8], _ style: TerminalStyle) -> StyledText {
    let anatomy = FrameAnatomy(judging: bytes)
    let fields = anatomy.fields.filter { $0.bits.upperBound <= bytes.count * 8 }
    return BitGrid(
      bytes: bytes,
      fields: fields.map { field in
        BitField(
          field.name, bits: field.bits, value: value(of: field, anatomy), style: field.style,
          shortNames: shortNames(of: field))
      }
    ).drawn(style)
  }

  /// The text below the bits of a field: none below a single bit, hex below whole bytes.
  static func value(of field: AnatomyField, _ anatomy: FrameAnatomy) -> String? {
    if field.isWholeBytes { return nil }
    if field.bits.count == 1 { return "" }
    let opcode = anatomy.record.knownHeader.opcode
    return field.kind == .header(.opcode) ? opcode?.name : field.symbol
  }

  static func shortNames(of field: AnatomyField) -> [String] {
    switch field.name {
    case "payload length": ["payload len"]
    case "extended payload length": ["extended length"]
    default: []
    }
  }

  /// A length in each form that can hold it.
  static func forms(of length: UInt64) -> StyledText {
    var text = StyledText()
    let shortest = LengthEncoding(shortestFor: length)
    for form in LengthEncoding.allCases {
      var line = StyledLine("\(form.rawValue) bits")
      line.pad(to: 9)
      line.append("up to \(grouped(form.maximum))", .dim)
      line.pad(to: 41)
      if length > form.maximum {
        line.append("too small", .dim)
      } else {
        line.append(
          Hex.text(encoded(length, form), separator: " "), form == shortest ? .length.bold : .dim)
        if form == shortest { line.append("  ← shortest", .ok) }
      }
      text.append(line)
    }
    return text
  }

  static func encoded(_ length: UInt64, _ form: LengthEncoding) -> [UInt8] {
    encoded(length, masked: false, form)
  }

  /// A length's bytes in both orders, with what each byte is worth.
  static func orders(of length: UInt64) -> StyledText {
    let form = LengthEncoding(shortestFor: max(length, 126))
    let bytes = Array(encoded(length, form).dropFirst())
    var text = StyledText()
    var worth = StyledLine("worth", .dim)
    worth.pad(to: 25)
    if bytes.count == 2 { worth.append("256   1", .dim) }
    if bytes.count == 2 { text.append(worth) }
    func row(_ name: String, _ bytes: [UInt8], _ style: Style) {
      var line = StyledLine(name, .dim)
      line.pad(to: 25)
      line.append(bytes.map { " " + Hex.text([$0]) }.joined(separator: "  "), style)
      let value = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      line.append("   read as \(grouped(value))")
      text.append(line)
    }
    row("the network's order", bytes, .ok)
    row("most processors' order", bytes.reversed(), .error)
    return text
  }

  static var boundaries: StyledText {
    var text = StyledText()
    text.append("length                     from MASK on, unmasked", .dim)
    for length: UInt64 in [0, 125, 126, 127, 65_535, 65_536, UInt64(Int64.max)] {
      let number = grouped(length)
      var line = StyledLine(number)
      line.pad(to: 27)
      let bytes = encoded(length, masked: false)
      line.append(Hex.text(bytes.prefix(1)), .bold)
      line.append(" " + Hex.text(bytes.dropFirst(), separator: " "), .length)
      text.append(line)
    }
    return text
  }

  static var notShortest: StyledText {
    var text = StyledText()
    for (length, form) in [
      (UInt64(5), LengthEncoding.sevenBits), (5, .sixteenBits), (5, .sixtyFourBits),
      (126, .sixteenBits), (126, .sixtyFourBits),
    ] {
      var line = StyledLine("\(length)")
      line.pad(to: 6)
      line.append(Hex.text(encoded(length, form), separator: " "), .length)
      line.pad(to: 36)
      let isRight = form == LengthEncoding(shortestFor: length)
      line.append(isRight ? "✓ the shortest" : "✗ refused", isRight ? .ok : .error)
      text.append(line)
    }
    return text
  }

  /// The same bytes, cut after each one.
  static func arriving(_ length: UInt64) -> StyledText {
    let bytes = encoded(length, masked: false)
    var text = StyledText()
    for count in 0...bytes.count {
      var line = StyledLine(
        count == 0 ? "nothing yet" : Hex.text(bytes.prefix(count), separator: " "), .length)
      line.pad(to: 30)
      if count < bytes.count {
        let more = count == 0 ? "at least 1" : "\(bytes.count - count)"
        line.append("nil", .bold)
        line.append("   \(more) more needed", .dim)
      } else {
        line.append("(length: \(length), byteCount: \(count))", .bold)
      }
      text.append(line)
    }
    return text
  }

  static var largest: StyledText {
    var text = StyledText()
    for (length, words, isRight) in [
      (UInt64(Int64.max), "2^63 − 1, the largest length", true),
      (UInt64(1) << 63, "the first bit is 1: refused", false),
    ] {
      var line = StyledLine("7f ", .bold)
      let bytes = (0..<8).map { UInt8(truncatingIfNeeded: length >> (56 - 8 * UInt64($0))) }
      line.append(Hex.text(bytes, separator: " "), .length)
      line.append(isRight ? "   ✓ " : "   ✗ ", isRight ? .ok : .error)
      line.append(words)
      text.append(line)
    }
    return text
  }

  /// A number with commas between its groups of three digits.
  static func grouped(_ number: UInt64) -> String {
    let digits = Array(String(number))
    return digits.enumerated().map { index, digit in
      (index > 0 && (digits.count - index).isMultiple(of: 3) ? "," : "") + String(digit)
    }.joined()
  }
}
