import WebSocketProtocol

/// The parameters of permessage-deflate, as an offer and a response share them.
///
/// RFC 7692 §7.1.
struct DeflateParameters {
  /// The extension's name.
  static let extensionName = "permessage-deflate"

  var serverNoContextTakeover = false
  var clientNoContextTakeover = false
  var serverMaxWindowBits: Int?
  /// Nil: absent; some nil: present without a value.
  var clientMaxWindowBits: Int??

  private enum Name: String, CaseIterable {
    case serverNoContextTakeover = "server_no_context_takeover"
    case clientNoContextTakeover = "client_no_context_takeover"
    case serverMaxWindowBits = "server_max_window_bits"
    case clientMaxWindowBits = "client_max_window_bits"
  }
}

// MARK: - Reading

extension DeflateParameters {
  /// Reads parameters as strictly as §7 asks of a server and of a client alike.
  init(
    reading offer: HandshakeExtension, allowsClientWindowWithoutValue: Bool
  ) throws(ExtensionRefusal) {
    self.init()
    var seen: Set<Name> = []
    for parameter in offer.parameters {
      guard let name = Name(rawValue: parameter.name) else {
        let known = Name.allCases.map(\.rawValue).joined(separator: ", ")
        throw ExtensionRefusal(
          .unknownDeflateParameter, ["name": .text(parameter.name), "known": .name(known)])
      }
      guard seen.insert(name).inserted else {
        throw ExtensionRefusal(.repeatedDeflateParameter, ["name": .name(name.rawValue)])
      }
      switch (name, parameter.value) {
      case (.serverNoContextTakeover, nil): serverNoContextTakeover = true
      case (.clientNoContextTakeover, nil): clientNoContextTakeover = true
      case (.serverNoContextTakeover, let value?), (.clientNoContextTakeover, let value?):
        throw ExtensionRefusal(
          .deflateParameterValue, variant: "takes-none",
          ["name": .name(name.rawValue), "value": .text(value)])
      case (.serverMaxWindowBits, let value):
        serverMaxWindowBits = try Self.windowBits(value, of: name)
      case (.clientMaxWindowBits, nil) where allowsClientWindowWithoutValue:
        clientMaxWindowBits = .some(nil)
      case (.clientMaxWindowBits, let value):
        clientMaxWindowBits = try Self.windowBits(value, of: name)
      }
    }
  }

  /// §7.1.2: a decimal number from 8 to 15 without leading zeros.
  private static func windowBits(_ value: String?, of name: Name) throws(ExtensionRefusal) -> Int {
    guard let value else {
      throw ExtensionRefusal(
        .deflateParameterValue, variant: "missing", ["name": .name(name.rawValue)])
    }
    // `Int` reads "+9" and "09" too, so the number is compared with how it is written.
    guard let bits = Int(value), (8...15).contains(bits), "\(bits)" == value else {
      throw ExtensionRefusal(
        .deflateParameterValue, ["name": .name(name.rawValue), "value": .text(value)])
    }
    return bits
  }
}

// MARK: - Writing

extension DeflateParameters {
  var listing: HandshakeExtension {
    var parameters: [HandshakeExtension.Parameter] = []
    func append(_ name: Name, _ value: Int? = nil) {
      parameters.append(HandshakeExtension.Parameter(name.rawValue, value.map { "\($0)" }))
    }
    if serverNoContextTakeover { append(.serverNoContextTakeover) }
    if clientNoContextTakeover { append(.clientNoContextTakeover) }
    if let bits = serverMaxWindowBits { append(.serverMaxWindowBits, bits) }
    if let bits = clientMaxWindowBits { append(.clientMaxWindowBits, bits) }
    return HandshakeExtension(name: Self.extensionName, parameters: parameters)
  }
}

// MARK: - Rules

extension Rule {
  /// The rules that an offer or a response can break.
  package static let deflateNegotiationRules = [
    unknownDeflateParameter, repeatedDeflateParameter, deflateParameterValue,
    serverTakeoverNotHonoured, serverWindowNotHonoured, clientWindowNotOffered,
    clientWindowTooLarge, deflateAnsweredTwice,
  ]

  /// RFC 7692 §7: a parameter that §7.1 does not define makes a server decline the offer and a client
  /// fail the connection (MUST both).
  static let unknownDeflateParameter = negotiation("parameter-unknown", section: "7")

  /// RFC 7692 §7: so does a parameter that is there twice.
  static let repeatedDeflateParameter = negotiation("parameter-repeated", section: "7")

  /// RFC 7692 §7.1: so does a value that is not allowed.
  ///
  /// Window bits MUST be 8–15 without leading zeros; the no_context_takeover parameters MUST NOT
  /// have a value.
  static let deflateParameterValue = negotiation("parameter-value", section: "7.1")

  /// RFC 7692 §7.1.1.1: a server accepts server_no_context_takeover by answering with it.
  static let serverTakeoverNotHonoured = negotiation(
    "server-takeover-not-honoured", section: "7.1.1.1")

  /// RFC 7692 §7.1.2.1: a server accepts server_max_window_bits by answering with the same or less.
  static let serverWindowNotHonoured = negotiation("server-window-not-honoured", section: "7.1.2.1")

  /// RFC 7692 §7.1.2.2: a server MUST NOT answer with client_max_window_bits where the offer has none.
  static let clientWindowNotOffered = negotiation("client-window-not-offered", section: "7.1.2.2")

  /// RFC 7692 §7.1.2.2: where the offer has a value, the answer has the same or less.
  static let clientWindowTooLarge = negotiation("client-window-too-large", section: "7.1.2.2")

  /// RFC 7692 §5: a server accepts at most one offer, because RSV1 can mean one thing only.
  static let deflateAnsweredTwice = negotiation("answered-twice", section: "5")

  private static func negotiation(_ id: String, section: String) -> Rule {
    Rule("deflate.\(id)", section: "RFC 7692 §\(section)", .failHandshake)
  }
}
