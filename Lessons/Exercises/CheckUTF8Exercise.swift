import LessonKit
import WebSocketProtocol

extension Exercise {
  /// Lesson 9: checks that bytes are UTF-8.
  package static let checkUTF8 = Exercise(
    function: "checkUTF8",
    signature: "func checkUTF8(_ bytes: [UInt8], isLast: Bool) throws -> Int",
    labels: [nil, "isLast"],
    calls: CheckUTF8Calls.all,
    mistakes: KnownMistakes(CheckUTF8Attempt.parts)
  ) { arguments in
    guard let bytes = arguments.first?.asBytes, let isLast = arguments.last?.asFlag else {
      return .threw
    }
    var validator = UTF8Validator()
    guard validator.validate(bytes) == nil else { return .threw }
    guard let open = validator.finish() else { return .returned([.number(0)]) }
    return isLast ? .threw : .returned([.number(UInt64(bytes.count - open.offset))])
  }
  .with {
    $0.wanted = { arguments in
      guard let bytes = arguments.first?.asBytes, let isLast = arguments.last?.asFlag else {
        return nil
      }
      var validator = UTF8Validator()
      if let violation = validator.validate(bytes) {
        let from = Hex.text(bytes[violation.offset...].prefix(4), separator: " ")
        let words =
          bytes[violation.offset] >= 0xf8
          ? "a byte that is never in UTF-8" : words(for: violation.reason)
        return "an error: \(words) at byte \(violation.offset), \(from)"
      }
      guard let open = validator.finish() else { return nil }
      let rest = Hex.text(bytes[open.offset...], separator: " ")
      return isLast
        ? "an error: the text ends inside a character, after \(rest)"
        : "\(bytes.count - open.offset), for the bytes \(rest)"
    }
  }

  private static func words(for reason: UTF8Violation.Reason) -> String {
    switch reason {
    case .overlong: "an overlong form"
    case .surrogate: "a surrogate"
    case .aboveMaximum: "a number above U+10FFFF"
    case .truncated: "a character that is not complete"
    case .strayContinuation: "a continuation byte without a first byte"
    }
  }
}

extension WorkValue {
  /// The truth value, if it is one.
  var asFlag: Bool? {
    if case .flag(let flag) = self { flag } else { nil }
  }
}
