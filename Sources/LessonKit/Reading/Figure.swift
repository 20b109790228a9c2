import TerminalText

/// A picture in a lesson, made from the lesson's input.
package struct Figure: Sendable {
  /// Its name in `Lesson.md`.
  package var name: String
  /// The options that change it; empty for a figure that is always the same.
  package var options: [String]
  /// Draws it, at most as wide as the input's style says.
  package var draw: @Sendable (LessonInput) throws -> StyledText

  /// A figure from its parts.
  package init(
    _ name: String, options: [String] = [],
    draw: @escaping @Sendable (LessonInput) throws -> StyledText
  ) {
    self.name = name
    self.options = options
    self.draw = draw
  }
}

/// An option with which the learner redraws a lesson's figures.
package struct LessonOption: Sendable {
  /// The name, without the two hyphens.
  package var name: String
  /// The value that the lesson's own figures show.
  package var standard: String
  /// Its meaning, in a few words.
  package var meaning: String

  /// An option from its parts.
  package init(_ name: String, standard: String, _ meaning: String) {
    self.name = name
    self.standard = standard
    self.meaning = meaning
  }
}

/// The values that a lesson's figures show: the learner's, or else the lesson's own.
package struct LessonInput: Sendable {
  private var values: [String: String]
  /// How wide a picture may be, and with which characters it is drawn; colours are added later.
  package var style = TerminalStyle(width: 78)
  /// The options that the learner gave.
  package private(set) var given: Set<String> = []

  /// The error for a value that a figure cannot show.
  package struct NotUnderstood: Error, CustomStringConvertible {
    package var description: String

    /// Says what was expected.
    package init(_ description: String) { self.description = description }
  }

  /// The lesson's own input.
  package init(_ options: [LessonOption]) {
    values = Dictionary(options.map { ($0.name, $0.standard) }) { first, _ in first }
  }

  /// Takes the learner's value for an option.
  package mutating func give(_ value: String, for option: String) {
    values[option] = value
    given.insert(option)
  }

  /// An option's text.
  package subscript(option: String) -> String { values[option] ?? "" }

  /// An option's bytes, given in hex.
  package func bytes(_ option: String, count: Int? = nil) throws -> [UInt8] {
    let wanted = count.map { "\($0) bytes" } ?? "bytes"
    guard let bytes = Hex.bytes(self[option]), count == nil || bytes.count == count else {
      throw NotUnderstood(
        "--\(option) takes \(wanted) in hexadecimal, two digits each; "
          + "not \"\(self[option].escapedForTerminal)\".")
    }
    return bytes
  }

  /// An option's number.
  package func number(_ option: String, in range: ClosedRange<UInt64>) throws -> UInt64 {
    let digits = self[option].filter { $0 != "," && $0 != "_" }
    guard let number = UInt64(digits), range.contains(number) else {
      throw NotUnderstood(
        "--\(option) takes a number from \(range.lowerBound) to \(range.upperBound); "
          + "not \"\(self[option].escapedForTerminal)\".")
    }
    return number
  }
}

/// A lesson: its options, its figures and the calls that can be tried.
package struct Lesson: Sendable {
  /// Its number, from 1.
  package var number: Int
  /// The options that redraw its figures.
  package var options: [LessonOption]
  /// Its figures; `Lesson.md` says where they are.
  package var figures: [Figure]

  /// The calls that `try` makes with the learner's functions.
  package var experiments: [Experiment]

  /// A lesson from its parts.
  package init(
    _ number: Int, options: [LessonOption], figures: [Figure], experiments: [Experiment]
  ) {
    self.number = number
    self.options = options
    self.figures = figures
    self.experiments = experiments
  }

  func figure(named name: String) -> Figure? { figures.first { $0.name == name } }
}
