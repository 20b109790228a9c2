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

  /// Sends as much as the stream takes; returns the error where the stream is broken.
  mutating func send(to stream: any ByteStream) -> StreamError? {
    while count > 0 {
      switch stream.send(bytes, from: sentCount, to: bytes.count) {
      case .bytes(let count): sentCount += count
      case .notNow, .end: return nil
      case .broken(let error): return error
      }
    }
    // Nothing waits: nothing is kept, not even the memory.
    discard()
    return nil
  }

  /// Sends the first `count` bytes of an array, after those that wait already.
  ///
  /// What the stream does not take waits. Returns the error where the stream is broken.
  mutating func send(
    _ more: [UInt8], count moreCount: Int, to stream: any ByteStream
  ) -> StreamError? {
    var taken = 0
    if count == 0 {
      switch stream.send(more, from: 0, to: moreCount) {
      case .bytes(let count): taken = count
      case .notNow, .end: break
      case .broken(let error): return error
      }
    }
    if taken < moreCount { append(more, from: taken, to: moreCount) }
    return nil
  }

  /// Forgets what waits.
  mutating func discard() {
    bytes = []
    sentCount = 0
  }
}
