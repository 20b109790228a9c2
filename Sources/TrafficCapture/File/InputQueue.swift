/// Bytes of a file that were received and not read yet.
struct InputQueue {
  private var bytes: [UInt8] = []
  private var position = 0
  /// How many of the bytes that follow are to be skipped.
  private var skipping: UInt64 = 0
  /// The offset in the file of the next unread byte.
  private(set) var offset: UInt64 = 0

  /// The number of unread bytes.
  var count: Int { bytes.count - position }
  /// How many bytes are to be skipped that were not received yet.
  var missingSkip: UInt64 { skipping }

  /// Adds the next bytes of the file.
  mutating func receive(_ new: [UInt8]) {
    if position == bytes.count {
      bytes = new
    } else {
      bytes.removeFirst(position)
      bytes += new
    }
    position = 0
    let left = skipping
    skipping = 0
    if left > 0 { skip(left) }
  }

  /// Skips bytes, also those that were not received yet.
  mutating func skip(_ amount: UInt64) {
    let now = Int(min(amount, UInt64(count)))
    position += now
    offset += UInt64(now)
    skipping = amount - UInt64(now)
  }

  /// Reads bytes.
  mutating func take(_ amount: Int) -> ArraySlice<UInt8> {
    let taken = peek(0, amount)
    skip(UInt64(taken.count))
    return taken
  }

  /// Bytes from index `start` of the unread bytes on, which must be there.
  func peek(_ start: Int, _ amount: Int) -> ArraySlice<UInt8> {
    let from = min(position + start, bytes.count)
    return bytes[from..<min(from + amount, bytes.count)]
  }

  /// The byte at `index` of the unread bytes, which must be there.
  subscript(index: Int) -> UInt8 { bytes[position + index] }

  /// A number of two bytes at `index` of the unread bytes.
  func field16(at index: Int, bigEndian: Bool) -> UInt16 {
    let (first, second) = (UInt16(self[index]), UInt16(self[index + 1]))
    return bigEndian ? first << 8 | second : second << 8 | first
  }

  /// A number of four bytes at `index` of the unread bytes.
  func field32(at index: Int, bigEndian: Bool) -> UInt32 {
    let first = UInt32(field16(at: index, bigEndian: bigEndian))
    let second = UInt32(field16(at: index + 2, bigEndian: bigEndian))
    return bigEndian ? first << 16 | second : second << 16 | first
  }
}
