/// Why a text cannot be read as bytes, and the first character that stands in the way.
public struct InputError: Error, Equatable, Sendable {
  /// The line of that character, counted from 1.
  public var line: Int

  /// Its place in the line, counted in characters from 1.
  public var column: Int

  /// The line around it, safe to print: what has no shape is escaped, what is far away elided.
  public var lineText: String

  /// How many columns of a terminal stand before the character in `lineText`.
  public var caretOffset: Int

  /// What should have been there.
  public var expected: String

  /// What is there.
  public var found: String

  /// The format that the text comes nearest to.
  public var nearestFormat: InputFormat?

  /// What to do about it, where that is known.
  public var hint: String?

  init(_ misfit: Misfit, in text: PastedText, nearest: InputFormat?) {
    let position = min(max(misfit.position, text.start), text.bytes.count)
    let lineIndex = text.line(at: position)
    let excerpt = LineExcerpt(of: text, line: text.lines[lineIndex], around: position)
    line = lineIndex + 1
    column = excerpt.column
    lineText = excerpt.text
    caretOffset = excerpt.caretOffset
    expected = misfit.expected
    found = misfit.found ?? excerpt.character(isLastLine: lineIndex == text.lines.count - 1)
    nearestFormat = nearest
    hint = misfit.hint ?? Self.hintForShortenedText(in: text, at: position)
  }

  /// Printers that shorten what they print leave dots where bytes were.
  private static func hintForShortenedText(in text: PastedText, at position: Int) -> String? {
    let rest = text.scannerFrom(position)
    guard rest.isAt("...") || rest.isAt("…") else { return nil }
    return "the text was shortened where it was printed: print all of it"
  }
}

extension InputError: CustomStringConvertible {
  /// The error over several lines: what is wrong, the line with a caret under the place, the
  /// nearest format, and what to do.
  public var description: String {
    var lines = ["line \(line), column \(column): expected \(expected), found \(found)"]
    let isBlank = lineText.allSatisfy { $0 == " " }
    if !isBlank {
      lines.append("  " + lineText)
      lines.append("  " + String(repeating: " ", count: caretOffset) + "^")
    }
    if let nearestFormat {
      lines.append("nearest format: \(nearestFormat.title), like \(nearestFormat.summary)")
    }
    if let hint { lines.append("hint: \(hint)") }
    return lines.joined(separator: "\n")
  }
}
