import LessonExercises
import LessonKit
import Testing

/// The known mistakes as values, without a compiler: alone, in pairs, and none.
@Suite struct KnownMistakesTests {
  private func trials(_ exercise: Exercise, _ mistakes: [Int]) -> [Trial] {
    zip(exercise.calls, exercise.mistakes.outcomes(of: exercise.calls, with: mistakes)).map {
      Trial($0, $1)
    }
  }

  /// What explains a call is what was done, or does the same to every call.
  private func expectExplained(_ exercise: Exercise, _ mistakes: [Int]) {
    let grade = exercise.grade(trials(exercise, mistakes))
    guard grade.verdict != .passed else { return }
    let made = mistakes.map { exercise.mistakes.misconceptions[$0] }
    // Where a masked frame is put together wrongly, its key is not found.
    if mistakes.count > 1, made.contains(where: { $0.id == "mask.server-masks" }) { return }
    #expect(grade.explanation != nil, "\(exercise.function): \(made)")
    #expect(grade.explanation?.unexplained == nil, "\(exercise.function): \(made)")
    let told = (grade.explanation?.mistakes.count ?? 0) + (grade.explanation?.later.count ?? 0)
    #expect(told <= mistakes.count + 1, "\(exercise.function): \(made)")
  }

  @Test(arguments: Exercise.all.map(\.function)) func withoutMistakesItIsRight(
    function: String
  ) throws {
    let exercise = try #require(Exercise.all.first { $0.function == function })
    #expect(exercise.grade(trials(exercise, [])).verdict == .passed)
    #expect(Set(exercise.calls).count == exercise.calls.count)
  }

  @Test(arguments: Exercise.all.map(\.function)) func eachMistakeIsSeenAndNamed(
    function: String
  ) throws {
    let exercise = try #require(Exercise.all.first { $0.function == function })
    for (index, mistake) in exercise.mistakes.misconceptions.enumerated() {
      let grade = exercise.grade(trials(exercise, [index]))
      #expect(grade.verdict != .passed, "\(function): \(mistake)")
      #expect(
        grade.explanation?.mistakes.first?.id == mistake.id,
        "\(String(describing: grade.explanation)) \(function): \(mistake)")
      expectExplained(exercise, [index])
    }
  }

  /// Every seventh pair, or fewer of many, so that the test stays short.
  @Test(arguments: Exercise.all.map(\.function)) func pairsAreExplained(function: String) throws {
    let exercise = try #require(Exercise.all.first { $0.function == function })
    let mistakes = exercise.mistakes
    let indexes = mistakes.misconceptions.indices
    let pairs = indexes.flatMap { first in
      indexes.dropFirst(first + 1).filter {
        mistakes.canMeet(first, $0) && !mistakes.misconceptions[first].isSlip
          && !mistakes.misconceptions[$0].isSlip
      }.map { [first, $0] }
    }
    let step = max(7, pairs.count * pairs.count / 400_000)
    for index in stride(from: 0, to: pairs.count, by: step)
    where !isHidden(exercise, pairs[index]) {
      expectExplained(exercise, pairs[index])
    }
  }

  /// Whether two mistakes make a call right that one of them alone makes wrong: nothing shows them.
  private func isHidden(_ exercise: Exercise, _ pair: [Int]) -> Bool {
    let isRight = trials(exercise, pair).map(exercise.isRight)
    return pair.contains { mistake in
      zip(isRight, trials(exercise, [mistake])).contains { $0 && !exercise.isRight($1) }
    }
  }
}
