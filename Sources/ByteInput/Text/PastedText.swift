/// The text as it was given, split into lines once.
struct PastedText: Sendable {
  let bytes: [UInt8]
  /// The lines without their line ends, which may be LF, CR LF or CR.
  let lines: [Range<Int>]
  /// Where the text begins: after the byte order mark, if there is one.
  let start: Int

  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    start = bytes.starts(with: Self.byteOrderMark) ? Self.byteOrderMark.count : 0
    lines = Self.lines(of: bytes, from: start)
  }

  private static func lines(of bytes: [UInt8], from start: Int) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var lineStart = start
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == .lineFeed || byte == .carriageReturn {
        lines.append(lineStart..<index)
        let isPair =
          byte == .carriageReturn && index + 1 < bytes.count && bytes[index + 1] == .lineFeed
        if isPair { index += 1 }
        lineStart = index + 1
      }
      index += 1
    }
    lines.append(lineStart..<bytes.count)
    return lines
  }

  /// The index of the line that contains `position`.
  func line(at position: Int) -> Int {
    var low = 0
    var high = lines.count
    while low + 1 < high {
      let middle = low + (high - low) / 2
      if lines[middle].lowerBound <= position { low = middle } else { high = middle }
    }
    return low
  }

  /// A scanner over the whole text, at its first character that is not blank.
  var scanner: Scanner {
    var scanner = Scanner(bytes, in: start..<bytes.count)
    scanner.skipBlanks()
    return scanner
  }

  /// A scanner over one line.
  func scanner(line: Range<Int>) -> Scanner { Scanner(bytes, in: line) }

  /// Where the blanks at the end begin.
  var end: Int { (bytes.lastIndex { !$0.isBlank } ?? start - 1) + 1 }

  /// The first lines that are not blank, at most `limit` of them.
  func firstLines(_ limit: Int) -> [Range<Int>] {
    Array(lines.lazy.filter { !isBlank($0) }.prefix(limit))
  }

  func isBlank(_ range: Range<Int>) -> Bool {
    bytes[range].allSatisfy(\.isBlank)
  }

  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

extension PastedText {
  /// A scanner from `position` to the end.
  func scannerFrom(_ position: Int) -> Scanner { Scanner(bytes, in: position..<bytes.count) }
}
