/// Binary digits, eight a byte: with blanks between bytes, or in one run over one or more lines.
///
/// Numbers with `0b` may be without leading zeros, and have commas between them.
struct BinaryDigits: Notation {
  func likeness(of text: PastedText) -> Likeness {
    if let run = wrappedRun(text) { return run.contains(UInt8(ascii: "1")) ? .likely : .possible }
    var scanner = text.scanner
    if scanner.take("0b") || scanner.take("0B") {
      return likenessAfterPrefix(scanner)
    }
    let digits = scanner.digits(radix: 2)
    let isAtGap = scanner.isAtEnd || (scanner.current?.isBlank ?? false)
    guard !digits.isEmpty, isAtGap else { return .none }
    // Groups of eight binary digits are hardly ever meant as hex, unless all digits are 0.
    let isWhole = digits.count.isMultiple(of: 8)
    return isWhole && hasOnlyWholeGroups(text) ? .likely : .possible
  }

  /// How much this looks like binary digits after a first `0b`.
  ///
  /// `0b1000` may be three bytes in hex, and `0b 10 00` is; a second prefix leaves no doubt.
  private func likenessAfterPrefix(_ scanner: Scanner) -> Likeness {
    var scanner = scanner
    guard (1...8).contains(scanner.digits(radix: 2).count) else { return .none }
    if scanner.isAtEnd { return .likely }
    _ = scanner.take(.comma)
    scanner.skipBlanks()
    return scanner.isAtEnd ? .likely : scanner.isAt("0b") || scanner.isAt("0B") ? .certain : .none
  }

  private func hasOnlyWholeGroups(_ text: PastedText) -> Bool {
    var scanner = text.scanner
    var hasOne = false
    while !scanner.isAtEnd {
      let digits = scanner.digits(radix: 2)
      guard !digits.isEmpty, digits.count.isMultiple(of: 8) else { return false }
      if !hasOne { hasOne = scanner.bytes[digits].contains(UInt8(ascii: "1")) }
      guard scanner.isAtEnd || scanner.skipBlanks() > 0 else { return false }
    }
    return hasOne
  }

  /// The digits of one run over several lines, which may end inside a byte; nil for other text.
  ///
  /// All lines have the same length, which is not a whole number of bytes, but the last may be
  /// shorter: `basenc --base2msbf` ends a line after 76 digits.
  private func wrappedRun(_ text: PastedText) -> [UInt8]? {
    let all = text.bytes[text.start..<text.end]
    let lines = all.split { $0 == .lineFeed || $0 == .carriageReturn }
    guard let first = lines.first, let last = lines.last, lines.count > 1,
      first.count > 8, !first.count.isMultiple(of: 8),
      last.count <= first.count, lines.dropLast().allSatisfy({ $0.count == first.count })
    else { return nil }
    let run = Array(lines.joined())
    let isWhole = run.count.isMultiple(of: 8) && run.allSatisfy { $0.digitValue(radix: 2) != nil }
    return isWhole ? run : nil
  }

  func read(_ text: PastedText) throws(NotationError) -> Reading {
    if let run = wrappedRun(text) { return try read(PastedText(run)) }
    var reading = Reading()
    var scanner = text.scanner
    var isPadded = false
    while !scanner.isAtEnd {
      let hasPrefix = scanner.take("0b") || scanner.take("0B")
      let digits = scanner.digits(radix: 2)
      guard !digits.isEmpty else { throw scanner.error(expected: "a binary digit") }
      if hasPrefix {
        guard digits.count <= 8, let value = scanner.value(of: digits, radix: 2) else {
          throw NotationError(at: digits.lowerBound + 8, expected: "at most eight binary digits")
        }
        reading.bytes.append(UInt8(value))
        scanner.skipBlanks()
        if scanner.take(.comma) { scanner.skipBlanks() }
        continue
      }
      // `1001` alone may be without leading zeros; next to whole bytes, digits are missing.
      isPadded = digits.count < 8 && reading.bytes.isEmpty && text.end == scanner.position
      guard isPadded || digits.count.isMultiple(of: 8) else {
        throw scanner.error(
          expected: "\(8 - digits.count % 8) more binary digits, because a byte has eight")
      }
      for start in stride(from: digits.lowerBound, to: digits.upperBound, by: 8) {
        let byte = start..<min(start + 8, digits.upperBound)
        reading.bytes.append(UInt8(scanner.value(of: byte, radix: 2) ?? 0))
      }
      guard scanner.isAtEnd || scanner.skipBlanks() > 0 else {
        throw scanner.error(expected: "a binary digit")
      }
    }
    if isPadded {
      reading.notes.append("zeros were added on the left, to make eight digits")
    }
    return reading
  }
}
