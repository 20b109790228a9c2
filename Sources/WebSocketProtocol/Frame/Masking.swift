extension MaskingKey {
  /// XORs bytes in place with the key; the same line masks and unmasks.
  ///
  /// `offset` is the place of the first byte within its frame's payload, so that a payload may come
  /// in pieces. RFC 6455 §5.3.
  public func apply(to bytes: inout MutableSpan<UInt8>, offset: Int = 0) {
    for index in bytes.indices {
      bytes[index] ^= self[(offset & 3) + index]
    }
  }

  /// XORs an array in place with the key.
  public func apply(to bytes: inout [UInt8], offset: Int = 0) {
    var span = bytes.mutableSpan
    apply(to: &span, offset: offset)
  }
}
