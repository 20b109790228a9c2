import TerminalText

/// A sheet of columns and lines to draw on; what is wider than one column covers the next.
struct Canvas {
  private struct Cell {
    var text: String
    var style: Style
  }

  private var lines: [[Cell]] = []

  var lineCount: Int { lines.count }

  /// Writes text from a column on, over what was there.
  mutating func put(_ text: String, line: Int, column: Int, _ style: Style = .plain) {
    while lines.count <= line { lines.append([]) }
    var column = column
    for character in text {
      let width = character.displayWidth
      guard column >= 0 else {
        column += width
        continue
      }
      if width == 0 {
        // A mark on the character before it.
        if column > 0, column <= lines[line].count {
          lines[line][column - 1].text.append(character)
        }
        continue
      }
      while lines[line].count < column + width {
        lines[line].append(Cell(text: " ", style: .plain))
      }
      lines[line][column] = Cell(text: String(character), style: style)
      for covered in column + 1..<column + width {
        lines[line][covered] = Cell(text: "", style: style)
      }
      column += width
    }
  }

  /// Writes text into the middle of some columns, and returns whether it fits.
  @discardableResult
  mutating func putCentred(
    _ text: String, line: Int, columns: Range<Int>, _ style: Style = .plain
  ) -> Bool {
    let space = columns.count - text.displayWidth
    guard space >= 0 else { return false }
    put(text, line: line, column: columns.lowerBound + space / 2, style)
    return true
  }

  var text: StyledText {
    StyledText(
      lines.map { cells in
        var line = StyledLine()
        for cell in cells { line.append(cell.text, cell.style) }
        return line
      })
  }
}
