import TerminalText

/// What is written into a box: its name, its bits, marks and values.
struct BoxLabel {
  let box: GridRowLayout.Box
  /// The lines of the name.
  let name: [String]
  /// Each bit's digit, by its place in the row.
  var digits: [(Int, String)] = []
  /// A sign below each marked bit.
  var marks: [(Int, String, Style)] = []
  /// What is below some bits.
  var values: [(Range<Int>, String)] = []

  private static let missingDigit = "·"

  init(_ box: GridRowLayout.Box, of grid: BitGrid, style: TerminalStyle) {
    self.box = box
    let width = 2 * box.bits.count - 1
    if let note = box.note {
      name = [style.spell(note)]
      return
    }
    let field = grid.fields[box.field]
    // A field that fills many rows is named in two of them, which is enough.
    let goesOn =
      box.bits.lowerBound == 0 && field.bits.lowerBound <= box.origin - 2 * grid.bitsPerRow
    name =
      goesOn && box.bits.count == grid.bitsPerRow
      ? []
      : Self.name(of: field, width: width, isContinued: box.isContinued, style: style)
    let missing = style.isASCII ? "." : Self.missingDigit
    for bit in box.bits {
      let place = box.origin + bit
      let digit = grid.byte(place / 8).map { $0 >> UInt8(7 - place % 8) & 1 == 1 ? "1" : "0" }
      digits.append((bit, digit ?? missing))
      let found = grid.marks.filter { $0.bits.contains(place) }.map(\.kind)
      if found.contains(.broken) {
        marks.append((bit, style.isASCII ? "^" : "▲", .error))
      } else if found.contains(.undecided) {
        marks.append((bit, "?", .warning))
      }
    }
    if let value = field.value {
      let text = style.spell(value)
      if !box.isContinued, text.displayWidth <= width { values = [(box.bits, text)] }
    } else {
      values = byteValues(of: grid, style: style)
    }
  }

  func digitStyle(_ digit: String) -> Style {
    digit == "0" || digit == "1" ? box.style.bold : .dim
  }

  private func byteValues(of grid: BitGrid, style: TerminalStyle) -> [(Range<Int>, String)] {
    stride(from: box.bits.lowerBound, to: box.bits.upperBound, by: 8).compactMap { bit in
      let place = box.origin + bit
      guard place % 8 == 0, bit + 8 <= box.bits.upperBound else { return nil }
      let label = grid.byte(place / 8).map { grid.byteLabel(place / 8, $0) }
      return (bit..<bit + 8, style.spell(label ?? Words.missingByte))
    }
  }

  /// The longest form of the name that fits: with "continued", alone, shortened, letter by letter.
  private static func name(
    of field: BitField, width: Int, isContinued: Bool, style: TerminalStyle
  ) -> [String] {
    let names = field.names.map { style.spell($0) }
    var candidates = names
    if isContinued { candidates = names.map { Words.continued($0) } + names }
    if let fitting = candidates.first(where: { $0.displayWidth <= width }) { return [fitting] }
    if width == 1, let name = names.first { return name.map(String.init) }
    guard let last = names.last else { return [""] }
    let lines = StyledLine(last).wrapped(to: width).map(\.plainText)
    return lines.count <= 4 ? lines : []
  }
}
