import TerminalText
import WebSocketProtocol

extension FrameDiagram {
  /// The fields in order: where each is, its bits, its value and what that means.
  ///
  /// It needs 60 columns.
  public static func table(
    _ anatomy: FrameAnatomy, _ style: TerminalStyle = TerminalStyle()
  ) -> StyledText {
    let rows = TableRow.rows(of: anatomy, style)
    // A narrow terminal has no room for the bits, which are in the grid too.
    let columns = style.width < 72 ? [0, 2, 3, 4] : [0, 1, 2, 3, 4]
    let titles = columns.map { Words.tableTitles[$0] }
    // Only the meaning may be long; the columns before it take what their longest cell needs.
    let widths = columns.dropLast().map { column in
      let cells = rows.map { $0.cells[column] } + [Words.tableTitles[column]]
      return min(cells.map(\.displayWidth).max() ?? 0, TableRow.widestCells[column])
    }
    var text = StyledText()
    text.append(
      TableRow.lines(
        of: titles, mark: " ", widths: widths, style: style, styles: titles.map { _ in .dim }))
    for row in rows {
      text.append(
        TableRow.lines(
          of: columns.map { row.cells[$0] }, mark: row.mark, widths: widths, style: style,
          styles: columns.map { row.styles[$0] }))
    }
    return text
  }
}

/// One row of the field table, as text.
private struct TableRow {
  var mark: String
  var cells: [String]
  var styles: [Style]

  /// Columns that a cell may take before it is broken; offsets can be long.
  static let widestCells = [14, 12, 15, 14]

  static func rows(of anatomy: FrameAnatomy, _ style: TerminalStyle) -> [TableRow] {
    var rows: [TableRow] = []
    for field in anatomy.fields {
      if anatomy.hidesInReservedBits(field) { continue }
      rows.append(TableRow(field, of: anatomy, style))
    }
    return rows
  }

  init(_ field: AnatomyField, of anatomy: FrameAnatomy, _ style: TerminalStyle) {
    let isGroup = field.kind == .header(.rsv1) && anatomy.reservedBitsAreClear
    let bits = isGroup ? field.bits.lowerBound..<field.bits.lowerBound + 3 : field.bits
    mark = anatomy.tableMark(for: bits, style)
    cells = [
      Words.place(of: bits), anatomy.bitsCell(of: field, bits: bits),
      isGroup ? Words.reservedBits : field.name, field.symbol,
      isGroup ? Words.reservedBitsClear : field.meaning,
    ].map { style.spell($0) }
    let meaning: Style = field.presence == .missing ? .dim : .plain
    styles = [.dim, field.style, field.style.bold, field.style, meaning]
  }

  /// A row's cells side by side, each broken into as many lines as it needs.
  static func lines(
    of cells: [String], mark: String, widths: [Int], style: TerminalStyle, styles: [Style]
  ) -> StyledText {
    var starts = [2]
    for width in widths { starts.append((starts.last ?? 2) + width + 2) }
    let lastWidth = max(12, style.width - (starts.last ?? 0))
    let wrapped = cells.enumerated().map { column, cell in
      StyledLine(cell, styles[column])
        .wrapped(to: column < widths.count ? max(1, widths[column]) : lastWidth)
    }
    let height = wrapped.map(\.count).max() ?? 1
    return StyledText(
      (0..<height).map { index in
        var line = StyledLine(index == 0 ? mark : "", mark == "?" ? .warning : .error)
        for (column, lines) in wrapped.enumerated() where index < lines.count {
          line.pad(to: starts[column])
          line = line + lines[index]
        }
        return line
      })
  }
}

extension FrameAnatomy {
  /// Whether the three reserved bits are all there and all 0, without a finding.
  fileprivate var reservedBitsAreClear: Bool {
    record.knownHeader.reservedBits == []
  }

  /// Whether the field is in the row of RSV1, as RSV2 and RSV3 are if no bit is set.
  fileprivate func hidesInReservedBits(_ field: AnatomyField) -> Bool {
    (field.kind == .header(.rsv2) || field.kind == .header(.rsv3)) && reservedBitsAreClear
  }

  /// A field's bits in their byte, or its size; a payload's as the header declares it.
  fileprivate func bitsCell(of field: AnatomyField, bits: Range<Int>) -> String {
    if field.kind == .payload, let length = record.knownHeader.payloadLength {
      return Words.roundedBytes(length)
    }
    return Words.bits(of: bits, byte: byte(at: bits.lowerBound / 8))
  }

  fileprivate func tableMark(for bits: Range<Int>, _ style: TerminalStyle) -> String {
    let found = marks.filter { $0.bits.overlaps(bits) }.map(\.kind)
    if found.contains(.broken) { return style.spell("✗") }
    return found.contains(.undecided) ? "?" : " "
  }
}
