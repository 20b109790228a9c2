import Explanations

extension ExamOutcome {
  /// Finds what explains the failures, and notes it with each of them.
  mutating func diagnose() {
    diagnoseResponses()
    for rule in DiagnosisRule.all {
      let table = ResultTable(results: results, isFirstAcceptRight: isFirstAcceptRight)
      guard rule.isShown(table) else { continue }
      explain(by: rule.id, lesson: rule.lesson) { result in
        rule.explains.contains { name in
          // A whole chapter of leniencies is not explained by one mistake.
          (result.verdict != .lenient || name.contains(".")) && result.examCase.isNamed(name)
            && (name != "*" || result.isAboutFrames)
        }
      }
    }
  }

  /// The mistakes that a response to an opening handshake shows by itself, as a wrong accept value.
  private mutating func diagnoseResponses() {
    var mistakes: [String] = []
    for result in results {
      guard case .response(_, let mistake?)? = result.shortcoming?.kind, result.verdict == .fail,
        !mistakes.contains(mistake)
      else { continue }
      mistakes.append(mistake)
    }
    for mistake in mistakes {
      let isAccept = mistake.hasPrefix("accept.")
      // Where the head is not read as one, what comes after it is no better.
      let explainsAll = mistake == "handshake.crlf-doubled"
      explain(by: mistake, lesson: isAccept ? 1 : 6) { result in
        guard case .response(let rule, let other)? = result.shortcoming?.kind else {
          return explainsAll
        }
        return other == mistake || (isAccept && rule == "handshake.accept")
      }
    }
  }

  /// Adds a diagnosis, with the failures that it explains and that nothing before it did.
  private mutating func explain(
    by id: String, lesson: Int?, _ isExplained: (CaseResult) -> Bool
  ) {
    guard !diagnoses.contains(where: { $0.id == id }) else { return }
    let words = Phrasebook.english.advice(on: id)
    var diagnosis = Diagnosis(
      id: id, finding: words?.summary ?? id, remedy: words?.remedy ?? "", lesson: lesson)
    for index in results.indices where results[index].diagnosis == nil {
      let verdict = results[index].verdict
      guard verdict == .fail || verdict == .flaky || verdict == .lenient,
        isExplained(results[index])
      else { continue }
      results[index].diagnosis = id
      diagnosis.caseIDs.append(results[index].examCase.id)
    }
    if !diagnosis.caseIDs.isEmpty { diagnoses.append(diagnosis) }
  }
}

extension CaseResult {
  /// Whether it failed after the opening handshake.
  fileprivate var isAboutFrames: Bool {
    switch shortcoming?.kind {
    case .response, .wronglyOpened, .notOpened: false
    default: true
    }
  }
}
