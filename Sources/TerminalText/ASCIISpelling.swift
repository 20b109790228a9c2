extension String {
  /// The text with every character outside ASCII replaced.
  ///
  /// Signs that are used in prose get their usual substitute; others become `\u{…}`.
  var spelledInASCII: String {
    if utf8.allSatisfy({ $0 < 0x80 }) { return self }
    var result = ""
    for scalar in unicodeScalars {
      if scalar.isASCII {
        result.unicodeScalars.append(scalar)
      } else {
        result += Self.asciiSpellings[scalar] ?? scalar.visibleEscape
      }
    }
    return result
  }

  private static let asciiSpellings: [Unicode.Scalar: String] = [
    "§": "section ", "–": "-", "—": "-", "−": "-", "…": "...", "·": "-", "×": "x", "→": "->",
    "←": "<-", "“": "\"", "”": "\"", "‘": "'", "’": "'", "✓": "ok", "✗": "X", "≤": "<=", "≥": ">=",
    "⊕": "^", "≈": "~", "µ": "u", "•": "*",
    // The lines of pictures, each one column wide.
    "─": "-", "╌": "-", "│": "|", "┊": ":", "├": "+", "┤": "+", "┬": "+", "┴": "+", "┼": "+",
    "┌": "+", "┐": "+", "└": "+", "┘": "+", "╲": "\\", "╱": "/", "╳": "X",
  ]
}
