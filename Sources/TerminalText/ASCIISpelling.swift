extension String {
  /// Our own words with every character outside ASCII written in it.
  ///
  /// Signs that prose uses get their usual substitute; what is left becomes `\u{…}`.
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
    "⊕": "^", "≈": "~", "µ": "u",
  ]
}
