import TerminalText

/// The place where two results first differ: the byte, and the bit within it.
package struct Difference: Hashable, Sendable {
  /// What came back.
  package var returned: [UInt8]
  /// What was wanted.
  package var wanted: [UInt8]
  /// The first byte that differs, from 0.
  package var byte: Int
  /// The first bit that differs in that byte, from 0, the most significant; nil where one is missing.
  package var bit: Int?
  /// The field that the bit belongs to.
  package var field: String?

  /// The difference between a trial's result and the right one.
  ///
  /// It is nil where they are equal, or are not both bytes or text.
  package init?(_ exercise: Exercise, _ trial: Trial) {
    guard !exercise.hasHeads, case .returned(let got) = trial.outcome,
      case .returned(let right) = exercise.right(
        trial.arguments), exercise.wanted(trial.arguments) == nil || got.count == 1,
      let returned = got.first?.rawBytes, let wanted = right.first?.rawBytes
    else { return nil }
    self.init(returned: returned, wanted: wanted)
    field = exercise.field(trial.arguments, byte * 8 + (bit ?? 0))
  }

  init?(returned: [UInt8], wanted: [UInt8]) {
    guard returned != wanted else { return nil }
    self.returned = returned
    self.wanted = wanted
    let shared = min(returned.count, wanted.count)
    byte = (0..<shared).first { returned[$0] != wanted[$0] } ?? shared
    if byte < shared {
      bit = (returned[byte] ^ wanted[byte]).leadingZeroBitCount
    }
  }

  /// Both results, with a mark at the first byte that differs, and the bits of that byte.
  var picture: StyledText {
    var text = StyledText()
    // A long result is shown on one line: the part around the byte.
    let start = max(0, min(byte - 7, max(returned.count, wanted.count) - 16))
    let window = start..<start + 16
    text.append(row("came back", returned, window, .error))
    text.append(row("wanted", wanted, window, .ok))
    guard !returned.isEmpty, !wanted.isEmpty else {
      text.appendGap()
      let count = counted(max(returned.count, wanted.count))
      text.append(
        returned.isEmpty
          ? "Nothing came back. Wanted: \(count)." : "Nothing was wanted. \(count) came back.")
      return text
    }
    var marks = StyledLine()
    marks.pad(to: 11 + (start > 0 ? 2 : 0) + 3 * (byte - start))
    marks.append("^^ byte \(byte)", .bold)
    text.append(marks)
    text.appendGap()
    guard let bit, byte < returned.count, byte < wanted.count else {
      let isShort = returned.count < wanted.count
      let (short, long) =
        isShort ? ("came back", "was wanted") : ("was wanted", "came back")
      let counts = [min(returned.count, wanted.count), max(returned.count, wanted.count)].map(
        counted)
      text.append(
        "What \(short) has \(counts[0]), so it has no byte \(byte). What \(long) has \(counts[1]).")
      return text
    }
    text.append("byte \(byte), bit by bit (bit 0 is the most significant, as in the RFC)", .dim)
    text.append(bits("came back", returned[byte], .error))
    text.append(bits("wanted", wanted[byte], .ok))
    marks = StyledLine()
    marks.pad(to: 11 + 2 * bit)
    marks.append("^ bit \(bit)" + (field.map { ", in \($0)" } ?? ""), .bold)
    text.append(marks)
    return text
  }

  private func counted(_ bytes: Int) -> String { bytes == 1 ? "1 byte" : "\(bytes) bytes" }

  private func row(_ name: String, _ bytes: [UInt8], _ window: Range<Int>, _ style: Style)
    -> StyledLine
  {
    var line = StyledLine(name, .dim)
    line.pad(to: 11)
    if window.lowerBound > 0 { line.append("… ", .dim) }
    for index in window where index < bytes.count {
      line.append(Hex.text([bytes[index]]), index == byte ? style : .plain)
      line.append(" ")
    }
    if bytes.count > window.upperBound { line.append("…", .dim) }
    if bytes.isEmpty { line.append("no bytes", .dim) }
    return line
  }

  private func bits(_ name: String, _ value: UInt8, _ style: Style) -> StyledLine {
    var line = StyledLine(name, .dim)
    line.pad(to: 11)
    for place in 0..<8 {
      line.append(value << place & 0x80 == 0 ? "0" : "1", place == bit ? style : .plain)
      line.append(" ")
    }
    line.append("  \(Hex.text([value]))")
    return line
  }
}

extension WorkValue {
  /// The bytes to compare; for a text its UTF-8.
  fileprivate var rawBytes: [UInt8]? {
    switch self {
    case .bytes(let bytes): bytes
    case .text(let text): Array(text.utf8)
    case .number, .flag, .list, .nothing: nil
    }
  }
}
