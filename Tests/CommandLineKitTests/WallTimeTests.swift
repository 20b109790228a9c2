import CommandLineKit
import Foundation
import Testing

@Suite struct WallTimeTests {
  // The first two are examples of RFC 3339 §5.8, in UTC; the seconds of all are Python's
  // calendar.timegm.
  @Test(
    arguments: [
      (482_196_050_520_000, "1985-04-12T23:20:50.520000Z"),
      (851_042_397_000_000, "1996-12-20T00:39:57.000000Z"),
      (0, "1970-01-01T00:00:00.000000Z"),
      (951_782_400_000_000, "2000-02-29T00:00:00.000000Z"),
      (1_767_369_845_678_901, "2026-01-02T16:04:05.678901Z"),
      (4_107_542_400_000_001, "2100-03-01T00:00:00.000001Z"),
      (253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z"),
    ] as [(UInt64, String)])
  func theTimestampIsRFC3339(_ microseconds: UInt64, _ expected: String) {
    #expect(WallTime(microseconds: microseconds).timestamp == expected)
  }

  @Test func theTimeOfDayIsLocal() {
    let time = WallTime(microseconds: 1_767_369_845_678_901)
    let parts = Calendar.current.dateComponents(
      [.hour, .minute, .second], from: Date(timeIntervalSince1970: 1_767_369_845))
    let numbers = [parts.hour, parts.minute, parts.second].map {
      String(format: "%02d", $0 ?? -1)
    }
    #expect(time.timeOfDay == numbers.joined(separator: ":") + ".678")
  }

  @Test func nowIsWhatFoundationCallsNow() {
    let before = Date().timeIntervalSince1970 - 0.001
    let now = Double(WallTime.now.microseconds) / 1e6
    let after = Date().timeIntervalSince1970 + 0.001
    #expect((before...after).contains(now))
  }
}
