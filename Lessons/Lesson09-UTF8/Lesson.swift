import FrameDiagram
import LessonExercises
import LessonKit
import TerminalText
import WebSocketProtocol

@main
enum Lesson9 {
  static func main() {
    LessonProgram.run(lesson, exercises: Exercise.all)
  }

  static let lesson = Lesson(
    9,
    options: [
      LessonOption("text", standard: "Hé你🌍", "a text of your own"),
      LessonOption("cut", standard: "5", "the number of bytes in the first fragment"),
      LessonOption("bytes", standard: "48 ed a0 80", "bytes of your own, in hex"),
    ],
    figures: [
      Figure("code-points", options: ["text"]) { input in codePoints(of: input["text"]) },
      Figure("bits", options: ["text"]) { input in
        var text = StyledText()
        for scalar in input["text"].unicodeScalars.prefix(shownCount) {
          text.appendGap()
          text.append(StyledLine(name(of: scalar), .bold))
          text.append(
            BitGroups(number: scalar.value, byteCount: UTF8.width(scalar)).drawn)
        }
        return text
      },
      Figure("roles", options: ["text"]) { input in roles(in: input["text"]) },
      Figure("overlong") { _ in
        var text = StyledText()
        for byteCount in 1...3 {
          text.appendGap()
          let count = byteCount == 1 ? "1 byte" : "\(byteCount) bytes"
          text.append("/  \(number(0x2f)) in \(count)", .bold)
          text.append(BitGroups(number: 0x2f, byteCount: byteCount).drawn)
        }
        return text
      },
      Figure("limits") { _ in limits },
      Figure("second-bytes") { _ in SecondBytes.table },
      Figure("seam", options: ["text", "cut"]) { input in try Seam(input).drawn },
      Figure("arriving", options: ["bytes"]) { input in arriving(try input.bytes("bytes")) },
      .calls("calls", options: ["text", "cut", "bytes"], experiments),
    ], experiments: experiments)

  static let experiments = [
    Experiment(.checkUTF8) { input in [.bytes(try Seam(input).first), .flag(false)] },
    Experiment(.checkUTF8) { input in
      let seam = try Seam(input)
      return [.bytes(seam.kept + seam.second), .flag(true)]
    },
    Experiment(.checkUTF8) { input in [.bytes(try input.bytes("bytes")), .flag(true)] },
  ]

  /// How many characters of a text the figures show.
  static let shownCount = 8

  /// A character with its number, such as `é  U+00E9`.
  static func name(of scalar: Unicode.Scalar) -> String {
    String(scalar).escapedForTerminal + "  " + number(scalar.value)
  }

  /// A code point as Unicode writes it: at least four digits.
  static func number(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  static func codePoints(of text: String) -> StyledText {
    var picture = StyledText()
    picture.append("character   number      UTF-8", .dim)
    for scalar in text.unicodeScalars.prefix(shownCount) {
      var line = StyledLine(String(scalar).escapedForTerminal, .bold)
      line.pad(to: 12)
      line.append(number(scalar.value))
      line.pad(to: 24)
      line.append(Hex.text(Array(String(scalar).utf8), separator: " "), .payload)
      picture.append(line)
    }
    let bytes = Array(text.utf8)
    picture.append("")
    let left = text.unicodeScalars.count - shownCount
    if left > 0 { picture.append("… and \(left) more", .dim) }
    picture.append("\(text.unicodeScalars.count) characters, \(bytes.count) bytes", .dim)
    return picture
  }

  /// Each byte of a text, and what its first bits say.
  static func roles(in text: String) -> StyledText {
    var rows: [BitRows.Row] = []
    for scalar in text.unicodeScalars.prefix(shownCount) {
      let bytes = Array(String(scalar).utf8)
      for (index, byte) in bytes.enumerated() {
        let note =
          index > 0 ? "goes on" : bytes.count == 1 ? "a whole character" : "first of \(bytes.count)"
        rows.append(
          .init(
            index == 0 ? String(scalar).escapedForTerminal : "", byte,
            index == 0 ? .bold : .payload, note: note))
      }
    }
    return BitRows(rows).drawn
  }

  /// Sequences on both sides of every limit.
  static var limits: StyledText {
    var text = StyledText()
    text.append("bytes          number", .dim)
    for (index, number) in [0xd7ff, 0xd800, 0xdfff, 0xe000, 0x10_ffff, 0x11_0000].enumerated() {
      if index == 4 { text.append("") }
      let groups = BitGroups(number: UInt32(number), byteCount: number > 0xffff ? 4 : 3)
      var line = StyledLine(Hex.text(groups.bytes, separator: " "), .payload)
      line.pad(to: 15)
      line.append(Self.number(groups.number))
      line.pad(to: 26)
      switch UTF8Validator.violation(in: groups.bytes)?.reason {
      case nil: line.append("✓ a number for a character", .ok)
      case .surrogate?: line.append("✗ a surrogate", .error)
      default: line.append("✗ above the last number", .error)
      }
      text.append(line)
    }
    return text
  }

  /// What is known after each byte.
  static func arriving(_ bytes: [UInt8]) -> StyledText {
    var text = StyledText()
    text.append("so far                   if more may follow       if this is all", .dim)
    for count in 0...min(bytes.count, 8) {
      let prefix = Array(bytes.prefix(count))
      var line = StyledLine(
        prefix.isEmpty ? "nothing" : Hex.text(prefix, separator: " "), .payload)
      var failed = false
      for (column, isLast) in [(25, false), (50, true)] {
        line.pad(to: column)
        switch Exercise.checkUTF8.right([.bytes(prefix), .flag(isLast)]) {
        case .returned(let values):
          line.append(values.first?.spelled ?? "")
        default:
          line.append("an error", .error)
          failed = failed || !isLast
        }
      }
      text.append(line)
      if failed { break }
    }
    return text
  }
}
