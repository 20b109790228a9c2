import TerminalText

/// Draws a `BitGrid`: a ruler, then rows of boxes with edges between them.
struct BitGridPainter {
  let grid: BitGrid
  let style: TerminalStyle
  private let box: BoxCharacters
  private let margin: Int

  init(grid: BitGrid, style: TerminalStyle) {
    self.grid = grid
    self.style = style
    box = BoxCharacters(isASCII: style.isASCII)
    let lastByte = grid.rows.reversed().lazy.compactMap { row -> Int? in
      if case .bits(let index) = row { index * grid.bitsPerRow / 8 } else { nil }
    }.first
    margin = max(4, String(lastByte ?? 0).count + 2)
  }

  func painted() -> StyledText {
    var canvas = Canvas()
    drawRuler(on: &canvas)
    var above: GridRowLayout?
    for row in grid.rows {
      let layout = GridRowLayout(row, of: grid)
      drawEdge(between: above, and: layout, on: &canvas)
      drawRow(layout, on: &canvas)
      above = layout
    }
    drawEdge(between: above, and: nil, on: &canvas)
    return canvas.text
  }

  /// The column of the edge left of a bit.
  private func edgeColumn(_ bit: Int) -> Int { margin + 2 * bit }

  /// The columns inside the box of some bits, without the edges.
  private func columns(of bits: Range<Int>) -> Range<Int> {
    edgeColumn(bits.lowerBound) + 1..<edgeColumn(bits.upperBound)
  }

  // MARK: - Parts

  private func drawRuler(on canvas: inout Canvas) {
    for bit in 0..<grid.bitsPerRow {
      if bit % 10 == 0 { canvas.put("\(bit / 10)", line: 0, column: edgeColumn(bit) + 1, .dim) }
      canvas.put("\(bit % 10)", line: 1, column: edgeColumn(bit) + 1, .dim)
    }
  }

  private func drawEdge(
    between above: GridRowLayout?, and below: GridRowLayout?, on canvas: inout Canvas
  ) {
    let line = canvas.lineCount
    let horizontals = (0..<grid.bitsPerRow).map { bit in
      GridRowLayout.edge(between: above?.box(at: bit), and: below?.box(at: bit))
    }
    for bit in 0...grid.bitsPerRow {
      let left = bit > 0 ? horizontals[bit - 1] : .none
      let right = bit < grid.bitsPerRow ? horizontals[bit] : .none
      let up = above?.verticalEdge(before: bit) ?? .none
      let down = below?.verticalEdge(before: bit) ?? .none
      let corner = box.junction(up: up, down: down, left: left, right: right)
      canvas.put(corner, line: line, column: edgeColumn(bit), .dim)
      if right != .none {
        canvas.put(box.horizontal(right), line: line, column: edgeColumn(bit) + 1, .dim)
      }
    }
  }

  private func drawRow(_ row: GridRowLayout, on canvas: inout Canvas) {
    let top = canvas.lineCount
    let labels = row.boxes.map { BoxLabel($0, of: grid, style: style) }
    let nameHeight = labels.map(\.name.count).max() ?? 1
    let hasMarks = labels.contains { !$0.marks.isEmpty }
    let bitsLine = top + nameHeight
    let valueLine = bitsLine + (hasMarks ? 2 : 1)
    let hasValues = labels.contains { !$0.values.isEmpty }
    let height = row.isNote ? nameHeight : nameHeight + (hasMarks ? 2 : 1) + (hasValues ? 1 : 0)

    if let byte = row.firstByte {
      let number = String(byte)
      canvas.put(number, line: bitsLine, column: margin - 1 - number.count, .dim)
    }
    for line in top..<top + height {
      for bit in 0...grid.bitsPerRow {
        let edge = row.verticalEdge(before: bit)
        if edge != .none {
          canvas.put(box.vertical(edge), line: line, column: edgeColumn(bit), .dim)
        }
      }
    }
    for label in labels {
      let columns = columns(of: label.box.bits)
      let start = top + (nameHeight - label.name.count) / 2
      for (index, name) in label.name.enumerated() {
        canvas.putCentred(name, line: start + index, columns: columns, label.box.style)
      }
      for (bit, digit) in label.digits {
        canvas.put(digit, line: bitsLine, column: edgeColumn(bit) + 1, label.digitStyle(digit))
      }
      for (bit, sign, style) in label.marks {
        canvas.put(sign, line: bitsLine + 1, column: edgeColumn(bit) + 1, style)
      }
      for (bits, value) in label.values {
        canvas.putCentred(value, line: valueLine, columns: self.columns(of: bits), label.box.style)
      }
    }
  }
}
