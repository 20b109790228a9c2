import TerminalText

/// The user's own word in quotes, safe to print; of a long one only the beginning.
package func quoted(_ text: String) -> String {
  let start = text.unicodeScalars.prefix(120)
  let isLong = start.endIndex < text.unicodeScalars.endIndex
  return "“\(String(start).escapedForTerminal)\(isLong ? "…" : "")”"
}
