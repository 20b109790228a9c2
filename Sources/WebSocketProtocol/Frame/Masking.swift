extension MaskingKey {
  /// XORs bytes in place with the key; the same line masks and unmasks.
  ///
  /// `offset` is the place of the first byte within its frame's payload, so that a payload may come
  /// in pieces. RFC 6455 §5.3.
  public func apply(to bytes: inout MutableSpan<UInt8>, offset: Int = 0) {
    let word = repeated(from: offset)
    var index = 0
    while index <= bytes.count - 8 {
      bytes.formXor(word, at: index)
      index += 8
    }
    // Fewer than eight bytes are left, and eight is a multiple of four: the key begins as before.
    var rest = UInt64(littleEndian: word)
    while index < bytes.count {
      bytes[index] ^= UInt8(truncatingIfNeeded: rest)
      rest >>= 8
      index += 1
    }
  }

  /// XORs an array in place with the key.
  public func apply(to bytes: inout [UInt8], offset: Int = 0) {
    var span = bytes.mutableSpan
    apply(to: &span, offset: offset)
  }

  /// The key twice, from its byte `offset` mod 4 on, as a word whose bytes are in memory order.
  private func repeated(from offset: Int) -> UInt64 {
    let twice = UInt64(rawValue) << 32 | UInt64(rawValue)
    let turn = 8 * (offset & 3)
    return UInt64(bigEndian: twice << turn | twice >> (64 - turn))
  }
}
