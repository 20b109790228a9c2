/// Joins the rows of a dump, and checks each offset against the number of bytes above it.
struct DumpAssembly {
  private let reader: DumpReader
  private let radix: UInt8
  private var reading = Reading()
  /// Offset of the first row of this dump.
  private var base = 0
  /// The number of bytes before this dump.
  private var blockStart = 0
  private var lastRow = 0..<0
  private var isRepeating = false
  private var hasEnded = false

  /// The largest number of bytes that `*` may make, because a few characters could ask for any
  /// amount of memory.
  private static let repetitionLimit = 1 << 28

  private init(_ reader: DumpReader, radix: UInt8) {
    self.reader = reader
    self.radix = radix
  }

  /// Tries the bases that the tool may have used, and uses the first in which the offsets agree.
  static func assemble(_ reader: DumpReader) throws(NotationError) -> Reading {
    var furthest: NotationError?
    for radix in reader.layout.radices {
      do {
        return try assemble(reader, radix: radix)
      } catch {
        let isFurther = furthest.map { $0.position < error.position } ?? true
        if isFurther { furthest = error }
      }
    }
    throw furthest ?? NotationError(at: 0, expected: "a row of the dump")
  }

  private static func assemble(_ reader: DumpReader, radix: UInt8) throws(NotationError) -> Reading
  {
    var assembly = DumpAssembly(reader, radix: radix)
    assembly.reading.notes = reader.notes
    assembly.reading.bytes.reserveCapacity(reader.bytes.count)
    for (index, row) in reader.rows.enumerated() {
      try assembly.add(row, isFirst: index == 0)
    }
    try assembly.finish()
    return assembly.reading
  }

  private mutating func add(_ row: DumpRow, isFirst: Bool) throws(NotationError) {
    if case .repetition = row.content {
      isRepeating = true
      return
    }
    guard let offset = value(of: row.offset) else {
      throw NotationError(
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

  private mutating func repeatLastRow(upTo offset: Int, _ row: DumpRow) throws(NotationError) {
    isRepeating = false
    let missing = offset - nextOffset
    guard missing >= 0, missing <= Self.repetitionLimit - reading.bytes.count, !lastRow.isEmpty,
      missing.isMultiple(of: lastRow.count)
    else {
      throw NotationError(
        at: row.position,
        expected: "after “*” an offset that is a whole number of rows further",
        found: "“\(reader.text.string(row.offset))”")
    }
    for _ in 0..<(missing / lastRow.count) { reading.bytes += reader.bytes[lastRow] }
  }

  /// Ends the dump at an offset alone, which also shows whether the last word was padded.
  private mutating func end(at offset: Int, _ row: DumpRow) throws(NotationError) {
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
    reading.notes.append("the last 00 was left out: by the final offset, it only pads its word")
  }

  /// Whether the last `count` bytes are blanks with which `hexdump -c` pads its last row.
  ///
  /// They look like spaces that are data.
  private func isBlankPadding(_ count: Int) -> Bool {
    reader.layout.unit == .characterCell && count > 0 && count < lastRow.count
      && reading.bytes.suffix(count).allSatisfy { $0 == .space }
  }

  private func disagreement(_ row: DumpRow, _ offset: Int) -> NotationError {
    let count = reading.bytes.count - blockStart
    let digits = String(nextOffset, radix: Int(radix))
    let width = max(0, row.offset.count - digits.count)
    return NotationError(
      at: row.offset.lowerBound,
      expected: hasEnded
        ? "nothing more after the final offset"
        : "offset \(String(repeating: "0", count: width))\(digits), after \(count) bytes",
      found: "offset \(reader.text.string(row.offset))",
      hint: "rows are missing, or bytes within a row: paste the whole dump")
  }

  private mutating func finish() throws(NotationError) {
    guard !isRepeating else {
      throw NotationError(
        at: reader.text.bytes.count, expected: "the offset up to which “*” repeats the row")
    }
    guard !reading.bytes.isEmpty else {
      throw NotationError(at: reader.text.bytes.count, expected: "a row with bytes")
    }
    guard reader.hasSwappedWords else { return }
    reading.notes.append(
      "the bytes of each word were swapped, because a little-endian machine printed them")
    if !hasEnded, reading.bytes.last == 0 {
      reading.notes.append("the last 00 may only pad its word: the final offset is missing")
    }
  }
}
