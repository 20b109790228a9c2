import ConformanceExam
import ConnectionDiagram
import FrameDiagram
import TerminalText
import WebSocketInspection
import WebSocketProtocol

/// What came of an exam, as text for a terminal.
package struct ExamText {
  /// How much is shown of what was sent and received.
  package enum Evidence: Hashable, Sendable {
    /// A line for each frame.
    case lines
    /// Each frame bit by bit.
    case diagrams
  }

  let style: TerminalStyle
  let evidence: Evidence
  /// How many failures are shown with their evidence.
  package var failureLimit = 20

  package init(_ style: TerminalStyle, evidence: Evidence = .lines) {
    self.style = style
    self.evidence = evidence
  }

  /// The whole report: what failed and why, then the chapters with their scores, then the total.
  package func report(_ outcome: ExamOutcome) -> StyledText {
    var text = StyledText()
    if let reason = outcome.ungraded {
      text.append("Nothing could be graded. \(reason)", .error)
      return text
    }
    if let reason = outcome.openingFailure {
      text.append("The server does not open a WebSocket connection: \(reason)", .error)
      text.append(StyledLine())
    }
    let failed = outcome.results.filter { $0.verdict == .fail || $0.verdict == .flaky }
    for result in failed.prefix(failureLimit) {
      text.append(failure(result))
      text.append(StyledLine())
    }
    text.append(furtherFailures(failed.dropFirst(failureLimit)))
    text.append(leniencies(outcome))
    text.append(diagnoses(outcome))
    text.append(chapters(outcome))
    text.append(StyledLine())
    text.append(total(outcome))
    return text
  }

  // MARK: - One case

  /// A failed case: what was expected, what happened, and the frames.
  package func failure(_ result: CaseResult) -> StyledText {
    var line = StyledLine(result.verdict == .flaky ? "~ " : "✗ ", .error)
    line.append(result.examCase.id, .bold)
    line.append("  \(result.examCase.title)")
    var text = StyledText(line.wrapped(to: style.width, indent: 4))
    let again = result.verdict == .flaky ? " When it was tried again, it passed." : ""
    text.append(paragraph((result.shortcoming?.sentence ?? "") + again))
    text.append(paragraph(reference(result), .dim))
    text.append(self.evidence(result).indented(by: 4))
    return text
  }

  private func reference(_ result: CaseResult) -> String {
    var parts = [result.examCase.citation]
    if let lesson = result.examCase.lesson { parts.append("lesson \(lesson)") }
    if !result.examCase.autobahn.isEmpty {
      parts.append("Autobahn " + result.examCase.autobahn.prefix(4).joined(separator: ", "))
    }
    return parts.joined(separator: " · ")
  }

  private func paragraph(_ words: String, _ accent: Style = .plain) -> StyledText {
    StyledText(StyledLine("    " + words, accent).wrapped(to: style.width, indent: 4))
  }

  /// The events that are shown of a case: enough to see what happened, from the beginning.
  private static let eventLimit = 12

  /// What was sent and received in a case, as far as it is shown.
  func evidence(_ result: CaseResult) -> StyledText {
    var narrow = style
    narrow.width = max(40, style.width - 4)
    let diagram = LiveDiagram(
      format: evidence == .lines ? .line : .diagram, here: .client, style: narrow)
    var text = StyledText()
    let events = result.transcript.events().filter { $0.isEvidence(in: result.examCase.chapter) }
    for event in events.prefix(Self.eventLimit) {
      text.append(diagram.text(of: event, timeOfDay: event.sinceStart))
    }
    if events.count > Self.eventLimit {
      text.append("… \(events.count - Self.eventLimit) more", .dim)
    }
    return text
  }

  // MARK: - All cases

  private func furtherFailures(_ results: ArraySlice<CaseResult>) -> StyledText {
    guard !results.isEmpty else { return StyledText() }
    let names = results.map { $0.examCase.id }.joined(separator: ", ")
    var text = StyledText(
      StyledLine("✗ \(results.count) more failed: \(names)", .error)
        .wrapped(to: style.width, indent: 2))
    text.append("  --case ID shows one of them.", .dim)
    text.append(StyledLine())
    return text
  }

  /// What is lenient, each reason once with its cases.
  private func leniencies(_ outcome: ExamOutcome) -> StyledText {
    let lenient = outcome.results.filter { $0.verdict == .lenient }
    guard !lenient.isEmpty else { return StyledText() }
    var text = StyledText([StyledLine("Allowed, but not what the RFC recommends", .heading)])
    var byNote: [(note: String, ids: [String])] = []
    for result in lenient {
      for note in result.notes {
        if let index = byNote.firstIndex(where: { $0.note == note }) {
          byNote[index].ids.append(result.examCase.id)
        } else {
          byNote.append((note, [result.examCase.id]))
        }
      }
    }
    for (note, ids) in byNote {
      let shown = ids.prefix(3).joined(separator: ", ")
      let more = ids.count > 3 ? " and \(ids.count - 3) more" : ""
      text.append(
        StyledText(
          StyledLine("  · \(note) (\(shown)\(more))").wrapped(to: style.width, indent: 4)))
    }
    text.append(StyledLine())
    return text
  }

  private func diagnoses(_ outcome: ExamOutcome) -> StyledText {
    guard !outcome.diagnoses.isEmpty else { return StyledText() }
    var text = StyledText([StyledLine("What to repair, in this order", .heading)])
    for (index, diagnosis) in outcome.diagnoses.enumerated() {
      var line = StyledLine("  \(index + 1). ")
      line.append(diagnosis.finding, .bold)
      text.append(StyledText(line.wrapped(to: style.width, indent: 5)))
      text.append(paragraph(" " + diagnosis.remedy).indented(by: 0))
      let lesson = diagnosis.lesson.map { " · lesson \($0)" } ?? ""
      let count = diagnosis.caseIDs.count
      text.append(
        "     \(diagnosis.id) · explains \(count) case\(count == 1 ? "" : "s")\(lesson)",
        .dim)
    }
    text.append(StyledLine())
    return text
  }

  private func chapters(_ outcome: ExamOutcome) -> StyledText {
    var text = StyledText()
    let width = Chapter.allCases.map { $0.title.count }.max() ?? 0
    for chapter in Chapter.allCases {
      let graded = outcome.gradedCount(in: chapter)
      let skipped = outcome.count(.skipped, in: chapter)
      guard graded + skipped > 0 else { continue }
      let failed = outcome.count(.fail, in: chapter) + outcome.count(.flaky, in: chapter)
      var line = StyledLine(failed > 0 ? "✗ " : graded > 0 ? "✓ " : "· ", failed > 0 ? .error : .ok)
      line.append(chapter.title)
      line.pad(to: width + 4)
      line.append(graded > 0 ? "\(graded - failed) of \(graded)" : "not graded")
      var rest: [String] = []
      let lenient = outcome.count(.lenient, in: chapter)
      if lenient > 0 { rest.append("\(lenient) lenient") }
      if skipped > 0 { rest.append("\(skipped) skipped") }
      if !rest.isEmpty {
        line.pad(to: width + 18)
        line.append(rest.joined(separator: ", "), .dim)
      }
      text.append(line)
    }
    text.append(skipReasons(outcome))
    return text
  }

  private func skipReasons(_ outcome: ExamOutcome) -> StyledText {
    var counts: [(reason: String, count: Int)] = []
    for result in outcome.results where result.verdict == .skipped {
      let reason = result.notes.last ?? ""
      if let index = counts.firstIndex(where: { $0.reason == reason }) {
        counts[index].count += 1
      } else {
        counts.append((reason, 1))
      }
    }
    return StyledText(
      counts.map { StyledLine("  skipped \($0.count): \($0.reason)", .dim) })
  }

  private func total(_ outcome: ExamOutcome) -> StyledText {
    let graded = outcome.gradedCount()
    let failed = outcome.count(.fail)
    let flaky = outcome.count(.flaky)
    var line = StyledLine(
      outcome.hasFailures ? "✗ " : "✓ ", outcome.hasFailures ? .error : .ok)
    line.append("\(graded - failed - flaky) of \(graded) cases passed", .bold)
    var parts: [String] = []
    if failed > 0 { parts.append("\(failed) failed") }
    if flaky > 0 { parts.append("\(flaky) flaky") }
    if outcome.count(.lenient) > 0 { parts.append("\(outcome.count(.lenient)) of them lenient") }
    if outcome.deathCount > 0 { parts.append("the server died \(outcome.deathCount)×") }
    parts.append(outcome.duration.inSeconds)
    line.append(" · " + parts.joined(separator: " · "))
    return StyledText(line.wrapped(to: style.width, indent: 2))
  }
}

extension InspectionEvent {
  /// Whether the event says something about what a case tests: heads only where they are tested.
  fileprivate func isEvidence(in chapter: Chapter) -> Bool {
    switch content {
    case .head: chapter == .handshake || chapter == .compression
    case .frame, .gap, .lost, .ended: true
    default: false
    }
  }

  /// The time since the connection began, as `12.345 ms`.
  fileprivate var sinceStart: String {
    let time = moment.time
    let microseconds = (time?.seconds ?? 0) * 1_000_000 + Int64((time?.nanoseconds ?? 0) / 1000)
    let text = "\(microseconds / 1000).\(microseconds / 100 % 10) ms"
    return String(repeating: " ", count: max(0, 9 - text.count)) + text
  }
}

extension Duration {
  /// `3.2 s`.
  var inSeconds: String {
    let tenths = components.seconds * 10 + components.attoseconds / 100_000_000_000_000_000
    return "\(tenths / 10).\(tenths % 10) s"
  }
}
