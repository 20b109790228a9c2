import TerminalText
import WebSocketProtocol

extension FrameDiagram {
  /// The frame's bytes in hexadecimal, coloured by field, with the names of the fields.
  ///
  /// The payload is on the right as text, unmasked. Rows in the middle of a long frame are left out.
  public static func hexDump(
    _ anatomy: FrameAnatomy, _ style: TerminalStyle = TerminalStyle(), maximumRows: Int = 32
  ) -> StyledText {
    HexDumpDrawing(anatomy: anatomy, style: style).drawn(maximumRows: max(3, maximumRows))
  }
}

/// Draws a frame's bytes row by row.
private struct HexDumpDrawing {
  let anatomy: FrameAnatomy
  let style: TerminalStyle
  private let fields: [AnatomyField]
  private let digitCount: Int
  private let bytesPerRow: Int

  init(anatomy: FrameAnatomy, style: TerminalStyle) {
    self.anatomy = anatomy
    self.style = style
    fields = anatomy.fields
    let last = anatomy.record.offset.addingReportingOverflow(anatomy.record.byteCount).partialValue
    let digits = max(8, String(last, radix: 16).count)
    digitCount = digits
    bytesPerRow =
      [32, 16, 8].first { 1 + digits + 2 + $0 * 3 + $0 / 8 + 3 + $0 <= style.width } ?? 4
  }

  func drawn(maximumRows: Int) -> StyledText {
    var text = StyledText()
    let byteCount = Int(clamping: anatomy.record.byteCount)
    let rowCount = (byteCount + bytesPerRow - 1) / bytesPerRow
    let lastRows = 2
    for row in 0..<max(1, min(rowCount, maximumRows)) {
      if rowCount > maximumRows, row == maximumRows - lastRows { break }
      text.append(rowText(row, byteCount: byteCount))
      if row == 0 { text.append(names(byteCount: byteCount)) }
    }
    if rowCount > maximumRows {
      let leftOut = rowCount - maximumRows
      let note = Words.leftOut(UInt64(leftOut * bytesPerRow))
      text.append(
        String(repeating: " ", count: column(of: 0)) + style.spell(note), .dim)
      for row in rowCount - lastRows..<rowCount { text.append(rowText(row, byteCount: byteCount)) }
    }
    if !anatomy.record.isComplete {
      let note = style.spell("… " + Words.missingCount(anatomy.record))
      text.append(
        StyledText(
          StyledLine(String(repeating: " ", count: column(of: 0)) + note, .dim)
            .wrapped(to: style.width, indent: column(of: 0))))
    }
    return text
  }

  private func column(of place: Int) -> Int { 1 + digitCount + 2 + place * 3 + place / 8 }

  private var textColumn: Int { column(of: bytesPerRow - 1) + 4 }

  // MARK: - A row

  private func rowText(_ row: Int, byteCount: Int) -> StyledText {
    var canvas = Canvas()
    let bytes = row * bytesPerRow..<min((row + 1) * bytesPerRow, byteCount)
    let address = anatomy.record.offset.addingReportingOverflow(UInt64(bytes.lowerBound))
      .partialValue
    let digits = String(address, radix: 16)
    let zeros = String(repeating: "0", count: max(0, digitCount - digits.count))
    canvas.put(zeros + digits, line: 0, column: 1, .dim)
    for offset in bytes {
      let place = offset - bytes.lowerBound
      if let byte = anatomy.byte(at: offset) {
        canvas.put(byte.hex, line: 0, column: column(of: place), byteStyle(at: offset))
      } else {
        canvas.put("..", line: 0, column: column(of: place), .dim)
      }
    }
    let edge = style.isASCII ? "|" : "│"
    canvas.put(edge, line: 0, column: textColumn, .dim)
    canvas.put(edge, line: 0, column: textColumn + bytesPerRow + 1, .dim)
    drawText(of: bytes, on: &canvas)
    return canvas.text
  }

  private func byteStyle(at offset: Int) -> Style {
    let fields = fields.filter { $0.byteRange.contains(offset) }
    let isWrong = anatomy.marks.contains {
      $0.kind == .broken && $0.bits.overlaps(offset * 8..<offset * 8 + 8)
    }
    let field = fields.first { $0.bits.count > 1 } ?? fields.first
    return isWrong ? .error : field?.style ?? .plain
  }

  /// The payload's characters, each from the column of its first byte on.
  private func drawText(of bytes: Range<Int>, on canvas: inout Canvas) {
    let headerCount = anatomy.record.headerBytes.count
    let codeCount = fields.contains { $0.kind == .closeCode } ? 2 : 0
    let start = headerCount + codeCount
    for offset in bytes where offset < start {
      canvas.put(
        style.isASCII ? "." : "·", line: 0, column: textColumn + 1 + offset - bytes.lowerBound, .dim
      )
    }
    guard bytes.upperBound > start else { return }
    // A character may have begun in the row before, and may end in the one after.
    let lead = max(start, bytes.lowerBound - 32)
    let text = anatomy.unmaskedPayload(
      from: lead - headerCount, atMost: bytes.upperBound - lead + 32)
    for span in CharacterSpan.spans(of: text, from: lead, asciiOnly: style.isASCII) {
      let shared = span.bytes.clamped(to: bytes)
      guard !shared.isEmpty else { continue }
      let column = textColumn + 1 + shared.lowerBound - bytes.lowerBound
      let dots = String(repeating: style.isASCII ? "." : "·", count: shared.count)
      let label = span.label(columns: shared.count, isASCII: style.isASCII)
      // A character in two rows is shown in the first if it fits there.
      let firstShare = span.bytes.clamped(to: bytes.lowerBound - bytesPerRow..<bytes.lowerBound)
      let wasShown = !firstShare.isEmpty && span.fits(columns: firstShare.count)
      if case .visible = span.content, !wasShown {
        canvas.put(String(repeating: " ", count: shared.count), line: 0, column: column)
        canvas.put(label, line: 0, column: column, .payload)
      } else if case .visible = span.content {
        continue
      } else {
        canvas.put(dots, line: 0, column: column, .dim)
      }
    }
  }

  // MARK: - Names

  /// Below the first row a line to each field, the last one on top.
  private func names(byteCount: Int) -> StyledText {
    let groups = FieldGroup.groups(of: anatomy).filter {
      $0.bytes.lowerBound < min(bytesPerRow, byteCount)
    }
    var canvas = Canvas()
    let isASCII = style.isASCII
    for (index, group) in groups.enumerated() {
      let start = column(of: group.bytes.lowerBound)
      let last = min(group.bytes.upperBound, bytesPerRow, byteCount) - 1
      let width = column(of: last) + 2 - start
      canvas.put(
        String(repeating: isASCII ? "-" : "─", count: width), line: 0, column: start, group.style)
      canvas.put(isASCII ? "+" : "┬", line: 0, column: start, group.style)
      let line = groups.count - index
      for above in 1..<line {
        canvas.put(isASCII ? "|" : "│", line: above, column: start, group.style)
      }
      canvas.put((isASCII ? "+-" : "└─") + " ", line: line, column: start, group.style)
      for part in group.names(fitting: style.width - start - 3, style).enumerated() {
        let column =
          start + 3 + group.column(of: part.offset, style, width: style.width - start - 3)
        canvas.put(part.element.0, line: line, column: column, part.element.1)
      }
    }
    return canvas.text
  }
}

/// Fields that share bytes, named together.
private struct FieldGroup {
  var bytes: Range<Int>
  var fields: [AnatomyField]

  var style: Style { (fields.first { $0.bits.count > 1 } ?? fields.first)?.style ?? .plain }

  static func groups(of anatomy: FrameAnatomy) -> [FieldGroup] {
    var groups: [FieldGroup] = []
    for field in anatomy.fields {
      if let last = groups.last, last.bytes.overlaps(field.byteRange) {
        groups[groups.count - 1].fields.append(field)
      } else {
        groups.append(FieldGroup(bytes: field.byteRange, fields: [field]))
      }
    }
    return groups
  }

  /// The fields' names with commas between them, each in its style; cut where the line ends.
  func names(fitting width: Int, _ style: TerminalStyle) -> [(String, Style)] {
    var result: [(String, Style)] = []
    var used = 0
    for (index, field) in fields.enumerated() {
      let name = style.spell(Words.nameAndValue(field)) + (index + 1 < fields.count ? ", " : "")
      guard used + name.displayWidth <= width else { break }
      used += name.displayWidth
      result.append((name, field.style))
    }
    return result
  }

  func column(of index: Int, _ style: TerminalStyle, width: Int) -> Int {
    names(fitting: width, style).prefix(index).reduce(0) { $0 + $1.0.displayWidth }
  }
}
