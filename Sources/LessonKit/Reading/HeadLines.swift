import FrameDiagram
import TerminalText

/// The lines of a head, each with its end spelled out, and the bytes after the empty line in hex.
package func headLines(_ bytes: [UInt8]) -> StyledText {
  var text = StyledText()
  var rest = bytes[...]
  while let end = rest.firstIndex(of: 0x0a) {
    let isCRLF = rest[..<end].last == 0x0d
    let content = rest[..<end].dropLast(isCRLF ? 1 : 0)
    var line = StyledLine(String(decoding: content, as: UTF8.self).escapedForTerminal)
    line.append(isCRLF ? "\\r\\n" : "\\n", isCRLF ? .dim : .error)
    text.append(line)
    rest = rest[(end + 1)...]
    guard content.isEmpty, isCRLF, end > 1 else { continue }
    // The head is over: these are frames.
    for start in stride(from: rest.startIndex, to: rest.endIndex, by: 16) {
      text.append(Hex.text(rest[start...].prefix(16), separator: " "), .payload)
    }
    return text
  }
  if !rest.isEmpty { text.append(String(decoding: rest, as: UTF8.self).escapedForTerminal) }
  return text
}
