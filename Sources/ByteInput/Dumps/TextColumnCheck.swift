/// Whether the text column of a row agrees with the bytes next to it.
enum TextColumnCheck: Equatable {
  /// It shows the bytes.
  case agrees
  /// It shows other characters, for example because a byte was edited by hand.
  case differs
  /// It shows the bytes with the order flipped within each word.
  case isFlipped
  /// It has another number of characters than the row has bytes.
  case hasLength(Int)

  /// What to do where the order is flipped.
  static let wordHint =
    "if these are words, as printed by xxd -e, their bytes are flipped: --input-format xxd-e"

  init(_ column: String, against row: ArraySlice<UInt8>) {
    var shown = Array(column.unicodeScalars)
    if shown.count != row.count {
      // Spaces at the ends of the column look like the blanks around it.
      while shown.last == " " { shown.removeLast() }
    }
    // "Follow TCP Stream" prints a space in the middle of the text, as between the bytes.
    let spaced = row.prefix(8) + [.space] + row.dropFirst(8)
    let renderings = [row, Self.trimmed(row), Self.trimmed(spaced)]
    guard let expected = renderings.first(where: { $0.count == shown.count }) else {
      self = .hasLength(shown.count)
      return
    }
    guard !Self.agrees(shown, with: expected) else {
      self = .agrees
      return
    }
    let isFlipped = [2, 4, 8].contains { Self.agrees(shown, with: Self.flipped(row, by: $0)) }
    self = isFlipped && shown.count == row.count ? .isFlipped : .differs
  }

  /// Whether every character shows its byte; a dot may be any byte.
  private static func agrees(_ shown: [Unicode.Scalar], with bytes: ArraySlice<UInt8>) -> Bool {
    zip(shown, bytes).allSatisfy { character, byte in
      character.value >= 0x80 || character == "." || character.value == UInt32(byte)
    }
  }

  /// `bytes` with the order flipped within each word.
  private static func flipped(_ bytes: ArraySlice<UInt8>, by size: Int) -> ArraySlice<UInt8> {
    var flipped: ArraySlice<UInt8> = []
    for start in stride(from: bytes.startIndex, to: bytes.endIndex, by: size) {
      flipped += bytes[start..<min(start + size, bytes.endIndex)].reversed()
    }
    return flipped
  }

  /// `bytes` without the spaces at either end.
  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes.drop { $0 == .space }
    while bytes.last == .space { bytes.removeLast() }
    return bytes
  }
}
