/// SHA-1: mixes a message of any length into a digest of 20 bytes.
///
/// The opening handshake needs it for the accept value (RFC 6455 §4.2.2). FIPS 180-4 §6.1.
/// It protects no secret here: it only shows that the server understood the request.
package enum SHA1 {
  /// The digest of a message: 20 bytes.
  package static func digest(of message: [UInt8]) -> [UInt8] {
    var noTrace: Trace?
    return digest(of: message, recordingIn: &noTrace)
  }

  /// Computes the digest, and fills the trace where there is one.
  static func digest(of message: [UInt8], recordingIn trace: inout Trace?) -> [UInt8] {
    let padded = pad(message)
    trace?.recordPadded(padded)

    var state = State.initial
    for start in stride(from: 0, to: padded.count, by: blockByteCount) {
      let block = padded[start..<start + blockByteCount]
      trace?.recordStart(state)
      state = state + stir(schedule(of: block, &trace), into: state, &trace)
      trace?.recordEnd(state)
    }

    trace?.recordDigest(state.bytes)
    return state.bytes
  }

  /// A block is 16 words of four bytes.
  package static let blockByteCount = 64

  // MARK: - Padding

  /// The message, a 1 bit, zeros, and the message's length in bits: whole blocks of 64 bytes.
  private static func pad(_ message: [UInt8]) -> [UInt8] {
    var padded = message
    padded.append(0b1000_0000)
    while padded.count % blockByteCount != blockByteCount - 8 {
      padded.append(0)
    }
    let bitCount = UInt64(message.count) &* 8
    padded += bytes(of: UInt32(truncatingIfNeeded: bitCount >> 32))
    padded += bytes(of: UInt32(truncatingIfNeeded: bitCount))
    return padded
  }

  // MARK: - The schedule

  /// Eighty words, one for each round: the block's 16, then each from four before it.
  private static func schedule(of block: ArraySlice<UInt8>, _ trace: inout Trace?) -> [UInt32] {
    var words: [UInt32] = []
    words.reserveCapacity(80)
    for start in stride(from: block.startIndex, to: block.endIndex, by: 4) {
      words.append(word(of: block[start..<start + 4]))
    }
    for round in 16..<80 {
      let mixed = words[round - 3] ^ words[round - 8] ^ words[round - 14] ^ words[round - 16]
      words.append(rotate(mixed, by: 1))
    }
    trace?.recordSchedule(words)
    return words
  }

  // MARK: - The rounds

  /// Eighty rounds, each of which mixes one word of the schedule into the state.
  private static func stir(
    _ schedule: [UInt32], into start: State, _ trace: inout Trace?
  ) -> State {
    var state = start
    for (round, word) in schedule.enumerated() {
      let (a, b, c, d, e) = (state.a, state.b, state.c, state.d, state.e)
      let mixed = mix(b, c, d, round: round)
      let fresh = rotate(a, by: 5) &+ mixed &+ e &+ constant(round: round) &+ word
      state = State(a: fresh, b: a, c: rotate(b, by: 30), d: c, e: d)
      trace?.recordRound(state)
    }
    return state
  }

  /// How a round mixes three words, bit by bit.
  private static func mix(_ b: UInt32, _ c: UInt32, _ d: UInt32, round: Int) -> UInt32 {
    switch round {
    case 0..<20: (b & c) | (~b & d)  // choose: b says whether the bit comes from c or from d
    case 40..<60: (b & c) | (b & d) | (c & d)  // majority: the bit of at least two of them
    default: b ^ c ^ d  // parity: 1 where an odd number of them is 1
    }
  }

  /// What a round adds: the first 32 bits of √2, √3, √5 and √10, each over four.
  package static func constant(round: Int) -> UInt32 {
    switch round {
    case 0..<20: 0x5a82_7999
    case 20..<40: 0x6ed9_eba1
    case 40..<60: 0x8f1b_bcdc
    default: 0xca62_c1d6
    }
  }
}

// MARK: - The state

extension SHA1 {
  /// Five words of 32 bits; after the last block they are the digest.
  package struct State: Hashable, Sendable {
    package var a, b, c, d, e: UInt32

    /// Where every digest starts.
    package static let initial = State(
      a: 0x6745_2301, b: 0xefcd_ab89, c: 0x98ba_dcfe, d: 0x1032_5476, e: 0xc3d2_e1f0)

    package init(a: UInt32, b: UInt32, c: UInt32, d: UInt32, e: UInt32) {
      (self.a, self.b, self.c, self.d, self.e) = (a, b, c, d, e)
    }

    /// The words added in pairs; what does not fit in 32 bits is dropped.
    package static func + (left: State, right: State) -> State {
      State(
        a: left.a &+ right.a, b: left.b &+ right.b, c: left.c &+ right.c, d: left.d &+ right.d,
        e: left.e &+ right.e)
    }

    /// The five words.
    package var words: [UInt32] { [a, b, c, d, e] }

    /// The 20 bytes of the words, the most significant byte of each first.
    package var bytes: [UInt8] { words.flatMap { SHA1.bytes(of: $0) } }
  }
}

// MARK: - Words and bytes

extension SHA1 {
  /// Four bytes as one word, the first the most significant.
  private static func word(of bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reduce(0) { word, byte in word << 8 | UInt32(byte) }
  }

  /// A word as four bytes, the most significant first.
  private static func bytes(of word: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { shift in UInt8(truncatingIfNeeded: word >> UInt32(shift)) }
  }

  /// The bits moved to the left; those that fall out come in again on the right.
  private static func rotate(_ word: UInt32, by count: UInt32) -> UInt32 {
    word << count | word >> (32 - count)
  }
}
