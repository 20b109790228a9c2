extension [UInt8] {
  /// An array of the same bytes.
  package init(_ bytes: Span<UInt8>) {
    self.init()
    append(bytes)
  }

  /// Appends bytes that lie elsewhere.
  package mutating func append(_ bytes: Span<UInt8>) {
    // The standard library appends no span yet, and byte by byte takes many times as long as the one
    // copy that this is.
    unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe append(contentsOf: buffer)
    }
  }
}
