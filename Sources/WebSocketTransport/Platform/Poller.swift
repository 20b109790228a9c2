/// What a file descriptor or a stream is watched for.
struct Interest: OptionSet, Hashable {
  let rawValue: UInt8
  static let readable = Interest(rawValue: 1)
  static let writable = Interest(rawValue: 2)
}

/// A descriptor that can be read or written without waiting.
///
/// A hang-up of the peer or an error counts as both: the next call on the descriptor tells which.
struct Readiness {
  let descriptor: Int32
  let interest: Interest
}

/// Waits for many descriptors at once; the one thing that differs from system to system.
///
/// Readiness is reported again as long as it lasts ("level-triggered"), so that a handler may stop
/// halfway.
protocol Poller: AnyObject {
  /// Begins to watch a descriptor; throws where it is of a kind that is always ready, or where memory
  /// is missing.
  func add(_ descriptor: Int32, _ interest: Interest) throws(SystemError)
  /// Changes what is watched for; an empty set for nothing.
  func change(_ descriptor: Int32, _ interest: Interest)
  /// Stops watching; to be called before the descriptor is closed.
  func remove(_ descriptor: Int32)
  /// Waits until something is ready, at most `milliseconds`, or without end where that is −1.
  func wait(milliseconds: Int32, appendingTo ready: inout [Readiness])
}
