import CommandLineKit

extension CompilerError {
  /// What to do, for the errors that people new to Swift often meet; nil for others.
  func help(in file: String) -> String? {
    for (words, help) in Self.help where words.allSatisfy(message.contains) { return help }
    if message.contains("is a 'let' constant"), let name = quoted.first {
      return isParameter(name, in: file)
        ? "A parameter cannot be changed. Make a copy that can: `var result = \(name)`."
        : "A constant cannot be changed. Write `var \(name)` where you now have `let \(name)`."
    }
    if message.hasPrefix("cannot find '"), let name = quoted.first {
      return Self.foreignWords[name]
        ?? nearName(to: name, in: file).map {
          "There is no `\(name)`. Do you mean `\($0)`?"
        }
    }
    if let name = quoted.last, Self.foundationNames.contains(name) { return Self.foundation }
    return nil
  }

  /// The parts of the message that are in quotation marks.
  private var quoted: [String] {
    message.split(separator: "'", omittingEmptySubsequences: false).enumerated()
      .compactMap { index, part in index.isMultiple(of: 2) ? nil : String(part) }
  }

  private func isParameter(_ name: String, in file: String) -> Bool {
    file.split(separator: "\n").contains { line in
      line.contains("func ") && (line.contains("\(name): ") || line.contains(" \(name):"))
    }
  }

  /// A name in the file that is written almost like this one.
  private func nearName(to name: String, in file: String) -> String? {
    let names = Set(file.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
    return nearest(to: name, among: names.subtracting([name]).filter { $0.count > 2 }.sorted())
  }

  /// Words of other languages.
  private static let foreignWords: [String: String] = {
    let declaration = """
      A constant begins with `let`, a variable with `var`; the type follows the name: \
      `var index: Int = 0`.
      """
    var words = [
      "xor": "XOR is written `^` in Swift.",
      "mod": "The remainder of a division is written `%` in Swift.",
      "and": "Write `&&` for and.", "or": "Write `||` for or.", "not": "Write `!` for not.",
      "elif": "Write `else if`.", "null": "Write `nil`.", "None": "Write `nil`.",
      "new": "Swift has no `new`. An empty array of bytes is `[UInt8]()`.",
      "range": "A range is written `0..<4`: from 0 up to 3.",
      "len": "The number of elements of an array is `array.count`.",
      "=>": "A closure is written `{ byte in … }`.", "++": "Write `index += 1`.",
      "True": "Write `true`.", "False": "Write `false`.",
    ]
    for word in ["const", "def", "int", "byte", "uint8_t", "auto", "val", "string", "char"] {
      words[word] = declaration
    }
    for name in foundationNames { words[name] = foundation }
    return words
  }()

  private static let foundation =
    "This is part of Foundation. Write `import Foundation` at the top of your file."

  private static let foundationNames: Set<String> = [
    "Data", "NSData", "NSString", "ProcessInfo", "CharacterSet", "trimmingCharacters",
    "whitespaces",
    "whitespacesAndNewlines", "newlines", "replacingOccurrences", "components",
    "base64EncodedString", "contentsOf", "pow", "NSMutableData", "NSLog",
  ]

  /// Words of a message, and what to do.
  private static let help: [(words: [String], help: String)] = [
    (
      ["'String' to", "'[UInt8]'"],
      "A text is not an array of bytes. Its bytes in UTF-8 are `Array(text.utf8)`."
    ),
    (["'String.UTF8View' to"], "Make an array of the bytes: `Array(text.utf8)`."),
    (
      ["'ArraySlice<UInt8>' to"],
      "A part of an array is a slice. Make an array of it: `Array(payload[2...])`."
    ),
    (
      ["'[UInt8]' to", "'String'"],
      "Bytes are not a text. Make one of them: `String(decoding: bytes, as: UTF8.self)`."
    ),
    (
      ["'Character' to", "'UInt8'"],
      "A character may have several bytes. Go through `text.utf8` to get bytes."
    ),
    (["'Data' to", "'[UInt8]'"], "Make an array of the bytes: `Array(data)` or `[UInt8](data)`."),
    (
      ["'[UInt8]' to", " 'UInt8'"],
      "An array is not one byte. Take a byte out of it, as in `key[0]`."
    ),
    (["C-style for statement"], "Write `for index in 0..<payload.count { … }`."),
    (["operator '++'"], "Write `index += 1`."), (["operator '--'"], "Write `index -= 1`."),
    (["operator '=>'"], "A closure is written `{ byte in … }`."),
    (["no member 'xor'"], "XOR is written `^` in Swift."),
    (["no member 'length'"], "The number of elements of an array is its `count`."),
    (["no member 'size'"], "The number of elements of an array is its `count`."),
    (["no member 'push'"], "To add an element at the end of an array, write `append`."),
    (["no member 'add'"], "To add an element at the end of an array, write `append`."),
    (
      ["cannot be applied to operands of type", "'Bool'"],
      "A Bool is not a number. Choose one by it: `masked ? 0x80 : 0`."
    ),
    (
      ["return expression of type '(UInt8, Int)'", "UInt64"],
      "Swift does not convert numbers by itself. Return `(UInt64(number), 1)`."
    ),
    (
      ["consecutive statements on a line"],
      "A line has one statement. To return two values, put them in parentheses: `return (a, b)`."
    ),
    (
      ["cannot be applied to two '[UInt8]'"],
      "This operator works on two numbers. Go through the arrays with a loop."
    ),
    (["cannot be applied to operands of type 'UInt8' and 'Int'"], sameType),
    (["cannot be applied to operands of type 'Int' and 'UInt8'"], sameType),
    (["cannot be applied to operands of type 'UInt", "and 'UInt"], sameType),
    (["cannot be applied to operands of type", "Int'"], sameType),
    (["cannot convert", "type 'Int' to", "'UInt8'"], conversion("UInt8")),
    (["cannot convert", "type 'UInt8' to", "'Int'"], conversion("Int")),
    (["cannot convert", "'UInt16'"], conversion("UInt16")),
    (["cannot convert", "'UInt64'"], conversion("UInt64")),
    (
      ["expressions are not allowed at the top level"],
      "Code outside a function does not run here. Move it into a function."
    ),
    (["can throw but is not marked with 'try'"], "Write `try` before the call."),
    (["must be unwrapped"], "The value may be nil. Write `guard let` or `if let` to get it out."),
    (["cannot be used as a boolean"], "Swift wants a comparison here, such as `count > 0`."),
    (["use of '=' in a boolean context"], "To compare, write `==`."),
    (["missing return"], "Every way through the function must end with `return` or `throw`."),
    (["literal", "overflows when stored into 'UInt8'"], "A UInt8 holds 0 to 255."),
    (["expected '}'"], "A `{` before this line has no `}` that closes it."),
    (["extraneous '}'"], "There is one `}` too many. Count the braces of the function above."),
    (["expected '{' after 'if'"], "The body of an `if` always has braces. For and, write `&&`."),
    (["single-quoted string"], "A text has double quotation marks."),
    (
      ["'nil' is incompatible with return type"],
      "This function cannot return nil. To refuse a call, throw an error."
    ),
    (
      ["'String' does not conform to 'Error'"],
      "A text cannot be thrown. Throw an error of the file, such as `throw TooLong()`."
    ),
    (
      [".Type' does not conform to 'Error'"], "Write parentheses after the name of the error: `()`."
    ),
    (
      ["cannot subscript String with an Int"],
      "A string has no numbered places. Make an array first: `Array(text.utf8)`."
    ),
    (["invalid redeclaration"], "This function is in the file twice. Remove one of the two."),
    (["requires explicit '&'"], "Write `&` before the variable that the function changes."),
    (
      ["unable to type-check this expression"],
      "This line is too much for the compiler. Divide it into several lines."
    ),
    (["missing argument label"], "Write the label before the value, as in `key: value`."),
  ]

  private static let sameType = """
    Both sides must have the same type. Convert one of them, as in `UInt8(number)` or `Int(byte)`.
    """

  private static func conversion(_ type: String) -> String {
    "Swift does not convert numbers by itself. Write `\(type)(…)` around the value."
  }
}
