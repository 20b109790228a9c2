extension String {
  /// The text escaped for XML and HTML: no part of it is markup, and no part is invisible.
  public var escapedForMarkup: String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\\", "\u{200d}", "\u{fe0f}": result.unicodeScalars.append(scalar)
      default:
        if scalar.isSafeToShow {
          result.unicodeScalars.append(scalar)
        } else {
          result += scalar.visibleEscape
        }
      }
    }
    return result
  }
}
