/// What the files of a class show together: how many pass, and which mistakes are made, in which files.
package struct ClassSummary: Sendable {
  /// A mistake, or another reason not to pass, and the files that have it.
  package struct Row: Equatable, Sendable {
    package var reason: Misconception
    package var files: [String]
  }

  /// How many files there are.
  package private(set) var fileCount = 0
  /// In how many of them every function passes.
  package private(set) var passedCount = 0
  private var found: [Row] = []

  /// The summary of no files.
  package init() {}

  /// The reasons, the commonest first.
  package var rows: [Row] {
    found.enumerated().sorted {
      ($1.element.files.count, $0.offset) < ($0.element.files.count, $1.offset)
    }.map(\.element)
  }

  /// Adds a file, with a grade for each function.
  package mutating func add(_ grades: [Grade], of file: String) {
    fileCount += 1
    if grades.allSatisfy({ $0.verdict == .passed }) { passedCount += 1 }
    for reason in grades.flatMap(\.reasons) { add(reason, of: file) }
  }

  /// Adds a file for which there are no grades.
  package mutating func add(_ reason: String, of file: String) {
    fileCount += 1
    add(Misconception(nil, reason), of: file)
  }

  private mutating func add(_ reason: Misconception, of file: String) {
    // One misconception may be told in several sentences.
    let place = found.firstIndex {
      reason.id == nil ? $0.reason.sentence == reason.sentence : $0.reason.id == reason.id
    }
    guard let place else { return found.append(Row(reason: reason, files: [file])) }
    if found[place].files.last != file { found[place].files.append(file) }
  }
}

extension Grade {
  /// Why the function does not pass: the known mistakes, or else the verdict in words.
  fileprivate var reasons: [Misconception] {
    let mistakes = (explanation?.mistakes ?? []) + (explanation?.later.map(\.mistake) ?? [])
    if !mistakes.isEmpty { return mistakes }
    let words: String? =
      switch verdict {
      case .passed: nil
      case .unwritten: "It is not written yet."
      case .wrong: "It is wrong in a way that has no name here."
      case .crashed: "It ends the program."
      case .timeout: "It does not end in time."
      case .doesNotCompile: "The file does not compile."
      }
    return words.map { [Misconception(nil, "\(exercise.function): \($0)")] } ?? []
  }
}
