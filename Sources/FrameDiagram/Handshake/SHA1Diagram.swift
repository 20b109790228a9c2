import TerminalText
import WebSocketProtocol

/// SHA-1 as far as a person can follow it: the padded blocks, some rounds, the digest.
package enum SHA1Diagram {
  /// A part of the message, with a colour of its own.
  package struct Part {
    package var name: String
    package var byteCount: Int
    package var style: Style

    package init(_ name: String, byteCount: Int, style: Style) {
      self.name = name
      self.byteCount = byteCount
      self.style = style
    }
  }

  /// The message in blocks of 64 bytes, with the padding after it, each part in its colour.
  package static func blocks(of trace: SHA1.Trace, parts: [Part]) -> StyledText {
    let messageCount = parts.reduce(0) { $0 + $1.byteCount }
    let zeroCount = max(0, trace.paddedMessage.count - messageCount - 9)
    let all =
      parts + [
        Part("a single 1 bit", byteCount: 1, style: .fin),
        Part("zeros", byteCount: zeroCount, style: .dim),
        Part("length in bits, \(messageCount * 8)", byteCount: 8, style: .length),
      ]
    let styles = all.flatMap { Array(repeating: $0.style, count: $0.byteCount) }

    var text = StyledText()
    for start in stride(from: 0, to: trace.paddedMessage.count, by: 16) {
      var line = StyledLine()
      if start % SHA1.blockByteCount == 0 {
        line.append("block \(start / SHA1.blockByteCount + 1)", .bold)
      }
      line.pad(to: 9)
      let row = start..<start + 16
      for index in row {
        line.append(hexDigits(UInt32(trace.paddedMessage[index]), atLeast: 2), styles[index])
        line.append(index % 4 == 3 ? "  " : " ")
      }
      line.pad(to: 62)
      for index in row {
        let byte = trace.paddedMessage[index]
        let isPrintable = (0x20...0x7e).contains(byte) && index < messageCount
        line.append(isPrintable ? String(UnicodeScalar(byte)) : ".", styles[index])
      }
      text.append(line)
    }
    var legend = StyledLine("         ")
    for (index, part) in all.enumerated() where part.byteCount > 0 {
      legend.append(index == 0 ? "" : ", ")
      legend.append(part.name, part.style)
    }
    text.append(legend)
    return text
  }

  /// The five words after a few of the 80 rounds of a block, each with the word that was added.
  package static func rounds(of block: SHA1.Trace.Block, showing shown: [Int]) -> StyledText {
    var text = StyledText()
    text.append("round     word      a         b         c         d         e", .dim)
    text.append(row("start", word: nil, block.start))
    var previous = -1
    for round in shown where block.rounds.indices.contains(round) {
      if round != previous + 1 { text.append("  …", .dim) }
      text.append(row("\(round)", word: block.schedule[round], block.rounds[round]))
      previous = round
    }
    text.append(row("sum", word: nil, block.end))
    return text
  }

  private static func row(_ name: String, word: UInt32?, _ state: SHA1.State) -> StyledLine {
    var line = StyledLine("  " + name, name == "sum" ? .bold : .plain)
    line.pad(to: 10)
    line.append(word.map { hexDigits($0, atLeast: 8) } ?? "", .maskingKey)
    line.pad(to: 20)
    for word in state.words {
      line.append(hexDigits(word, atLeast: 8), name == "sum" ? .payload : .plain)
      line.append("  ")
    }
    return line
  }
}
