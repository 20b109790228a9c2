/// The two streams that a program writes to, and the questions that concern both ends of a terminal.
package struct Console {
  /// Standard output: the result.
  package let output: Output
  /// Standard error: everything else.
  package let errors: Output

  /// A console of these streams; `Output.memory()` lets a test read what was written.
  package init(output: Output, errors: Output) {
    self.output = output
    self.errors = errors
  }

  /// The program's own streams.
  package static func standard() -> Console {
    Console(output: .standardOutput(), errors: .standardError())
  }

  /// Whether a person reads and answers: both what we read and what we write is a terminal.
  package var isInteractive: Bool { StandardInput.isTerminal && output.isTerminal }
}
