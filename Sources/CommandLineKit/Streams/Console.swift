import TerminalText

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

  /// The program's own streams: to be made once, since each console collects its own output.
  package static func standard() -> Console {
    Console(output: .standardOutput(), errors: .standardError())
  }

  /// Whether a person reads and answers: both what we read and what we write is a terminal.
  package var isInteractive: Bool { StandardInput.isTerminal && output.isTerminal }

  /// Writes sentences to standard error, after the result so far; a terminal shows them broken at spaces.
  ///
  /// - Parameters:
  ///   - words: one or more lines, without the last line's end.
  ///   - indent: how far a line's second part is moved to the right.
  ///   - style: how wide the lines may be, and in which characters; the terminal's width without it.
  package func say(_ words: String, indent: Int = 0, style: TerminalStyle? = nil) {
    output.flush()
    let width = style?.width ?? max(40, output.terminalSize?.columns ?? 80)
    let lines = words.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      let line = StyledLine(String(line))
      return errors.isTerminal ? line.wrapped(to: width, indent: indent) : [line]
    }
    let plain = TerminalStyle(characters: style?.characters ?? .unicode)
    errors.write(StyledText(lines).rendered(plain))
  }
}
