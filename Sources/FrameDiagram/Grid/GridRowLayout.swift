import TerminalText

/// Where the boxes of one row of a `BitGrid` are.
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
