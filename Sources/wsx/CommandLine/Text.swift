import TerminalText

/// A word of the user's in quotes, safe to print, and only the beginning of a long one.
func quoted(_ text: String) -> String {
  let start = text.unicodeScalars.prefix(120)
  let isLong = start.endIndex < text.unicodeScalars.endIndex
  return "“\(String(start).escapedForTerminal)\(isLong ? "…" : "")”"
}
