#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A moment as the clock on the wall shows it, to the microsecond.
package struct WallTime: Sendable {
  /// Microseconds since 1970 began, in UTC.
  package let microseconds: UInt64

  /// The moment so many microseconds after the beginning of 1970, in UTC.
  package init(microseconds: UInt64) { self.microseconds = microseconds }

  /// The present moment.
  package static var now: WallTime {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return WallTime(
      microseconds: UInt64(clamping: time.tv_sec) * 1_000_000
        + UInt64(clamping: time.tv_nsec) / 1_000)
  }

  /// The time of the day here, to the millisecond: `17:04:05.678`.
  package var timeOfDay: String {
    var seconds = time_t(microseconds / 1_000_000)
    var parts = unsafe tm()
    _ = unsafe localtime_r(&seconds, &parts)
    let fields = unsafe [Int(parts.tm_hour), Int(parts.tm_min), Int(parts.tm_sec)]
    return fields.map { padded($0, 2) }.joined(separator: ":") + "."
      + padded(Int(microseconds / 1_000 % 1_000), 3)
  }

  /// The time in UTC as RFC 3339 writes it: `2026-01-02T16:04:05.678901Z`.
  package var timestamp: String {
    var seconds = time_t(microseconds / 1_000_000)
    var parts = unsafe tm()
    _ = unsafe gmtime_r(&seconds, &parts)
    let date = unsafe [
      padded(Int(parts.tm_year) + 1900, 4), padded(Int(parts.tm_mon) + 1, 2),
      padded(Int(parts.tm_mday), 2),
    ]
    let time = unsafe [Int(parts.tm_hour), Int(parts.tm_min), Int(parts.tm_sec)].map {
      padded($0, 2)
    }
    return date.joined(separator: "-") + "T" + time.joined(separator: ":") + "."
      + padded(Int(microseconds % 1_000_000), 6) + "Z"
  }

  private func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
