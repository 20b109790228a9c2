extension HandshakeExtension {
  /// Why a list of extensions cannot be read, and where.
  public struct SyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The place in the list, in bytes from 0.
    public let offset: Int
    /// What is there and what was expected.
    public let statement: Statement

    /// What is there and what was expected, in no language.
    public var description: String { "\(statement)" }
  }

  /// Reads a header's value: one extension or several, with commas between them.
  ///
  /// Throws where the grammar of RFC 6455 §9.1 is broken; an endpoint then fails the connection.
  public static func parse(_ list: String) throws(SyntaxError) -> [HandshakeExtension] {
    try parse(Array(list.utf8))
  }

  static func parse(_ list: [UInt8]) throws(SyntaxError) -> [HandshakeExtension] {
    var parser = ExtensionParser(list)
    return try parser.list()
  }
}

/// Reads like the grammar: each method is one of its rules.
private struct ExtensionParser {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Reads `extension-list = 1#extension`.
  ///
  /// As in every list of HTTP, members may be empty, but not all.
  mutating func list() throws(HandshakeExtension.SyntaxError) -> [HandshakeExtension] {
    var listings: [HandshakeExtension] = []
    repeat {
      skipBlanks()
      if position < bytes.count, bytes[position] != UInt8(ascii: ",") {
        listings.append(try listing())
      }
    } while skip(UInt8(ascii: ","))
    skipBlanks()
    guard position == bytes.count else {
      throw error(.separator)
    }
    guard !listings.isEmpty else { throw error(.name) }
    return listings
  }

  /// Reads `extension = extension-token *( ";" extension-param )`.
  private mutating func listing() throws(HandshakeExtension.SyntaxError) -> HandshakeExtension {
    var listing = HandshakeExtension(name: try token(.name))
    while skip(UInt8(ascii: ";")) {
      listing.parameters.append(try parameter())
    }
    return listing
  }

  /// Reads `extension-param = token [ "=" (token | quoted-string) ]`.
  private mutating func parameter() throws(HandshakeExtension.SyntaxError)
    -> HandshakeExtension.Parameter
  {
    let name = try token(.parameter)
    guard skip(UInt8(ascii: "=")) else { return HandshakeExtension.Parameter(name) }
    if skip(UInt8(ascii: "\"")) {
      return HandshakeExtension.Parameter(name, try quotedToken())
    }
    return HandshakeExtension.Parameter(name, try token(.value))
  }

  private mutating func token(_ meaning: Expectation) throws(HandshakeExtension.SyntaxError)
    -> String
  {
    skipBlanks()
    let start = position
    while position < bytes.count, bytes[position].isTokenByte {
      position += 1
    }
    guard position > start else { throw error(meaning) }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// What is in quotation marks, after its backslashes are undone, must be a token.
  private mutating func quotedToken() throws(HandshakeExtension.SyntaxError) -> String {
    var value: [UInt8] = []
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      if bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count {
        position += 1
      }
      guard bytes[position].isTokenByte else {
        throw error(.tokenByte)
      }
      value.append(bytes[position])
      position += 1
    }
    guard !value.isEmpty else { throw error(.quotedValue) }
    guard position < bytes.count else { throw error(.closingQuote) }
    position += 1
    return String(decoding: value, as: UTF8.self)
  }

  /// Skips a sign, and the blanks before it, where it comes next.
  private mutating func skip(_ sign: UInt8) -> Bool {
    let start = position
    skipBlanks()
    guard position < bytes.count, bytes[position] == sign else {
      position = start
      return false
    }
    position += 1
    return true
  }

  private mutating func skipBlanks() {
    while position < bytes.count, bytes[position].isBlank {
      position += 1
    }
  }

  /// What the grammar asks for at a place; the variants of a statement.
  private enum Expectation: String {
    case separator, name, parameter, value
    case tokenByte = "token-byte"
    case quotedValue = "quoted-value"
    case closingQuote = "closing-quote"
  }

  private func error(_ expectation: Expectation) -> HandshakeExtension.SyntaxError {
    let found = position < bytes.count ? bytes[position].statement : Statement("byte/end")
    return HandshakeExtension.SyntaxError(
      offset: position,
      statement: Statement(
        "extension-list/\(expectation.rawValue)",
        ["position": .count(position + 1), "found": .statement(found)]))
  }
}
