import Testing
import TrafficCapture

@Suite("Timestamps")
struct TimestampTests {
  // `date -u -d @SECONDS +%FT%T` printed the dates.
  @Test(
    "are written as RFC 3339 does, to the microsecond",
    arguments: [
      (0, 0, "1970-01-01T00:00:00.000000Z"),
      (1_795_241_987, 47_749_999, "2026-11-21T06:19:47.047749Z"),
      (951_782_400, 1_000, "2000-02-29T00:00:00.000001Z"),
      (-1, 500_000_000, "1969-12-31T23:59:59.500000Z"),
      (-86_400, 0, "1969-12-31T00:00:00.000000Z"),
      (4_102_444_800, 0, "2100-01-01T00:00:00.000000Z"),
    ] as [(Int64, UInt32, String)])
  func rfc3339(seconds: Int64, nanoseconds: UInt32, text: String) {
    #expect(Timestamp(seconds: seconds, nanoseconds: nanoseconds).rfc3339 == text)
  }

  @Test(
    "are shown with the decimals that the file gave, at most six",
    arguments: [
      (0, "2026-11-21 06:19:47"), (3, "2026-11-21 06:19:47.047"), (9, "2026-11-21 06:19:47.047749"),
    ])
  func dateAndTime(digits: Int, text: String) {
    let time = Timestamp(
      seconds: 1_795_241_987, nanoseconds: 47_749_000, fractionDigits: digits)
    #expect(time.dateAndTime == text)
  }

  @Test("can be written for any number of seconds", arguments: [Int64.min, .max])
  func limits(seconds: Int64) {
    #expect(Timestamp(seconds: seconds, nanoseconds: 0).rfc3339.hasSuffix("Z"))
  }

  @Test("have differences that stop at the limits and do not trap")
  func difference() {
    let first = Timestamp(seconds: .min, nanoseconds: 0)
    let last = Timestamp(seconds: .max, nanoseconds: 999_999_999)
    #expect(last.nanoseconds(since: first) == .max)
    #expect(first.nanoseconds(since: last) == .min)
    #expect(last.nanoseconds(since: last) == 0)
  }
}

extension Timestamp {
  /// Seconds since 1970 with as many decimals as the source told: `1700000002.500000`.
  var decimal: String {
    let digits = String(1_000_000_000 + UInt64(nanoseconds)).dropFirst().prefix(fractionDigits)
    return digits.isEmpty ? "\(seconds)" : "\(seconds).\(digits)"
  }
}
