import WebSocketProtocol

// Reads kept bytes as text, piece by piece, because they may be larger than memory.

extension StoredBytes {
  /// Whether all of it is kept, and is UTF-8.
  package var isText: Bool {
    var validator = UTF8Validator()
    forEachPiece { validator.validate($0) == nil }
    return isWhole && validator.finish() == nil
  }

  /// Calls `body` with pieces of the text, which are cut between characters.
  package func forEachText(_ body: ([UInt8]) -> Void) {
    var rest: [UInt8] = []
    forEachPiece { piece in
      let bytes = rest.isEmpty ? piece : rest + piece
      let end = Self.endOfWholeCharacters(in: bytes)
      body(end == bytes.count ? bytes : Array(bytes[..<end]))
      rest = Array(bytes[end...])
      return true
    }
    // Where not all is kept, the rest is a part of a character.
    if isWhole, !rest.isEmpty { body(rest) }
  }

  /// The beginning of the text, in at most `byteCount` bytes.
  package func text(atMost byteCount: Int = 1 << 20) -> String {
    let bytes = prefix(byteCount)
    let isAll = UInt64(bytes.count) == self.byteCount
    let end = isAll ? bytes.count : Self.endOfWholeCharacters(in: bytes)
    return String(decoding: bytes[..<end], as: UTF8.self)
  }

  /// Whether it contains a text, byte for byte.
  package func contains(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard !wanted.isEmpty else { return true }
    var before: [UInt8] = []
    var isFound = false
    forEachPiece { piece in
      let bytes = before + piece
      isFound = isFound || bytes.contains(wanted)
      before = Array(bytes.suffix(wanted.count - 1))
      return !isFound
    }
    return isFound
  }

  /// Where the last complete character ends; a byte that is not UTF-8 counts as complete.
  private static func endOfWholeCharacters(in bytes: [UInt8]) -> Int {
    for back in 1..<5 where back <= bytes.count {
      let byte = bytes[bytes.count - back]
      if byte & 0b1100_0000 == 0b1000_0000 { continue }
      let length = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      return back < length ? bytes.count - back : bytes.count
    }
    return bytes.count
  }
}

extension [UInt8] {
  /// Whether these bytes contain others in a row.
  fileprivate func contains(_ wanted: [UInt8]) -> Bool {
    guard let first = wanted.first, count >= wanted.count else { return wanted.isEmpty }
    for start in 0...count - wanted.count where self[start] == first {
      if self[start..<start + wanted.count].elementsEqual(wanted) { return true }
    }
    return false
  }
}
