extension HTTPHead {
  /// Reads a head from the front of `input`, as far as it goes.
  ///
  /// The blank line ends it; the bytes after it belong to the first frame.
  public init(parsing input: [UInt8]) {
    var lines: [HTTPLine] = []
    var startLine = HTTPStartLine.unreadable
    var position = 0
    var isComplete = false
    while position < input.count, !isComplete {
      let (range, ending, next) = Self.nextLine(in: input, from: position)
      position = next
      // A line of CRs only counts as a blank line here, so that a doubled CR does not hide the head's
      // end.
      isComplete = ending != .missing && input[range].allSatisfy { $0 == .cr } && !lines.isEmpty
      guard !isComplete else { break }
      if lines.isEmpty {
        startLine = HTTPStartLine(input[range])
      }
      let number = lines.count + 1
      lines.append(
        HTTPLine(
          number: number, range: range, ending: ending,
          content: number == 1 ? .start : Self.content(of: range, in: input, line: number)))
    }
    self.init(
      bytes: Array(input[..<position]), lines: lines, startLine: startLine, isComplete: isComplete)
  }

  /// The line that begins at `start`, and where the next one begins.
  private static func nextLine(
    in input: [UInt8], from start: Int
  ) -> (range: Range<Int>, ending: HTTPLine.Ending, next: Int) {
    guard let lineFeed = input[start...].firstIndex(of: .lf) else {
      return (start..<input.count, .missing, input.count)
    }
    let hasCR = lineFeed > start && input[lineFeed - 1] == .cr
    return (start..<(hasCR ? lineFeed - 1 : lineFeed), hasCR ? .crlf : .lf, lineFeed + 1)
  }

  private static func content(
    of range: Range<Int>, in input: [UInt8], line: Int
  ) -> HTTPLine.Content {
    guard let first = input[range].first else { return .unreadable }
    guard !first.isBlank else { return .continuation }
    guard let colon = input[range].firstIndex(of: UInt8(ascii: ":")) else { return .unreadable }
    let name = input.trimmingBlanks(range.lowerBound..<colon)
    let value = input.trimmingBlanks(colon + 1..<range.upperBound)
    return .field(
      HTTPField(
        name: String(decoding: input[name], as: UTF8.self),
        value: String(decoding: input[value], as: UTF8.self),
        line: line, nameRange: name, valueRange: value, colon: colon,
        valueBytes: Array(input[value])))
  }
}
