/// What a file descriptor is watched for.
struct Interest: OptionSet, Hashable {
  let rawValue: UInt8
  static let readable = Interest(rawValue: 1)
  static let writable = Interest(rawValue: 2)
}

/// A descriptor that can be read or written without waiting.
///
/// A peer that hung up, or an error, counts as both: the next call on the descriptor tells which.
struct Readiness {
  let descriptor: Int32
  let interest: Interest
}

/// Waits for many descriptors at once; the one thing that differs from system to system.
///
/// Readiness is told again and again as long as it lasts ("level-triggered"), so that a handler may
/// stop halfway.
protocol Poller: AnyObject {
  /// Begins to watch a descriptor, or throws where it is of a kind that is always ready, or there is
  /// no room.
  func add(_ descriptor: Int32, _ interest: Interest) throws(SystemError)
  /// Watches for something else; for nothing, where the set is empty.
  func change(_ descriptor: Int32, _ interest: Interest)
  /// Stops watching; to be called before the descriptor is closed.
  func remove(_ descriptor: Int32)
  /// Waits until something is ready or so many milliseconds are over, for ever where that is −1.
  func wait(milliseconds: Int32, appendingTo ready: inout [Readiness])
}
