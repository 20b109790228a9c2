// Text from a wire may contain anything: sequences that move the cursor, rename the window or
// change the reading direction. None of that may reach a terminal; it is shown as an escape.

extension StringProtocol {
  /// The text with everything that is invisible or controls a terminal written as an escape.
  ///
  /// A line feed becomes `\n`, an escape character `\e`, a right-to-left override `\u{202e}`. A
  /// backslash becomes `\\`, so that no escape can be forged.
  public var escapedForTerminal: String {
    if utf8.allSatisfy(isPlain) { return String(self) }
    var result = ""
    var hasBase = false  // whether a character precedes that a combining mark may be drawn onto
    for character in self {
      let keepsJoiners = character.isEmojiSequence
      for scalar in character.unicodeScalars {
        let joins = keepsJoiners && (scalar == .zeroWidthJoiner || scalar == .emojiSelector)
        if joins || (scalar.isSafeToShow && (hasBase || !scalar.needsBase)) {
          result.unicodeScalars.append(scalar)
          hasBase = true
        } else {
          result += scalar.visibleEscape
          hasBase = false
        }
      }
    }
    return result
  }

  /// Whether `escapedForTerminal` would change nothing.
  public var isSafeForTerminal: Bool { escapedForTerminal.utf8.elementsEqual(utf8) }
}

/// The text of UTF-8 bytes, safe to show; a byte that is not UTF-8 is written like `\xff`.
///
/// - Parameter bytes: any bytes at all.
/// - Returns: text without control or invisible characters.
public func escapedForTerminal(utf8 bytes: some Collection<UInt8>) -> String {
  if bytes.allSatisfy(isPlain) { return String(decoding: bytes, as: UTF8.self) }
  var result = ""
  var valid = ""
  for piece in UTF8Pieces(bytes) {
    switch piece {
    case .scalar(let scalar, _):
      valid.unicodeScalars.append(scalar)
    case .invalid(let byte):
      result += valid.escapedForTerminal
      valid = ""
      result += "\\x" + hexDigits(UInt32(byte), atLeast: 2)
    }
  }
  return result + valid.escapedForTerminal
}

/// Whether a byte is a visible character of ASCII, or a space, that no escape begins with.
///
/// Most text is nothing else, and looking up the properties of its characters takes long.
private func isPlain(_ byte: UInt8) -> Bool {
  (0x20..<0x7f).contains(byte) && byte != UInt8(ascii: "\\")
}

extension Unicode.Scalar {
  /// Whether the scalar can be printed as it is: it is visible and does not control the terminal.
  public var isSafeToShow: Bool {
    if self == "\\" { return false }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned:
      return false
    default:
      return !properties.isDefaultIgnorableCodePoint
    }
  }

  /// Whether the scalar is drawn onto the one before it.
  fileprivate var needsBase: Bool {
    if properties.isGraphemeExtend || properties.isEmojiModifier { return true }
    return switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark: true
    default: false
    }
  }

  /// A visible name: `\n`, `\e`, `\\`, `\u{202e}`.
  public var visibleEscape: String {
    switch self {
    case "\\": "\\\\"
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    case "\0": "\\0"
    case "\u{1b}": "\\e"
    default: "\\u{\(hexDigits(value, atLeast: 1))}"
    }
  }
}

/// A number in lower-case hexadecimal, with leading zeros up to `atLeast` digits.
package func hexDigits(_ value: UInt32, atLeast count: Int) -> String {
  let digits = String(value, radix: 16)
  return String(repeating: "0", count: max(0, count - digits.count)) + digits
}
