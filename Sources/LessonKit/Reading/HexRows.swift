import FrameDiagram
import TerminalText

/// Rows of bytes in hex, each with its ASCII characters.
package func hexRows(
  _ bytes: [UInt8], perRow: Int = 12, style: (Int) -> Style = { _ in .payload }
) -> StyledText {
  var text = StyledText()
  for start in stride(from: 0, to: bytes.count, by: perRow) {
    let row = start..<min(start + perRow, bytes.count)
    var line = StyledLine("  ")
    for index in row { line.append(Hex.text([bytes[index]]) + " ", style(index)) }
    line.pad(to: 3 * perRow + 5)
    for index in row {
      let byte = bytes[index]
      line.append(
        (0x20...0x7e).contains(byte) ? String(Character(UnicodeScalar(byte))) : ".", style(index))
    }
    text.append(line)
  }
  return text
}
