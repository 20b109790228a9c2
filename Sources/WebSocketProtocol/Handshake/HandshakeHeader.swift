/// A header field that the caller adds to a request or a response.
public struct HandshakeHeader: Hashable, Sendable {
  /// The name, a token.
  public var name: String
  /// The value: printable ASCII, spaces and tabs.
  public var value: String

  /// A field from its parts, which are checked where it is written.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// Why a request or a response cannot be written: a mistake of the caller, not of the peer.
public enum HandshakeWritingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A header's name is not a token.
  case headerName(String)
  /// A header's value holds a byte that could end its line, or is not ASCII.
  case headerValue(name: String, byte: UInt8, offset: Int)
  /// The handshake writes this header itself.
  case reservedHeader(String)
  /// The host is empty, or holds a byte that cannot be in a host.
  case host(String)
  /// The target is not a path, or holds a byte that cannot be in a target.
  case target(String)
  /// A subprotocol's name is not a token.
  case subprotocol(String)
  /// A subprotocol is listed twice.
  case subprotocolTwice(String)
  /// An extension's part is not a token.
  case extensionOffer(HandshakeExtension)

  /// What is wrong and what is expected, in whole sentences.
  public var description: String {
    switch self {
    case .headerName(let name):
      "\(name.quoted) is not a header name. It may hold only letters, digits and -.!#$%&'*+^_`|~."
    case .headerValue(let name, let byte, let offset):
      "The value of \(name.quoted) holds \(byte.nameInProse) at offset \(offset). "
        + "It may hold only printable ASCII, spaces and tabs."
    case .reservedHeader(let name):
      "\(name.quoted) is written by the handshake itself. Leave it out."
    case .host(let host):
      "\(host.quoted) is not a host. Expected a name or an address, perhaps with a colon and a port."
    case .target(let target):
      "\(target.quoted) is not a request target. Expected a path that begins with \"/\", in "
        + "printable ASCII, without spaces and without \"#\"."
    case .subprotocol(let name):
      "\(name.quoted) is not a subprotocol. It may hold only letters, digits and -.!#$%&'*+^_`|~."
    case .subprotocolTwice(let name):
      "The subprotocol \(name.quoted) is listed twice. Once is enough."
    case .extensionOffer(let offer):
      "The extension \(offer.text.quoted) cannot be written: its name, its parameters' names and "
        + "their values must be tokens."
    }
  }
}

extension HandshakeHeader {
  /// Headers whose meaning the handshake depends on.
  private static let reserved = [
    "Host", "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version",
    "Sec-WebSocket-Protocol", "Sec-WebSocket-Extensions", "Sec-WebSocket-Accept", "Origin",
    "Content-Length", "Transfer-Encoding",
  ]

  /// Throws where the field would break the head.
  func check() throws(HandshakeWritingError) {
    guard name.utf8.isToken else { throw .headerName(name) }
    guard !Self.reserved.contains(where: { $0.equalsIgnoringCase(name) }) else {
      throw .reservedHeader(name)
    }
    try checkValue()
  }

  /// Throws where the value could end its line.
  func checkValue() throws(HandshakeWritingError) {
    for (offset, byte) in value.utf8.enumerated()
    where !byte.isBlank && !(0x21...0x7e).contains(byte) {
      throw .headerValue(name: name, byte: byte, offset: offset)
    }
  }
}

/// Writes a head from parts that are already checked.
struct HTTPHeadWriter {
  private(set) var text: String

  init(startLine: String) {
    text = startLine + "\r\n"
  }

  mutating func add(_ name: String, _ value: String) {
    text += "\(name): \(value)\r\n"
  }

  /// The head, and a body after it.
  func bytes(body: String = "") -> [UInt8] {
    Array("\(text)\r\n\(body)".utf8)
  }
}

extension UInt8 {
  /// The byte as a sentence can show it: `"x"` where it is printable ASCII, else `byte 0x0d (CR)`.
  var nameInProse: String {
    switch self {
    case 0x21...0x7e: return "\"\(Character(Unicode.Scalar(self)))\""
    case 0x00: return "byte 0x00 (NUL)"
    case 0x09: return "byte 0x09 (tab)"
    case 0x0a: return "byte 0x0a (LF)"
    case 0x0d: return "byte 0x0d (CR)"
    case 0x20: return "a space"
    default:
      let digits = String(self, radix: 16)
      return "byte 0x" + (digits.count == 1 ? "0" : "") + digits
    }
  }
}
