import CommandLineKit

/// A command that one lesson has besides those of every lesson, or instead of one of them.
package struct LessonCommand: Sendable {
  /// The word on the command line.
  package var name: String
  /// What it does, in a few words.
  package var meaning: String
  /// The options that it has besides those of every lesson.
  package var options: [Option]
  /// Does it.
  package var run: @Sendable (LessonProgram) throws -> LessonProgram.Exit

  /// A command from its parts.
  package init(
    _ name: String, _ meaning: String, options: [Option] = [],
    run: @escaping @Sendable (LessonProgram) throws -> LessonProgram.Exit
  ) {
    self.name = name
    self.meaning = meaning
    self.options = options
    self.run = run
  }
}
