import Foundation

/// Random numbers that can be made again from their seed: SplitMix64.
package struct SeededGenerator: RandomNumberGenerator {
  /// The seed, which every failure prints.
  package let seed: UInt64
  private var state: UInt64

  /// A generator from `TEST_SEED` in the environment, or, without it, from a new seed.
  package init() {
    let given = ProcessInfo.processInfo.environment["TEST_SEED"].flatMap { UInt64($0) }
    self.init(seed: given ?? .random(in: .min ... .max))
  }

  /// A generator from a seed.
  package init(seed: UInt64) {
    self.seed = seed
    state = seed
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
