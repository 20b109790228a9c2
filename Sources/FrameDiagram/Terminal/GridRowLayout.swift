import TerminalText

/// Where the boxes of one row of a `BitGrid` lie.
struct GridRowLayout {
  /// A field's part in one row, or a remark over the whole row.
  struct Box: Hashable {
    /// The place of the field among the grid's fields; -1 for a remark.
    var field: Int
    /// The bits within the row.
    var bits: Range<Int>
    /// The place of the row's first bit among all bits.
    var origin: Int
    /// Whether the field began in an earlier row.
    var isContinued: Bool
    /// Whether none of its bits is there.
    var isMissing: Bool
    var note: String?
    var style: Style
  }

  let boxes: [Box]
  let isNote: Bool
  /// The offset of the row's first byte; nil for a remark.
  let firstByte: Int?

  init(_ row: BitGrid.Row, of grid: BitGrid) {
    switch row {
    case .note(let note, let style):
      isNote = true
      firstByte = nil
      boxes = [
        Box(
          field: -1, bits: 0..<grid.bitsPerRow, origin: 0, isContinued: true, isMissing: true,
          note: note, style: style)
      ]
    case .bits(let index):
      let origin = index * grid.bitsPerRow
      let range = origin..<origin + grid.bitsPerRow
      isNote = false
      firstByte = origin / 8
      boxes = grid.fields.enumerated().compactMap { place, field in
        let shared = field.bits.clamped(to: range)
        guard !shared.isEmpty else { return nil }
        let isMissing = grid.byte(shared.lowerBound / 8) == nil
        return Box(
          field: place, bits: shared.lowerBound - origin..<shared.upperBound - origin,
          origin: origin, isContinued: field.bits.lowerBound < origin, isMissing: isMissing,
          note: nil, style: isMissing ? .dim : field.style)
      }
    }
  }

  func box(at bit: Int) -> Box? {
    boxes.first { $0.bits.contains(bit) }
  }

  /// The edge between a bit and the one before it, or the row's side.
  func verticalEdge(before bit: Int) -> Edge {
    let left = boxes.first { $0.bits.upperBound == bit }
    let right = boxes.first { $0.bits.lowerBound == bit }
    guard left != nil || right != nil else { return .none }
    return (left?.isMissing ?? true) && (right?.isMissing ?? true) ? .broken : .solid
  }

  /// The edge between two boxes, one above the other.
  static func edge(between above: Box?, and below: Box?) -> Edge {
    guard above != nil || below != nil else { return .none }
    if let above, let below, above.field == below.field || above.note != nil || below.note != nil {
      return .broken
    }
    return (above?.isMissing ?? true) && (below?.isMissing ?? true) ? .broken : .solid
  }
}

/// What is written into a box: its name, its bits, marks and values.
struct BoxLabel {
  let box: GridRowLayout.Box
  /// The lines of the name.
  let name: [String]
  /// Each bit's digit, by its place in the row.
  var digits: [(Int, String)] = []
  /// A sign below each marked bit.
  var marks: [(Int, String, Style)] = []
  /// What stands below some bits.
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
    // A field that fills row after row is named in two of them; more would only be in the way.
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
      if found.contains(.violation) {
        marks.append((bit, style.isASCII ? "^" : "▲", .error))
      } else if found.contains(.condition) {
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
