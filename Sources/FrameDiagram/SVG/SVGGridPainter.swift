import TerminalText

/// Draws a `BitGrid` as SVG, with the boxes and labels of the terminal's grid.
struct SVGGridPainter {
  let grid: BitGrid
  private var svg = SVGText()

  private let bitWidth = 20
  private let lineHeight = 17
  private let margin = 48
  private let top = 76
  private let padding = 6

  init(grid: BitGrid) {
    self.grid = grid
  }

  mutating func painted(title: String, description: String, notes: StyledText) -> String {
    drawRuler()
    var y = top
    var above: GridRowLayout?
    for row in grid.rows {
      let layout = GridRowLayout(row, of: grid)
      let next = draw(layout, from: y)
      drawEdges(between: above, and: layout, y: y)
      y = next
      above = layout
    }
    drawEdges(between: above, and: nil, y: y)
    for (index, line) in notes.lines.enumerated() {
      svg.write(line, x: 16, y: y + 28 + index * lineHeight)
    }
    let noteHeight = notes.isEmpty ? 0 : 18 + notes.lines.count * lineHeight
    let width = max(edge(grid.bitsPerRow) + 24, 32 + 8 * max(title.displayWidth, notes.width))
    let height = y + 20 + noteHeight
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)" role="img" aria-labelledby="title description">
      <title id="title">\(title.escapedForMarkup)</title>
      <desc id="description">\(description.escapedForMarkup)</desc>
      <style>
      \(SVGStyleSheet.text)
      </style>
      <rect width="\(width)" height="\(height)" class="page"/>
      <text x="16" y="28" class="title">\(title.escapedForMarkup)</text>
      \(svg.text)</svg>

      """
  }

  /// Where the edge left of a bit is.
  private func edge(_ bit: Int) -> Int { margin + bitWidth * bit }

  private func middle(of bits: Range<Int>) -> Int {
    (edge(bits.lowerBound) + edge(bits.upperBound)) / 2
  }

  // MARK: - Parts

  private mutating func drawRuler() {
    for bit in 0..<grid.bitsPerRow {
      let x = middle(of: bit..<bit + 1)
      if bit % 10 == 0 { svg.write("\(bit / 10)", x: x, y: top - 22, classes: "mid small dim") }
      svg.write("\(bit % 10)", x: x, y: top - 8, classes: "mid small dim")
    }
  }

  /// Horizontal lines; neighbouring bits with the same edge share one.
  private mutating func drawEdges(
    between above: GridRowLayout?, and below: GridRowLayout?, y: Int
  ) {
    let edges = (0..<grid.bitsPerRow).map { bit in
      GridRowLayout.edge(between: above?.box(at: bit), and: below?.box(at: bit))
    }
    var start = 0
    for bit in 1...grid.bitsPerRow where bit == grid.bitsPerRow || edges[bit] != edges[start] {
      if edges[start] != .none {
        svg.line(
          x1: edge(start), y1: y, x2: edge(bit), y2: y, isBroken: edges[start] == .broken)
      }
      start = bit
    }
  }

  /// Draws a row and returns where the next one begins.
  private mutating func draw(_ row: GridRowLayout, from y: Int) -> Int {
    let labels = row.boxes.map { BoxLabel($0, of: grid, style: TerminalStyle()) }
    let nameHeight = labels.map(\.name.count).max() ?? 0
    let hasMarks = labels.contains { !$0.marks.isEmpty }
    let hasValues = labels.contains { !$0.values.isEmpty }
    let lineCount = nameHeight + (row.isNote ? 0 : 1) + (hasMarks ? 1 : 0) + (hasValues ? 1 : 0)
    let height = lineCount * lineHeight + 2 * padding
    let baselines = (0...lineCount).map { y + padding + $0 * lineHeight + 13 }

    if let byte = row.firstByte {
      svg.write("\(byte)", x: margin - 10, y: baselines[nameHeight], classes: "end small dim")
    }
    for label in labels {
      draw(label, y: y, height: height, nameHeight: nameHeight, baselines: baselines)
    }
    for bit in 0...grid.bitsPerRow {
      let kind = row.verticalEdge(before: bit)
      if kind != .none {
        svg.line(x1: edge(bit), y1: y, x2: edge(bit), y2: y + height, isBroken: kind == .broken)
      }
    }
    return y + height
  }

  private mutating func draw(
    _ label: BoxLabel, y: Int, height: Int, nameHeight: Int, baselines: [Int]
  ) {
    let box = label.box
    let left = edge(box.bits.lowerBound)
    svg.rectangle(
      x: left, y: y, width: edge(box.bits.upperBound) - left, height: height,
      classes: box.isMissing ? "missing dim" : box.style.classes)

    let classes = "mid \(box.style.classes)"
    let firstName = (nameHeight - label.name.count) / 2
    for (line, name) in label.name.enumerated() where name != " " {
      svg.write(name, x: middle(of: box.bits), y: baselines[firstName + line], classes: classes)
    }
    for (bit, digit) in label.digits {
      svg.write(
        digit, x: middle(of: bit..<bit + 1), y: baselines[nameHeight],
        classes: "mid \(label.digitStyle(digit).classes)")
    }
    for (bit, sign, style) in label.marks {
      svg.write(
        sign, x: middle(of: bit..<bit + 1), y: baselines[nameHeight + 1],
        classes: "mid \(style.classes)")
    }
    for (bits, value) in label.values {
      svg.write(
        value, x: middle(of: bits), y: baselines[baselines.count - 2], classes: classes)
    }
  }
}
