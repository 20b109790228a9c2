import LessonExercises
import LessonKit
import TestSupport
import Testing

/// The server judges and explains calls with any arguments, not only those of a check.
@Suite struct LiveCallTests {
  /// Neither the right answer nor a known mistake stops the program, whatever the arguments are.
  @Test(arguments: Exercise.all.map(\.function)) func anyCallCanBeJudged(function: String) throws {
    let exercise = try #require(Exercise.all.first { $0.function == function })
    var random = SeededGenerator()
    for _ in 0..<150 {
      let call = try #require(exercise.calls.randomElement(using: &random))
      var arguments = call.map { changed($0, &random) }
      // The server calls `unmask` only with a key of four bytes.
      if function == "unmask" { arguments[1] = .bytes([1, 2, 3, 4]) }
      _ = exercise.right(arguments)
      _ = exercise.spelledWanted(arguments)
      for mistake in exercise.mistakes.misconceptions.indices {
        _ = exercise.mistakes.outcomes(of: [arguments, call], with: [mistake])
      }
    }
  }

  private func changed(_ value: WorkValue, _ random: inout SeededGenerator) -> WorkValue {
    guard Bool.random(using: &random) else { return value }
    switch value {
    case .bytes(let bytes):
      var bytes = Array(bytes.prefix(Int.random(in: 0...200, using: &random)))
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        let byte = UInt8.random(in: 0...255, using: &random)
        if let place = bytes.indices.randomElement(using: &random) { bytes[place] = byte }
        bytes.insert(byte, at: Int.random(in: 0...bytes.count, using: &random))
      }
      return .bytes(bytes)
    case .text(let text):
      return .text(
        [text + "é", "", "👋", String(text.dropLast())].randomElement(using: &random) ?? "")
    case .number:
      return .number([0, 1, 8, 125, 126, 999, 70_000, .max].randomElement(using: &random) ?? 0)
    case .flag(let flag): return .flag(!flag)
    case .list, .nothing: return value
    }
  }
}
