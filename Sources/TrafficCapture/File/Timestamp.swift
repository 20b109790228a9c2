/// A moment in UTC: the time since 1970-01-01 00:00, as a capture or a clock tells it.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Whole seconds; negative before 1970.
  public var seconds: Int64
  /// The rest, 0–999,999,999.
  public var nanoseconds: UInt32
  /// How many decimals the source told: 0–9.
  public var fractionDigits: Int

  /// A time from its parts; parts out of range become the nearest in range.
  public init(seconds: Int64, nanoseconds: UInt32, fractionDigits: Int = 9) {
    self.seconds = seconds
    self.nanoseconds = min(nanoseconds, 999_999_999)
    self.fractionDigits = min(max(fractionDigits, 0), 9)
  }

  /// A time that a clock of microseconds tells.
  public init(microsecondsSince1970 microseconds: UInt64) {
    self.init(
      seconds: Int64(microseconds / 1_000_000),
      nanoseconds: UInt32(microseconds % 1_000_000) * 1_000, fractionDigits: 6)
  }

  /// Compares the moments alone, not how finely they were told.
  public static func == (left: Timestamp, right: Timestamp) -> Bool {
    left.seconds == right.seconds && left.nanoseconds == right.nanoseconds
  }

  /// Hashes the moment alone.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(seconds)
    hasher.combine(nanoseconds)
  }

  /// Whether one moment is earlier than another.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }

  /// Nanoseconds from an earlier time to this one; the limits of 64 bits where it is longer.
  public func nanoseconds(since earlier: Timestamp) -> Int64 {
    let (seconds, overflow) = seconds.subtractingReportingOverflow(earlier.seconds)
    let (scaled, overflow2) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    guard !overflow, !overflow2 else { return self < earlier ? .min : .max }
    let rest = Int64(nanoseconds) - Int64(earlier.nanoseconds)
    let (sum, overflow3) = scaled.addingReportingOverflow(rest)
    return overflow3 ? (self < earlier ? .min : .max) : sum
  }
}
