/// A moment in UTC: the time since 1970-01-01 00:00, from a capture or a clock.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Whole seconds; negative before 1970.
  public var seconds: Int64
  /// The fraction of a second, 0–999,999,999.
  public var nanoseconds: UInt32
  /// How many decimals the source gave: 0–9.
  public var fractionDigits: Int

  /// A time from its parts; a part out of range becomes the nearest value in range.
  public init(seconds: Int64, nanoseconds: UInt32, fractionDigits: Int = 9) {
    self.seconds = seconds
    self.nanoseconds = min(nanoseconds, 999_999_999)
    self.fractionDigits = min(max(fractionDigits, 0), 9)
  }

  /// A time from a clock that counts microseconds.
  public init(microsecondsSince1970 microseconds: UInt64) {
    self.init(
      seconds: Int64(microseconds / 1_000_000),
      nanoseconds: UInt32(microseconds % 1_000_000) * 1_000, fractionDigits: 6)
  }

  /// Compares only the moments, not the number of decimals.
  public static func == (left: Timestamp, right: Timestamp) -> Bool {
    left.seconds == right.seconds && left.nanoseconds == right.nanoseconds
  }

  /// Hashes only the moment.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(seconds)
    hasher.combine(nanoseconds)
  }

  /// Whether the left moment is earlier than the right one.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }

  /// Nanoseconds from an earlier time to this one, limited to 64 bits.
  public func nanoseconds(since earlier: Timestamp) -> Int64 {
    let (seconds, overflow) = seconds.subtractingReportingOverflow(earlier.seconds)
    let (scaled, overflow2) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    guard !overflow, !overflow2 else { return self < earlier ? .min : .max }
    let rest = Int64(nanoseconds) - Int64(earlier.nanoseconds)
    let (sum, overflow3) = scaled.addingReportingOverflow(rest)
    return overflow3 ? (self < earlier ? .min : .max) : sum
  }
}
