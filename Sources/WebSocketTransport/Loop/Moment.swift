#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A moment on a clock that only goes forward, in nanoseconds.
public struct Moment: Hashable, Comparable, Sendable {
  /// Nanoseconds since a moment that the system chooses, such as its start.
  public let nanoseconds: UInt64

  /// A moment by its nanoseconds.
  package init(nanoseconds: UInt64) {
    self.nanoseconds = nanoseconds
  }

  /// The present moment.
  public static var now: Moment {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Moment(
      nanoseconds: UInt64(truncatingIfNeeded: time.tv_sec) &* 1_000_000_000
        &+ UInt64(truncatingIfNeeded: time.tv_nsec))
  }

  /// Orders by time.
  public static func < (a: Moment, b: Moment) -> Bool {
    a.nanoseconds < b.nanoseconds
  }

  /// The moment that is `duration` later; a negative duration counts as zero.
  public func advanced(by duration: Duration) -> Moment {
    Moment(nanoseconds: nanoseconds &+ duration.wholeNanoseconds)
  }

  /// The time from another moment to this one; zero where the other is later.
  public func since(_ earlier: Moment) -> Duration {
    guard earlier < self else { return .zero }
    return .nanoseconds(Int64(clamping: nanoseconds - earlier.nanoseconds))
  }
}

extension Duration {
  /// The duration in nanoseconds, between zero and a hundred years.
  package var wholeNanoseconds: UInt64 {
    let limit: Int64 = 100 * 366 * 86_400
    guard components.seconds >= 0 else { return 0 }
    guard components.seconds < limit else { return UInt64(limit) * 1_000_000_000 }
    let fraction = max(0, components.attoseconds) / 1_000_000_000
    return UInt64(components.seconds) * 1_000_000_000 + UInt64(fraction)
  }
}
