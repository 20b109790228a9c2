/// Why a text cannot be read as bytes, with the place of the first character that does not fit.
public struct InputError: Error, Equatable, Sendable {
  /// The line of that character, counted from 1.
  public var line: Int

  /// Its place in the line, counted in characters from 1.
  public var column: Int

  /// The part of the line around it, safe to print: invisible characters are escaped.
  public var lineText: String

  /// How many terminal columns precede the character in `lineText`.
  public var caretOffset: Int

  /// What should be there.
  public var expected: String

  /// What is there.
  public var found: String

  /// The format that the text is closest to.
  public var nearestFormat: InputFormat?

  /// What to do about it, where that is known.
  public var hint: String?

  init(_ error: NotationError, in text: PastedText, nearest: InputFormat?) {
    let position = min(max(error.position, text.start), text.bytes.count)
    let lineIndex = text.line(at: position)
    let excerpt = LineExcerpt(of: text, line: text.lines[lineIndex], around: position)
    line = lineIndex + 1
    column = excerpt.column
    lineText = excerpt.text
    caretOffset = excerpt.caretOffset
    expected = error.expected
    found = error.found ?? excerpt.character(isLastLine: lineIndex == text.lines.count - 1)
    nearestFormat = nearest
    hint = error.hint ?? Self.hintForShortenedText(in: text, at: position)
  }

  /// A hint for text in which a program printed dots in place of bytes.
  private static func hintForShortenedText(in text: PastedText, at position: Int) -> String? {
    let rest = text.scannerFrom(position)
    guard rest.isAt("...") || rest.isAt("…") else { return nil }
    return "the program that printed this left bytes out: print all of them"
  }
}

extension InputError: CustomStringConvertible {
  /// The error in several lines: what is wrong, the line with a caret under the place, the
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
