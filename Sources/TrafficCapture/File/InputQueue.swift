/// Bytes of a file that have come and were not read yet.
struct InputQueue {
  private var bytes: [UInt8] = []
  private var position = 0
  /// Bytes still to come that nobody wants.
  private var skipping: UInt64 = 0
  /// The place in the file of the next unread byte.
  private(set) var offset: UInt64 = 0

  /// How many unread bytes are there.
  var count: Int { bytes.count - position }
  /// How many bytes are to be skipped that have not come yet.
  var missingSkip: UInt64 { skipping }

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

  /// Passes over bytes, also such as have not come yet.
  mutating func skip(_ amount: UInt64) {
    let now = Int(min(amount, UInt64(count)))
    position += now
    offset += UInt64(now)
    skipping = amount - UInt64(now)
  }

  mutating func take(_ amount: Int) -> ArraySlice<UInt8> {
    let taken = peek(0, amount)
    skip(UInt64(taken.count))
    return taken
  }

  /// Bytes from the `start`th unread one on, which must be there.
  func peek(_ start: Int, _ amount: Int) -> ArraySlice<UInt8> {
    let from = min(position + start, bytes.count)
    return bytes[from..<min(from + amount, bytes.count)]
  }

  /// A byte counted from the first unread one, which must be there.
  subscript(index: Int) -> UInt8 { bytes[position + index] }

  /// A number of two bytes at the `index`th unread byte.
  func field16(at index: Int, bigEndian: Bool) -> UInt16 {
    let (first, second) = (UInt16(self[index]), UInt16(self[index + 1]))
    return bigEndian ? first << 8 | second : second << 8 | first
  }

  /// A number of four bytes at the `index`th unread byte.
  func field32(at index: Int, bigEndian: Bool) -> UInt32 {
    let first = UInt32(field16(at: index, bigEndian: bigEndian))
    let second = UInt32(field16(at: index + 2, bigEndian: bigEndian))
    return bigEndian ? first << 16 | second : second << 16 | first
  }
}
