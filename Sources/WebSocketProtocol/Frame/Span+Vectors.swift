// The only code of this module that uses memory without the compiler's checks. It checks the bounds
// itself, once for each step; fetching and checking byte by byte takes many times as long
// (`swift run -c release bench masking utf8`).

extension Span<UInt8> {
  /// The sixteen bytes from `index` on, loaded in one step.
  @inline(__always)
  func vector(at index: Int) -> SIMD16<UInt8> {
    precondition(index >= 0 && index <= count - 16)
    return unsafe withUnsafeBytes {
      unsafe $0.loadUnaligned(fromByteOffset: index, as: SIMD16.self)
    }
  }

  /// Four times sixteen bytes, the first from `index` on, each `stride` bytes after the one before.
  @inline(__always)
  func fourVectors(at index: Int, stride: Int) -> FourVectors {
    precondition(index >= 0 && index <= count - 16 - 3 * stride)
    return unsafe withUnsafeBytes { bytes in
      func vector(_ number: Int) -> SIMD16<UInt8> {
        unsafe bytes.loadUnaligned(fromByteOffset: index &+ number &* stride, as: SIMD16.self)
      }
      return (vector(0), vector(1), vector(2), vector(3))
    }
  }

  typealias FourVectors = (SIMD16<UInt8>, SIMD16<UInt8>, SIMD16<UInt8>, SIMD16<UInt8>)
}

extension MutableSpan<UInt8> {
  /// XORs the bytes at `index..<index + 8` with a word whose bytes are in memory order.
  @inline(__always)
  mutating func formXor(_ word: UInt64, at index: Int) {
    precondition(index >= 0 && index <= count - 8)
    unsafe withUnsafeMutableBytes { bytes in
      let old = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      unsafe bytes.storeBytes(of: old ^ word, toByteOffset: index, as: UInt64.self)
    }
  }
}

extension SIMDMask<SIMD16<Int8>> {
  /// Whether any lane is true.
  ///
  /// The standard library's `any` looks at each lane; this looks once.
  @inline(__always)
  var isTrueAnywhere: Bool {
    let halves = unsafe unsafeBitCast(self, to: SIMD2<UInt64>.self)
    return halves.x | halves.y != 0
  }
}
