extension [UInt8] {
  /// An array of the same bytes.
  package init(_ bytes: Span<UInt8>) {
    self.init()
    append(bytes)
  }

  /// Appends the bytes of a span.
  package mutating func append(_ bytes: Span<UInt8>) {
    // The standard library has no such function yet, and appending byte by byte takes many times as
    // long as this single copy.
    unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe append(contentsOf: buffer)
    }
  }
}
