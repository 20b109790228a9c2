/// Bytes that a stream has not taken yet.
struct OutgoingBytes {
  private var bytes: [UInt8] = []
  private var sentCount = 0

  /// How many wait.
  var count: Int { bytes.count - sentCount }

  /// Appends the bytes of an array from `start` up to `end`.
  mutating func append(_ more: [UInt8], from start: Int, to end: Int) {
    // What was sent is dropped once it is the larger part: then each byte is moved once at most.
    if sentCount > bytes.count / 2 {
      bytes.removeFirst(sentCount)
      sentCount = 0
    }
    bytes.append(contentsOf: more[start..<end])
  }

  /// Sends as much as the stream takes; returns how many bytes that was, or `.broken`.
  mutating func send(to stream: any ByteStream) -> ByteStreamResult {
    var takenCount = 0
    while count > 0 {
      switch stream.send(bytes, from: sentCount, to: bytes.count) {
      case .bytes(let count):
        sentCount += count
        takenCount += count
      case .notNow, .end: return .bytes(takenCount)
      case .broken(let error): return .broken(error)
      }
    }
    // Nothing waits: nothing is kept, not even the memory.
    discard()
    return .bytes(takenCount)
  }

  /// Sends the first `count` bytes of an array, after those that wait already.
  ///
  /// What the stream does not take waits. Returns how many bytes it took, or `.broken`.
  mutating func send(
    _ more: [UInt8], count moreCount: Int, to stream: any ByteStream
  ) -> ByteStreamResult {
    var takenCount = 0
    if count == 0 {
      switch stream.send(more, from: 0, to: moreCount) {
      case .bytes(let count): takenCount = count
      case .notNow, .end: break
      case .broken(let error): return .broken(error)
      }
    }
    if takenCount < moreCount { append(more, from: takenCount, to: moreCount) }
    return .bytes(takenCount)
  }

  /// Forgets what waits.
  mutating func discard() {
    bytes = []
    sentCount = 0
  }
}
