import TerminalText
import WebSocketProtocol

/// The steps from a key to its accept value, RFC 6455 §4.2.2.
public enum AcceptDiagram {
  /// All steps with their bytes: key and GUID, SHA-1, Base64.
  public static func explanation(ofKey key: String) -> StyledText {
    let message = key + AcceptValue.guid
    let trace = SHA1.trace(of: Array(message.utf8))
    let value = AcceptValue.text(forKey: key)

    var text = StyledText()
    text.append(step(1, "Append the GUID to the key, as text"))
    text.append(joined(key))
    text.append(StyledLine())
    text.append(step(2, "Hash the result with SHA-1, in blocks of 64 bytes"))
    text.append(
      SHA1Diagram.blocks(
        of: trace,
        parts: [
          .init("key", byteCount: key.utf8.count, style: .opcode),
          .init("GUID", byteCount: AcceptValue.guid.utf8.count, style: .mask),
        ]
      ).indented(by: 2))
    for (index, block) in trace.blocks.enumerated() {
      text.append(StyledLine())
      text.append("  block \(index + 1), 80 rounds, each with one more word:")
      text.append(SHA1Diagram.rounds(of: block, showing: [0, 1, 2, 78, 79]).indented(by: 2))
    }
    var digest = StyledLine("  the last sum is the digest, \(trace.digest.count) bytes: ")
    digest.append(trace.digest.map { hexDigits(UInt32($0), atLeast: 2) }.joined(), .payload)
    text.append(StyledLine())
    text.append(digest)
    text.append(StyledLine())
    text.append(step(3, "Write the digest in Base64: one character for each six bits"))
    text.append(Base64Diagram.rows(of: trace.digest).indented(by: 2))
    text.append(StyledLine())
    text.append(StyledLine("Sec-WebSocket-Accept: ") + StyledLine(value, .bold))
    return text
  }

  private static func step(_ number: Int, _ text: String) -> StyledLine {
    StyledLine("\(number)  ", .dim) + StyledLine(text, .heading)
  }

  private static func joined(_ key: String) -> StyledText {
    StyledText([
      StyledLine("  key   ", .dim) + StyledLine(escapedForTerminal(utf8: key.utf8), .opcode),
      StyledLine("  GUID  ", .dim) + StyledLine(AcceptValue.guid, .mask)
        + StyledLine("   always the same, §1.3", .dim),
    ])
  }
}
