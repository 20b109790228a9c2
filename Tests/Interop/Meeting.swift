/// What a peer does with a server: `Peers/meet.js` carries it out, for Python `python-client.py`.
struct Plan: Encodable {
  enum Item: Encodable, Hashable {
    case text(String)
    case bytes([UInt8])

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .text(let text): try container.encode(text)
      case .bytes(let bytes): try container.encode(bytes)
      }
    }

    /// As the report of a peer has it.
    var reported: String {
      switch self {
      case .text(let text): "text " + text
      case .bytes(let bytes): "bytes " + bytes.map { hexByte($0) }.joined()
      }
    }
  }

  /// The subprotocols to offer.
  var protocols: [String] = []
  /// What to send as soon as the connection is open.
  var sends: [Item] = []
  /// How many messages to await before closing.
  var awaits = 0
  /// The code and reason to close with; nil where the server has to close.
  var close: Close? = Close(code: 1000, reason: "")

  /// The arguments of `WebSocket.close()`, perhaps none.
  struct Close: Encodable {
    var code: Int?
    var reason: String

    func encode(to encoder: any Encoder) throws {
      var container = encoder.unkeyedContainer()
      guard let code else { return }
      try container.encode(code)
      try container.encode(reason)
    }
  }
}

/// What a peer saw, in the words of the browsers' API.
struct Report: Decodable, Equatable {
  var isOpen: Bool
  var `protocol`: String
  var extensions: String
  var received: [String]
  var code: Int
  var reason: String
  var wasClean: Bool

  /// The end, in one line to compare.
  var end: String { "\(code) \(reason)\(wasClean ? "" : " (not clean)")" }
}

private func hexByte(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16)
  return digits.count == 1 ? "0" + digits : digits
}
