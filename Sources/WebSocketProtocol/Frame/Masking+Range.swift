extension MaskingKey {
  /// XORs a part of a buffer in place with the key; `offset` as in `apply(to:offset:)`.
  package func apply(to bytes: inout [UInt8], in range: Range<Int>, offset: Int = 0) {
    var all = bytes.mutableSpan
    #if compiler(>=6.3)
      var part = all._mutatingExtracting(range)
    #else
      var part = all.extracting(range)
    #endif
    apply(to: &part, offset: offset)
  }
}
