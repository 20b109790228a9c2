import ConformanceExam
import TerminalText

/// Several exams beside each other, and what changed from one to the next.
package enum ExamComparison {
  /// What changed since an earlier exam.
  package static func changes(
    from old: SavedExam, to new: SavedExam, width: Int
  ) -> StyledText {
    var groups: [(title: String, style: Style, ids: [String])] = [
      ("Mended", .ok, []), ("Broken", .error, []), ("Changed otherwise", .plain, []),
      ("New", .plain, []), ("Not run now", .dim, []),
    ]
    for id in Set(old.verdicts.keys).union(new.verdicts.keys).sorted() {
      switch (old.verdicts[id], new.verdicts[id]) {
      case (nil, _): groups[3].ids.append(id)
      case (_, nil): groups[4].ids.append(id)
      case (let before?, let now?) where before == now: continue
      case (let before?, let now?) where !before.isPassing && now.isPassing:
        groups[0].ids.append(id)
      case (_, let now?) where now == .fail || now == .flaky: groups[1].ids.append(id)
      default: groups[2].ids.append(id)
      }
    }
    var text = StyledText([StyledLine("Since \(old.name.escapedForTerminal)", .heading)])
    for (title, style, ids) in groups where !ids.isEmpty {
      let more = ids.count > 20 ? " and \(ids.count - 20) more" : ""
      var line = StyledLine("  \(title), \(ids.count)", style)
      line.append(": \(ids.prefix(20).joined(separator: ", "))\(more)")
      text.append(StyledText(line.wrapped(to: width, indent: 4)))
    }
    if text.lines.count == 1 { text.append("  Every verdict is the same.") }
    return text
  }

  /// A table of chapters, and one of the cases on which the exams differ: a column for each exam.
  package static func matrix(_ exams: [SavedExam], width: Int) -> StyledText {
    var text = StyledText()
    for (index, exam) in exams.enumerated() {
      text.append("\(index + 1)  \(exam.name.escapedForTerminal)")
    }
    text.append("")
    let ids = Set(exams.flatMap(\.verdicts.keys)).sorted()
    let names = Chapter.allCases.map(\.title) + ids
    let first = min(max(20, width - 14 * exams.count), (names.map(\.count).max() ?? 0) + 2)
    text.append(head("chapter", exams.count, from: first))
    for chapter in Chapter.allCases {
      let scores = exams.map { $0.score(in: chapter) }
      guard scores.contains(where: { $0.graded > 0 }) else { continue }
      var line = StyledLine(fitted(chapter.title, first))
      for (index, score) in scores.enumerated() {
        line.pad(to: first + 14 * index)
        guard score.graded > 0 else {
          line.append("·", .dim)
          continue
        }
        line.append(
          "\(score.passed) of \(score.graded)", score.passed == score.graded ? .ok : .error)
      }
      text.append(line)
    }
    let differing = ids.filter { id in Set(exams.map { $0.verdicts[id] }).count > 1 }
    text.append("")
    guard !differing.isEmpty else {
      text.append("They agree on every case.")
      return text
    }
    text.append(head("case", exams.count, from: first))
    for id in differing {
      var line = StyledLine(fitted(id, first))
      for (index, exam) in exams.enumerated() {
        line.pad(to: first + 14 * index)
        let verdict = exam.verdicts[id]
        line.append(verdict?.rawValue ?? "not run", style(of: verdict))
      }
      text.append(line)
    }
    return text
  }

  private static func head(_ name: String, _ count: Int, from first: Int) -> StyledLine {
    var line = StyledLine(name, .heading)
    for index in 0..<count {
      line.pad(to: first + 14 * index)
      line.append("\(index + 1)", .heading)
    }
    return line
  }

  private static func fitted(_ name: String, _ width: Int) -> String {
    name.count < width ? name : name.prefix(width - 2) + "…"
  }

  private static func style(of verdict: Verdict?) -> Style {
    switch verdict {
    case .pass: .ok
    case .fail, .flaky: .error
    case .lenient: .warning
    case .skipped, nil: .dim
    }
  }
}
