import Testing
import TrafficCapture

@Suite("Times of packets")
struct CaptureTimeTests {
  @Test(
    "are written with the decimals that the file told",
    arguments: [
      (0, 0, 6, "0.000000"), (1_795_241_987, 47_749_000, 6, "1795241987.047749"),
      (12, 5, 9, "12.000000005"), (7, 999_999_999, 0, "7"), (-1, 500_000_000, 3, "-0.500"),
      (-2, 0, 2, "-2.00"),
    ] as [(Int64, UInt32, Int, String)])
  func description(seconds: Int64, nanoseconds: UInt32, digits: Int, text: String) {
    let time = CaptureTime(seconds: seconds, nanoseconds: nanoseconds, digits: digits)
    #expect(time.description == text)
  }

  @Test("differences stop at the limits instead of trapping")
  func difference() {
    let first = CaptureTime(seconds: .min, nanoseconds: 0)
    let last = CaptureTime(seconds: .max, nanoseconds: 999_999_999)
    #expect(last.nanoseconds(since: first) == .max)
    #expect(first.nanoseconds(since: last) == .min)
    #expect(last.nanoseconds(since: last) == 0)
  }
}
