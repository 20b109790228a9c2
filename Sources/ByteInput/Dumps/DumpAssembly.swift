/// Puts the rows of a dump together, and holds each offset against the bytes above it.
struct DumpAssembly {
  private let reader: DumpReader
  private let radix: UInt8
  private var reading = Reading()
  /// Offset of the first row of this dump, and the number of bytes before it.
  private var base = 0
  private var blockStart = 0
  private var lastRow = 0..<0
  private var isRepeating = false
  private var hasEnded = false

  /// Beyond this length no `*` may take a dump, for a few characters could ask for any amount of
  /// memory.
  private static let repetitionLimit = 1 << 28

  private init(_ reader: DumpReader, radix: UInt8) {
    self.reader = reader
    self.radix = radix
  }

  /// Tries the bases that the tool may have used; the first in which the offsets agree is right.
  static func assemble(_ reader: DumpReader) throws(Misfit) -> Reading {
    var furthest: Misfit?
    for radix in reader.layout.radices {
      do {
        return try assemble(reader, radix: radix)
      } catch {
        let isFurther = furthest.map { $0.position < error.position } ?? true
        if isFurther { furthest = error }
      }
    }
    throw furthest ?? Misfit(at: 0, expected: "a row of the dump")
  }

  private static func assemble(_ reader: DumpReader, radix: UInt8) throws(Misfit) -> Reading {
    var assembly = DumpAssembly(reader, radix: radix)
    assembly.reading.notes = reader.notes
    assembly.reading.bytes.reserveCapacity(reader.bytes.count)
    for (index, row) in reader.rows.enumerated() {
      try assembly.add(row, isFirst: index == 0)
    }
    try assembly.finish()
    return assembly.reading
  }

  private mutating func add(_ row: DumpRow, isFirst: Bool) throws(Misfit) {
    if case .repetition = row.content {
      isRepeating = true
      return
    }
    guard let offset = value(of: row.offset) else {
      throw Misfit(
        at: row.offset.lowerBound, expected: "an offset in base \(radix)",
        found: "“\(reader.text.string(row.offset))”")
    }
    if isFirst || (offset == 0 && reading.bytes.count > blockStart && !isRepeating) {
      beginBlock(at: offset, row)
    } else if isRepeating {
      try repeatLastRow(upTo: offset, row)
    }
    switch row.content {
    case .bytes(let range):
      guard offset == nextOffset, !hasEnded else { throw disagreement(row, offset) }
      reading.bytes += reader.bytes[range]
      lastRow = range
    case .end:
      try end(at: offset, row)
    case .repetition:
      break
    }
  }

  private func value(of digits: Range<Int>) -> Int? {
    Scanner(reader.text.bytes, in: digits).value(of: digits, radix: radix)
  }

  private var nextOffset: Int { base + reading.bytes.count - blockStart }

  private mutating func beginBlock(at offset: Int, _ row: DumpRow) {
    base = offset
    blockStart = reading.bytes.count
    hasEnded = false
    reading.blocks.append(Reading.Block(firstByte: blockStart, position: row.position))
    if offset != 0 {
      reading.notes.append("the dump begins at offset \(reader.text.string(row.offset))")
    }
  }

  private mutating func repeatLastRow(upTo offset: Int, _ row: DumpRow) throws(Misfit) {
    isRepeating = false
    let missing = offset - nextOffset
    guard missing >= 0, missing <= Self.repetitionLimit - reading.bytes.count, !lastRow.isEmpty,
      missing.isMultiple(of: lastRow.count)
    else {
      throw Misfit(
        at: row.position,
        expected: "after “*” an offset that is a whole number of rows further",
        found: "“\(reader.text.string(row.offset))”")
    }
    for _ in 0..<(missing / lastRow.count) { reading.bytes += reader.bytes[lastRow] }
  }

  /// A bare offset ends the dump; it also tells whether the last word was filled up with a zero.
  private mutating func end(at offset: Int, _ row: DumpRow) throws(Misfit) {
    guard !hasEnded else { throw disagreement(row, offset) }
    defer { hasEnded = true }
    if offset == nextOffset { return }
    let padding = nextOffset - offset
    if isBlankPadding(padding) {
      reading.bytes.removeLast(padding)
      return
    }
    let isPadding =
      reader.hasSwappedWords && padding > 0 && padding < reader.wordSize
      && reading.bytes.count - blockStart >= padding
      && reading.bytes.suffix(padding).allSatisfy { $0 == 0 }
    guard isPadding else { throw disagreement(row, offset) }
    reading.bytes.removeLast(padding)
    reading.notes.append("the last 00 only fills up its word: the final offset says so")
  }

  /// `hexdump -c` fills its last row with blanks, which look like the spaces that may be data.
  private func isBlankPadding(_ count: Int) -> Bool {
    reader.layout.unit == .characterCell && count > 0 && count < lastRow.count
      && reading.bytes.suffix(count).allSatisfy { $0 == .space }
  }

  private func disagreement(_ row: DumpRow, _ offset: Int) -> Misfit {
    let count = reading.bytes.count - blockStart
    let digits = String(nextOffset, radix: Int(radix))
    let width = max(0, row.offset.count - digits.count)
    return Misfit(
      at: row.offset.lowerBound,
      expected: hasEnded
        ? "nothing more after the final offset"
        : "offset \(String(repeating: "0", count: width))\(digits), after \(count) bytes",
      found: "offset \(reader.text.string(row.offset))",
      hint: "rows are missing, or bytes within a row: paste the whole dump")
  }

  private mutating func finish() throws(Misfit) {
    guard !isRepeating else {
      throw Misfit(
        at: reader.text.bytes.count, expected: "the offset up to which “*” repeats its row")
    }
    guard !reading.bytes.isEmpty else {
      throw Misfit(at: reader.text.bytes.count, expected: "a row with bytes")
    }
    guard reader.hasSwappedWords else { return }
    reading.notes.append(
      "the bytes of each word were swapped, as a little-endian machine prints it")
    if !hasEnded, reading.bytes.last == 0 {
      reading.notes.append("without the final offset, the last 00 may only fill up its word")
    }
  }
}
