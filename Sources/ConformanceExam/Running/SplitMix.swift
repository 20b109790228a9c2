/// A generator whose numbers follow from its seed, so that an exam can be repeated byte for byte.
///
/// SplitMix64, by Sebastiano Vigna.
package struct SplitMix: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word >> 31)
  }

  /// The first bytes that follow from the seed, which do not compress.
  package func someBytes(_ count: Int) -> [UInt8] {
    var copy = self
    return (0..<count).map { _ in UInt8(truncatingIfNeeded: copy.next()) }
  }
}

extension UInt64 {
  /// A seed that follows from this one and a name (FNV-1a).
  package func mixed(with name: String) -> UInt64 {
    name.utf8.reduce(self ^ 0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
