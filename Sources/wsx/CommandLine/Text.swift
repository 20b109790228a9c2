import TerminalText

/// A word of the user's in quotes, safe to print.
func quoted(_ text: String) -> String {
  "“\(text.escapedForTerminal)”"
}
