import TerminalText

extension Grade {
  /// The report on one function, for the learner.
  package func report(width: Int = 80) -> StyledText {
    var text = StyledText()
    switch verdict {
    case .passed:
      var line = StyledLine("✓ passed  ", .ok)
      line.append(exercise.function, .bold)
      line.append("   \(rightCalls) calls, all right", .dim)
      text.append(line)
    case .unwritten:
      var line = StyledLine("· unwritten  ", .warning)
      line.append(exercise.function, .bold)
      text.append(line)
      if rightCalls > 0, let trial {
        text.append("  It still throws NotYetWritten for this call:")
        text.append("  \(exercise.spelled(trial.arguments))")
        break
      }
      text.append("  It throws NotYetWritten, as every starter does. Write:")
      text.append("  \(exercise.signature)")
    case .doesNotCompile:
      var line = StyledLine("✗ does not compile  ", .error)
      line.append(exercise.function, .bold)
      text.append(line)
    case .wrong, .crashed, .timeout:
      text.append(headline)
      guard let trial else { break }
      text.append(story(of: trial, width: width))
    }
    return text.wrapped(to: width, indent: 2)
  }

  /// The verdict in one line.
  var headline: StyledLine {
    let word =
      switch verdict {
      case .unwritten: "· unwritten  "
      case .passed: "✓ passed  "
      case .doesNotCompile: "✗ does not compile  "
      case .crashed: "✗ crashed  "
      case .timeout: "✗ timeout  "
      default: "✗ wrong  "
      }
    var line = StyledLine(
      word, verdict == .passed ? .ok : verdict == .unwritten ? .warning : .error)
    line.append(exercise.function, .bold)
    line.append("   \(rightCalls) of \(exercise.calls.count) calls are right", .dim)
    return line
  }

  /// The call that is shown, what came back, and what explains it.
  package func story(of trial: Trial, width: Int) -> StyledText {
    var text = exercise.rows(of: trial, width: width)
    let derivation = derivation(of: trial, width: width)
    if !derivation.isEmpty {
      text.appendGap()
      text.append(derivation)
    } else if let difference = Difference(exercise, trial) {
      text.appendGap()
      text.append(difference.picture.indented(by: 2))
    }
    if let remark {
      text.appendGap()
      text.append(sentence(remark, width: width))
    }
    guard let explanation else { return text }
    text.appendGap()
    for mistake in explanation.mistakes { text.append(told(mistake, width: width)) }
    var calls = explanation.later.map { ($0.trial, told($0.mistake, width: width)) }
    // A mistake is told with its first call; the same call is not shown twice.
    if let other = explanation.unexplained { calls.append((other, StyledText())) }
    for (index, (trial, words)) in calls.enumerated() {
      if index == 0 || calls[index - 1].0 != trial {
        text.appendGap()
        text.append("  Later, another call is wrong", .dim)
        text.append(exercise.rows(of: trial, width: width))
      }
      text.append(words)
    }
    return text
  }

  /// The values on the way to the right result, up to the first that a known mistake makes wrong.
  private func derivation(of trial: Trial, width: Int) -> StyledText {
    var text = StyledText()
    guard case .returned = trial.outcome else { return text }
    func row(_ name: String, _ value: String, _ style: Style) {
      var line = StyledLine("  \(name)", .dim)
      line.pad(to: 12)
      line.append(value.escapedForTerminal, style)
      text.append(StyledText(line.wrapped(to: width, indent: 12)))
    }
    let yours = explanation?.derivation ?? []
    for (index, step) in exercise.mistakes.derivation(of: trial.arguments, with: []).enumerated() {
      row(step.name, step.value, .ok)
      if yours.indices.contains(index), yours[index] != step {
        row("yours", yours[index].value, .error)
        break
      }
    }
    return text
  }

  private func told(_ mistake: Misconception, width: Int) -> StyledText {
    sentence(mistake.sentence, id: mistake.id, width: width)
  }

  private func sentence(_ words: String, id: String? = nil, width: Int) -> StyledText {
    var line = StyledLine("  " + words, .bold)
    if let id { line.append("  (\(id))", .dim) }
    return StyledText(line.wrapped(to: width, indent: 2))
  }
}

extension Exercise {
  /// The rows that say how a call ended.
  package func rows(of trial: Trial, width: Int) -> StyledText {
    var text = StyledText()
    func entry(_ name: String, _ value: String, _ style: Style = .plain) {
      var line = StyledLine("  \(name)", .dim)
      line.pad(to: 12)
      line.append(value, style)
      for part in line.wrapped(to: width, indent: 12) { text.append(part) }
    }
    func head(_ values: [WorkValue]) {
      guard hasHeads, let bytes = values.first?.asBytes else { return }
      text.append(headLines(bytes).indented(by: 12).wrapped(to: width, indent: 14))
    }
    entry("called", spelled(trial.arguments))
    head(trial.arguments)
    switch trial.outcome {
    case .returned(let values):
      entry("came back", spelledResult(values), .error)
      head(values)
    case .threw(let error): entry("came back", "an error: \(error.escapedForTerminal)", .error)
    case .unwritten: entry("came back", "the error NotYetWritten", .error)
    case .timedOut:
      entry(
        "came back", "nothing, within 5 seconds. Is there a loop that never ends?", .error)
    case .crashed(let crash):
      entry("crashed", crash.description.escapedForTerminal, .error)
      if let line = crash.line {
        entry("in line", "\(line): \((crash.source ?? "").escapedForTerminal)")
      }
    }
    entry("wanted", spelledWanted(trial.arguments), .ok)
    return text
  }

  /// A call as the learner would write it.
  package func spelled(_ arguments: [WorkValue]) -> String {
    let parts = zip(labels, arguments).map { label, value in
      (label.map { "\($0): " } ?? "") + spelled(value)
    }
    return "\(function)(\(parts.joined(separator: ", ")))"
  }

  /// A result as the learner would write it.
  package func spelledResult(_ values: [WorkValue]) -> String {
    guard values.count > 1, values.count == resultNames.count else {
      return values.first.map(spelled) ?? "nothing"
    }
    let parts = zip(resultNames, values).map { "\($0): \(spelled($1))" }
    return "\(resultType)(\(parts.joined(separator: ", ")))"
  }

  private func spelled(_ value: WorkValue) -> String {
    switch value {
    case .list(let values) where !resultType.isEmpty: spelledResult(values)
    case .bytes(let bytes) where hasHeads && bytes.count > 3:
      "[\(Hex.text(bytes.prefix(3), separator: " ")) … \(bytes.count) bytes]"
    default: value.spelled
    }
  }

  /// The wanted result of a call, as the learner would write it.
  package func spelledWanted(_ arguments: [WorkValue]) -> String {
    if let words = wanted(arguments) { return words }
    if case .returned(let values) = right(arguments) { return spelledResult(values) }
    return "an error"
  }
}

extension WorkValue {
  /// The value for a reader: bytes in hex, text in quotes and safe to show.
  package var spelled: String {
    switch self {
    case .bytes(let bytes):
      bytes.count <= 24
        ? "[\(Hex.text(bytes, separator: " "))]"
        : "[\(Hex.text(bytes.prefix(20), separator: " ")) … \(bytes.count) bytes]"
    case .text(let text):
      text.count <= 60
        ? "\"\(text.escapedForTerminal)\""
        : "\"\(text.prefix(20).escapedForTerminal)…\" (\(text.utf8.count) bytes of UTF-8)"
    case .number(let number): "\(number)"
    case .flag(let flag): "\(flag)"
    case .list(let values): "[\(values.map(\.spelled).joined(separator: ", "))]"
    case .nothing: "nil"
    }
  }
}
