/// What the text column of a row says about the bytes beside it.
enum TextColumnCheck: Equatable {
  case agrees
  /// It shows other characters, as where a byte was edited by hand.
  case differs
  /// It agrees only with the bytes turned around within each word.
  case isTurnedAround
  /// It has another number of characters than the row has bytes.
  case hasLength(Int)

  static let wordHint =
    "if words were printed, as by xxd -e, their bytes are turned around: --input-format xxd-e"

  init(_ column: String, against row: ArraySlice<UInt8>) {
    var shown = Array(column.unicodeScalars)
    if shown.count != row.count {
      // Spaces at the ends of the column look like the blanks around it.
      while shown.last == " " { shown.removeLast() }
    }
    // "Follow TCP Stream" parts the text in the middle, as it parts the bytes.
    let parted = row.prefix(8) + [.space] + row.dropFirst(8)
    let renderings = [row, Self.trimmed(row), Self.trimmed(parted)]
    guard let expected = renderings.first(where: { $0.count == shown.count }) else {
      self = .hasLength(shown.count)
      return
    }
    guard !Self.agrees(shown, with: expected) else {
      self = .agrees
      return
    }
    let isTurned = [2, 4, 8].contains { Self.agrees(shown, with: Self.turned(row, by: $0)) }
    self = isTurned && shown.count == row.count ? .isTurnedAround : .differs
  }

  /// Whether every character that shows its byte shows the right one; a dot may be any.
  private static func agrees(_ shown: [Unicode.Scalar], with bytes: ArraySlice<UInt8>) -> Bool {
    zip(shown, bytes).allSatisfy { character, byte in
      character.value >= 0x80 || character == "." || character.value == UInt32(byte)
    }
  }

  /// `bytes` with the order turned around within each word.
  private static func turned(_ bytes: ArraySlice<UInt8>, by size: Int) -> ArraySlice<UInt8> {
    var turned: ArraySlice<UInt8> = []
    for start in stride(from: bytes.startIndex, to: bytes.endIndex, by: size) {
      turned += bytes[start..<min(start + size, bytes.endIndex)].reversed()
    }
    return turned
  }

  /// `bytes` without the spaces at either end.
  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes.drop { $0 == .space }
    while bytes.last == .space { bytes.removeLast() }
    return bytes
  }
}
