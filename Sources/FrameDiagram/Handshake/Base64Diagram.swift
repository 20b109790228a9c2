import TerminalText
import WebSocketProtocol

/// Base64, bit by bit: three bytes of eight bits become four characters of six bits.
public enum Base64Diagram {
  /// One row for each three bytes; every bit keeps the colour of the byte that it came from.
  public static func rows(of bytes: [UInt8]) -> StyledText {
    var text = StyledText()
    text.append(
      "bytes     eight bits each             six bits each                Base64", .dim)
    let characters = Array(Base64.encode(bytes))
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = Array(bytes[start..<min(start + 3, bytes.count)])
      let place = start / 3 * 4
      text.append(row(group, characters[place..<min(place + 4, characters.count)]))
    }
    return text
  }

  private static func row(_ group: [UInt8], _ characters: ArraySlice<Character>) -> StyledLine {
    var line = StyledLine()
    for (index, byte) in group.enumerated() {
      line.append(hexDigits(UInt32(byte), atLeast: 2), style(ofByte: index))
      line.append(" ")
    }
    line.pad(to: 10)
    for (index, byte) in group.enumerated() {
      line.append(binary(byte), style(ofByte: index))
      line.append(" ")
    }
    line.pad(to: 38)
    appendSixes(of: group, to: &line)
    line.pad(to: 67)
    for character in characters { line.append(String(character), .bold) }
    return line
  }

  private static func appendSixes(of group: [UInt8], to line: inout StyledLine) {
    let bits = group.flatMap { Array(binary($0)) }
    for place in 0..<(bits.count + 5) / 6 * 6 {
      if place > 0 && place % 6 == 0 { line.append(" ") }
      // The bits after the last byte are zeros, shown as padding.
      line.append(
        place < bits.count ? String(bits[place]) : "0",
        place < bits.count ? style(ofByte: place / 8) : .dim)
    }
  }

  private static func style(ofByte index: Int) -> Style {
    [Style.opcode, .payload, .length][index % 3]
  }
}

/// A byte as eight binary digits.
func binary(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 2)
  return String(repeating: "0", count: 8 - digits.count) + digits
}
