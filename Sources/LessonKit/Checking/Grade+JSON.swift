import TerminalText

extension Exercise {
  /// The JSON object of a function that could not be graded: `verdict` is null, `error` says why.
  package func jsonWithoutGrade(lesson: Int, because error: String) -> String {
    object([
      ("schema", .number(1)),
      ("lesson", .number(lesson)),
      ("function", .text(function)),
      ("verdict", .null),
      ("misconception", .null),
      ("error", .text(error)),
    ])
  }
}

extension Grade {
  /// All mistakes that the calls show, those of the call that is shown first.
  private var mistakes: [Misconception] {
    (explanation?.mistakes ?? []) + (explanation?.later.map(\.mistake) ?? [])
  }

  /// The grade as one line of JSON; `schema` increases when a field changes its meaning.
  package func json(lesson: Int) -> String {
    var fields: [(String, JSONValue)] = [
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
    return object(fields)
  }
}

extension Misconception {
  fileprivate var json: JSONValue {
    .object([("id", id.map { .text($0) } ?? .null), ("message", .text(sentence))])
  }
}

private func object(_ members: [(name: String, value: JSONValue)]) -> String {
  JSONValue.object(members).spelled
}

/// The kinds of JSON values that a grade has.
private enum JSONValue {
  case number(Int)
  case text(String)
  case null
  indirect case array([JSONValue])
  indirect case object([(name: String, value: JSONValue)])

  var spelled: String {
    switch self {
    case .number(let number): "\(number)"
    case .null: "null"
    case .array(let values): "[\(values.map(\.spelled).joined(separator: ","))]"
    case .object(let members):
      "{\(members.map { "\(JSONValue.text($0.name).spelled):\($0.value.spelled)" }.joined(separator: ","))}"
    case .text(let text): "\"" + text.unicodeScalars.map(Self.spelled).joined() + "\""
    }
  }

  private static func spelled(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": "\\\""
    case "\\": "\\\\"
    case "\n": "\\n"
    // The output may go to a terminal, so control characters are escaped.
    case _ where !scalar.isSafeToShow && scalar.value <= 0xffff:
      "\\u" + String(repeating: "0", count: 4 - String(scalar.value, radix: 16).count)
        + String(scalar.value, radix: 16)
    case _ where !scalar.isSafeToShow: "\\ufffd"
    default: String(scalar)
    }
  }
}
