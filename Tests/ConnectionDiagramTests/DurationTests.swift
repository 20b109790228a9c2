import ConnectionDiagram
import Testing

@Suite("Lengths of time in words")
struct DurationTests {
  @Test(
    arguments: [
      (0, "0 ns"), (999, "999 ns"), (1_000, "1 µs"), (320_000, "320 µs"), (1_049_000, "1.04 ms"),
      (1_005_000, "1 ms"), (12_340_000, "12.3 ms"), (413_000_000, "413 ms"),
      (3_500_000_000, "3.5 s"),
      (59_999_999_999, "59.9 s"), (60_000_000_000, "1 min"), (125_000_000_000, "2 min 5 s"),
      (3_600_000_000_000, "1 h 0 min"), (-1_500, "−1.5 µs"), (.max, "2562047 h 47 min"),
      (.min, "−2562047 h 47 min"),
    ] as [(Int64, String)])
  func words(nanoseconds: Int64, words: String) {
    #expect(Durations.words(nanoseconds) == words)
  }

  @Test(
    arguments: [
      (0, "0"), (223_000, "+223 µs"), (-223_000, "−223 µs"), (59_900_000_000, "+59.9 s"),
      (636_500_000_000, "+0:10:36.5"), (93_600_000_000_000, "+26:00:00.0"),
      (.min, "−2562047:47:16.8"),
    ] as [(Int64, String)])
  func sinceStart(nanoseconds: Int64, words: String) {
    #expect(Durations.sinceStart(nanoseconds) == words)
  }
}
