/// Bytes that a socket has not taken yet.
struct OutgoingBytes {
  private var bytes: [UInt8] = []
  private var sentCount = 0

  /// How many wait.
  var count: Int { bytes.count - sentCount }

  /// Appends what an array holds from `start` on, up to `end` where that is given.
  mutating func append(_ more: [UInt8], from start: Int = 0, to end: Int? = nil) {
    // What was sent is dropped once it is the larger part: then each byte is moved once at most.
    if sentCount > bytes.count / 2 {
      bytes.removeFirst(sentCount)
      sentCount = 0
    }
    bytes.append(contentsOf: more[start..<(end ?? more.count)])
  }

  /// Sends as much as the socket takes; the error, where it is broken.
  mutating func send(to descriptor: Int32) -> SystemError? {
    while count > 0 {
      switch Descriptor.send(descriptor, bytes, from: sentCount) {
      case .bytes(let count): sentCount += count
      case .notNow, .end: return nil
      case .broken(let error): return error
      }
    }
    // Nothing waits: nothing is kept, not even the memory.
    bytes = []
    sentCount = 0
    return nil
  }

  /// Forgets what waits.
  mutating func discard() {
    bytes = []
    sentCount = 0
  }
}
