/// When a packet passed: the time since 1970-01-01 00:00 UTC.
package struct CaptureTime: Hashable, Comparable, Sendable {
  /// Whole seconds; negative before 1970.
  package var seconds: Int64
  /// The rest, 0–999,999,999; finer times are cut.
  package var nanoseconds: UInt32
  /// How many decimals the file told: 0–9.
  package var digits: Int

  /// A time from its parts.
  package init(seconds: Int64, nanoseconds: UInt32, digits: Int = 9) {
    self.seconds = seconds
    self.nanoseconds = min(nanoseconds, 999_999_999)
    self.digits = min(max(digits, 0), 9)
  }

  package static func < (left: CaptureTime, right: CaptureTime) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }

  package static func == (left: CaptureTime, right: CaptureTime) -> Bool {
    left.seconds == right.seconds && left.nanoseconds == right.nanoseconds
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(seconds)
    hasher.combine(nanoseconds)
  }

  /// Nanoseconds from an earlier time to this one; at the limits of 64 bits where it is longer.
  package func nanoseconds(since earlier: CaptureTime) -> Int64 {
    let (seconds, overflow) = seconds.subtractingReportingOverflow(earlier.seconds)
    let (scaled, overflow2) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    guard !overflow, !overflow2 else { return self < earlier ? .min : .max }
    let rest = Int64(nanoseconds) - Int64(earlier.nanoseconds)
    let (sum, overflow3) = scaled.addingReportingOverflow(rest)
    return overflow3 ? (self < earlier ? .min : .max) : sum
  }
}

extension CaptureTime: CustomStringConvertible {
  /// Seconds as a decimal number, with as many decimals as the file told.
  package var description: String {
    guard digits > 0 else { return String(seconds) }
    // −0.5 s is written −1 s and 500,000,000 ns.
    var whole = seconds
    var rest = nanoseconds
    var sign = ""
    if seconds < 0 {
      sign = "-"
      whole = rest == 0 ? seconds : seconds + 1
      rest = rest == 0 ? 0 : 1_000_000_000 - rest
    }
    let decimals = String(rest)
    let padded = String(repeating: "0", count: 9 - decimals.count) + decimals
    return "\(sign)\(whole.magnitude).\(padded.prefix(digits))"
  }
}
