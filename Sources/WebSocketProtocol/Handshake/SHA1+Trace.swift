extension SHA1 {
  /// All steps of the computation, for a picture of it.
  package struct Trace: Hashable, Sendable {
    /// The message with its padding: whole blocks of 64 bytes.
    package fileprivate(set) var paddedMessage: [UInt8] = []
    /// The steps for each block.
    package fileprivate(set) var blocks: [Block] = []
    /// The result: 20 bytes.
    package fileprivate(set) var digest: [UInt8] = []

    /// The steps for one block of 64 bytes.
    package struct Block: Hashable, Sendable {
      /// The state before the block.
      package let start: State
      /// The 80 words, one for each round.
      package fileprivate(set) var schedule: [UInt32] = []
      /// The state after each of the 80 rounds.
      package fileprivate(set) var rounds: [State] = []
      /// The last round's state added to `start`: what the next block begins with.
      package fileprivate(set) var end: State

      init(start: State) {
        self.start = start
        end = start
      }
    }
  }

  /// All steps of a digest; they take about 2 KiB for each block.
  package static func trace(of message: [UInt8]) -> Trace {
    var trace: Trace? = Trace()
    _ = digest(of: message, recordingIn: &trace)
    return trace ?? Trace()
  }
}

extension SHA1.Trace {
  mutating func recordPadded(_ message: [UInt8]) {
    paddedMessage = message
  }

  mutating func recordStart(_ state: SHA1.State) {
    blocks.append(Block(start: state))
  }

  mutating func recordSchedule(_ words: [UInt32]) {
    blocks[blocks.count - 1].schedule = words
  }

  mutating func recordRound(_ state: SHA1.State) {
    blocks[blocks.count - 1].rounds.append(state)
  }

  mutating func recordEnd(_ state: SHA1.State) {
    blocks[blocks.count - 1].end = state
  }

  mutating func recordDigest(_ bytes: [UInt8]) {
    digest = bytes
  }
}
