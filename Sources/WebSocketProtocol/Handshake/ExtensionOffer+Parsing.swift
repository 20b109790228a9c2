extension ExtensionOffer {
  /// Why a list of extensions cannot be read, and where.
  public struct SyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The place in the list, in bytes from 0.
    public let offset: Int
    /// What stands there and what was expected, in whole sentences.
    public let description: String
  }

  /// Reads a header's value: one extension or several, with commas between them.
  ///
  /// Throws where the grammar of RFC 6455 §9.1 is broken; an endpoint then fails the connection.
  public static func parse(_ list: String) throws(SyntaxError) -> [ExtensionOffer] {
    try parse(Array(list.utf8))
  }

  static func parse(_ list: [UInt8]) throws(SyntaxError) -> [ExtensionOffer] {
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
  mutating func list() throws(ExtensionOffer.SyntaxError) -> [ExtensionOffer] {
    var offers: [ExtensionOffer] = []
    repeat {
      skipBlanks()
      if position < bytes.count, bytes[position] != UInt8(ascii: ",") {
        offers.append(try offer())
      }
    } while skip(UInt8(ascii: ","))
    skipBlanks()
    guard position == bytes.count else {
      throw error("Expected is \";\", \",\" or the end")
    }
    guard !offers.isEmpty else { throw error("Expected is an extension's name") }
    return offers
  }

  /// Reads `extension = extension-token *( ";" extension-param )`.
  private mutating func offer() throws(ExtensionOffer.SyntaxError) -> ExtensionOffer {
    var offer = ExtensionOffer(name: try token("an extension's name"))
    while skip(UInt8(ascii: ";")) {
      offer.parameters.append(try parameter())
    }
    return offer
  }

  /// Reads `extension-param = token [ "=" (token | quoted-string) ]`.
  private mutating func parameter() throws(ExtensionOffer.SyntaxError) -> ExtensionOffer.Parameter {
    let name = try token("a parameter's name")
    guard skip(UInt8(ascii: "=")) else { return ExtensionOffer.Parameter(name) }
    if skip(UInt8(ascii: "\"")) {
      return ExtensionOffer.Parameter(name, try quotedToken())
    }
    return ExtensionOffer.Parameter(name, try token("a value"))
  }

  private mutating func token(_ meaning: String) throws(ExtensionOffer.SyntaxError) -> String {
    skipBlanks()
    let start = position
    while position < bytes.count, bytes[position].isTokenByte {
      position += 1
    }
    guard position > start else { throw error("Expected is \(meaning)") }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// What stands in quotation marks, after its backslashes are undone, must be a token.
  private mutating func quotedToken() throws(ExtensionOffer.SyntaxError) -> String {
    var value: [UInt8] = []
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      if bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count {
        position += 1
      }
      guard bytes[position].isTokenByte else {
        throw error("Expected inside quotation marks is what a token may hold")
      }
      value.append(bytes[position])
      position += 1
    }
    guard !value.isEmpty else { throw error("Expected is a value between the quotation marks") }
    guard position < bytes.count else { throw error("Expected is a closing quotation mark") }
    position += 1
    return String(decoding: value, as: UTF8.self)
  }

  /// Steps over a sign, and the blanks before it, where it comes next.
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

  private func error(_ expectation: String) -> ExtensionOffer.SyntaxError {
    let found = position < bytes.count ? bytes[position].nameInProse : "the end"
    return ExtensionOffer.SyntaxError(
      offset: position,
      description: "At character \(position + 1) stands \(found). \(expectation).")
  }
}
