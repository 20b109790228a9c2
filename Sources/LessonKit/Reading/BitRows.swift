import TerminalText

/// Bytes one below the other, bit by bit.
package struct BitRows: Sendable {
  /// One byte and what to call it.
  package struct Row: Sendable {
    package var name: String
    package var byte: UInt8
    package var style: Style
    package var note: String

    /// A row from its parts.
    package init(_ name: String, _ byte: UInt8, _ style: Style = .plain, note: String = "") {
      (self.name, self.byte, self.style, self.note) = (name, byte, style, note)
    }
  }

  /// The rows from top to bottom.
  package var rows: [Row]
  /// The rows that have a line above them.
  package var ruledRows: Set<Int>

  /// Rows, with a line above some of them, as a sum has.
  package init(_ rows: [Row], ruledAbove: Set<Int> = []) {
    self.rows = rows
    ruledRows = ruledAbove
  }

  /// The picture.
  package var drawn: StyledText {
    let left = max("bit ".count, (rows.map(\.name.displayWidth).max() ?? 0) + 2)
    var text = StyledText()
    var head = StyledLine("bit", .dim)
    head.pad(to: left)
    head.append("0 1 2 3 4 5 6 7", .dim)
    text.append(head)
    for (index, row) in rows.enumerated() {
      if ruledRows.contains(index) {
        text.append(String(repeating: "─", count: left + 21), .dim)
      }
      var line = StyledLine(row.name, .dim)
      line.pad(to: left)
      line.append(Self.bits(of: row.byte), row.style)
      line.append("   ")
      line.append(Hex.text([row.byte]), row.style)
      if !row.note.isEmpty { line.append("   " + row.note, .dim) }
      text.append(line)
    }
    return text
  }

  /// Eight digits with spaces between them.
  package static func bits(of byte: UInt8) -> String {
    (0..<8).map { byte << $0 & 0x80 == 0 ? "0" : "1" }.joined(separator: " ")
  }
}

extension UInt8 {
  /// The byte as a quoted ASCII character, for a picture; empty where it is not printable.
  package var asciiNote: String {
    (0x21...0x7e).contains(self) ? "\"\(Character(UnicodeScalar(self)))\"" : ""
  }
}
