/// Counts how many directions have a decompressor at a time.
///
/// One takes up to 40 KiB, and a capture may have thousands of connections. Between two messages a
/// context can be set aside; where even those inside a message are too many, the compressed bytes
/// wait until the message is complete.
final class DecompressorPool {
  private let limit: Int
  private var count = 0

  /// A pool for `limit` decompressors between messages, and twice as many inside one.
  init(limit: Int) {
    self.limit = limit
  }

  /// A decompressor's place in the pool, given back when it is released.
  final class Place {
    private let pool: DecompressorPool

    fileprivate init(in pool: DecompressorPool) {
      self.pool = pool
      pool.count += 1
    }

    deinit {
      pool.count -= 1
    }
  }

  /// Whether contexts are to be set aside.
  var isCrowded: Bool { count > limit }
  /// Whether a message may only be inflated once it is complete.
  var isFull: Bool { count >= 2 * limit }

  func takePlace() -> Place { Place(in: self) }
}
