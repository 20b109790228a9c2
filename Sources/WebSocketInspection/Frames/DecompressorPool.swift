/// Counts how many directions have a decompressor at a time.
///
/// A decompressor takes up to 40 KiB, and a capture may have thousands of connections. Between two
/// messages, a context can be set aside. If there are too many even inside messages, compressed bytes
/// wait until their message is complete.
final class DecompressorPool {
  private let limit: Int
  private var count = 0

  /// A pool for `limit` decompressors between messages, and twice as many inside messages.
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

  /// Whether contexts should be set aside.
  var isCrowded: Bool { count > limit }
  /// Whether messages are inflated only once they are complete.
  var isFull: Bool { count >= 2 * limit }

  func takePlace() -> Place { Place(in: self) }
}
