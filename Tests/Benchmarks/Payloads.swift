import TestSupport

/// What the benchmarks work on: the same bytes in every run.
enum Payloads {
  /// Bytes without a pattern.
  static func random(_ count: Int) -> [UInt8] {
    var generator = SeededGenerator(seed: 6455)
    return (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
  }

  /// About `count` bytes of text: characters drawn from an alphabet, never cut.
  static func text(_ count: Int, from alphabet: [Unicode.Scalar], seed: Int = 3629) -> [UInt8] {
    var generator = SeededGenerator(seed: UInt64(seed))
    var text = String.UnicodeScalarView()
    var size = 0
    while size < count {
      let scalar = alphabet[Int(generator.next() % UInt64(alphabet.count))]
      text.append(scalar)
      size += UTF8.width(scalar)
    }
    return Array(String(text).utf8)
  }

  /// `count` bytes of JSON such as services send: the same names again and again, other
  /// values; cut there.
  static func json(_ count: Int) -> [UInt8] {
    var generator = SeededGenerator(seed: 8259)
    var text = "["
    while text.utf8.count < count {
      let name = (0..<6).map { _ in String(ascii[65 + Int(generator.next() % 26)]) }.joined()
      text += """
        {"id":\(generator.next() % 1_000_000),"name":"\(name)","active":\(generator.next() % 2 == 0),\
        "position":{"x":\(generator.next() % 1000),"y":\(generator.next() % 1000)}},
        """
    }
    return Array(text.utf8.prefix(count))
  }

  /// Printable ASCII.
  static let ascii = (0x20...0x7E).compactMap { Unicode.Scalar($0 as UInt32) }
  /// The common Chinese characters' block, three bytes each.
  static let chinese = (0x4E00...0x9FA5).compactMap { Unicode.Scalar($0 as UInt32) }
  /// Faces and pictures, four bytes each.
  static let emoji = (0x1F300...0x1F64F).compactMap { Unicode.Scalar($0 as UInt32) }
  /// Latin letters, Greek, Chinese and emoji in turns: every width.
  static let mixed =
    ascii + (0x391...0x3C9).compactMap { Unicode.Scalar($0 as UInt32) }
    + chinese.prefix(100) + emoji.prefix(60)
}
