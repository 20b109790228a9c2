extension Exercise {
  /// The JSON object of a function that could not be graded: `verdict` is null, `error` says why.
  ///
  /// `file` is named where there are several.
  package func jsonWithoutGrade(
    lesson: Int, file: String? = nil, because error: String
  ) -> String {
    JSONValue.object(
      fileMember(file) + [
        ("schema", .number(1)),
        ("lesson", .number(lesson)),
        ("function", .text(function)),
        ("verdict", .null),
        ("misconception", .null),
        ("error", .text(error)),
      ]
    ).spelled
  }
}

extension Grade {
  /// All mistakes that the calls show, those of the call that is shown first.
  private var mistakes: [Misconception] {
    (explanation?.mistakes ?? []) + (explanation?.later.map(\.mistake) ?? [])
  }

  /// The grade as one line of JSON; `schema` increases when a field changes its meaning.
  ///
  /// `file` is named where there are several.
  package func json(lesson: Int, file: String? = nil) -> String {
    var fields: [(String, JSONValue)] =
      fileMember(file) + [
        ("schema", .number(1)),
        ("lesson", .number(lesson)),
        ("function", .text(exercise.function)),
        ("verdict", .text(verdict.rawValue)),
        ("calls", .number(exercise.calls.count)),
        ("rightCalls", .number(rightCalls)),
        ("misconception", mistakes.compactMap(\.id).first.map { .text($0) } ?? .null),
        ("message", (mistakes.first?.sentence ?? remark ?? help).map { .text($0) } ?? .null),
        ("mistakes", .array(mistakes.map(\.json))),
      ]
    if let trial {
      fields.append(("called", .text(exercise.spelled(trial.arguments))))
      fields.append(("wanted", .text(exercise.spelledWanted(trial.arguments))))
      switch trial.outcome {
      case .returned(let values): fields.append(("returned", .text(exercise.spelledResult(values))))
      case .threw(let error): fields.append(("threw", .text(error)))
      case .crashed(let crash):
        fields.append(("cause", .text(crash.description)))
        fields.append(("line", crash.line.map { .number($0) } ?? .null))
      case .timedOut, .unwritten: break
      }
      if let difference = Difference(exercise, trial) {
        fields.append(("firstDifferentByte", .number(difference.byte)))
        fields.append(("firstDifferentBit", difference.bit.map { .number($0) } ?? .null))
      }
    }
    if !diagnostics.isEmpty { fields.append(("diagnostics", .text(diagnostics))) }
    return JSONValue.object(fields).spelled
  }
}

extension Misconception {
  var json: JSONValue {
    .object([("id", id.map { .text($0) } ?? .null), ("message", .text(sentence))])
  }
}

private func fileMember(_ file: String?) -> [(String, JSONValue)] {
  file.map { [("file", .text($0))] } ?? []
}

extension ClassSummary {
  /// The summary as one line of JSON.
  package func json(lesson: Int) -> String {
    JSONValue.object([
      ("schema", .number(1)),
      ("lesson", .number(lesson)),
      ("files", .number(fileCount)),
      ("passed", .number(passedCount)),
      (
        "reasons",
        .array(
          rows.map { row in
            .object([
              ("id", row.reason.id.map { .text($0) } ?? .null),
              ("message", .text(row.reason.sentence)),
              ("files", .array(row.files.map { .text($0) })),
            ])
          })
      ),
    ]).spelled
  }
}
