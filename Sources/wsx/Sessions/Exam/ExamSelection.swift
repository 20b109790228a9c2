import CommandLineKit
import ConformanceExam

/// The cases that a command line chooses.
struct ExamSelection {
  let cases: [ExamCase]

  init(_ arguments: Arguments) throws(Failure) {
    let only = arguments.all("only") + arguments.all("case")
    let skip = arguments.all("skip")
    let all = arguments.has("listen") ? ExamCase.clientCases + ExamCase.all : ExamCase.all
    for name in only + skip { try Self.check(name, in: all) }
    cases = all.filter { examCase in
      (only.isEmpty || only.contains { examCase.isNamed($0) })
        && !skip.contains { examCase.isNamed($0) }
    }
    guard cases.isEmpty else { return }
    throw .usage("--only and --skip leave no case.")
  }

  private static func check(_ name: String, in all: [ExamCase]) throws(Failure) {
    guard !all.contains(where: { $0.isNamed(name) }) else { return }
    let names = all.map { $0.id } + Chapter.allCases.map { $0.rawValue }
    let near = nearest(to: name, among: names)
    throw .usage(
      "there is no case \(quoted(name)). "
        + (near.map { "Did you mean \($0)?" } ?? "wsx exam --list lists them."))
  }
}

/// The list of cases for a terminal.
enum ExamList {
  static func text(of cases: [ExamCase]) -> String {
    Chapter.allCases.map { chapter in
      let own = cases.filter { $0.chapter == chapter }
      guard !own.isEmpty else { return "" }
      let rows = own.map { examCase in
        let autobahn =
          examCase.autobahn.isEmpty ? "" : "  (\(examCase.autobahn.joined(separator: ", ")))"
        return "  \(examCase.id)  \(examCase.title)\(autobahn)\n"
      }
      return "\(chapter.title): \(own.count)\n\(rows.joined())\n"
    }.joined() + "\(cases.count) cases\n"
  }
}
