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
    reading offer: ExtensionOffer, allowsClientWindowWithoutValue: Bool
  ) throws(DeflateRefusal) {
    self.init()
    var seen: Set<Name> = []
    for parameter in offer.parameters {
      guard let name = Name(rawValue: parameter.name) else {
        let known = Name.allCases.map(\.rawValue).joined(separator: ", ")
        throw DeflateRefusal(
          .unknownDeflateParameter,
          "permessage-deflate has no parameter \"\(parameter.name)\". It has \(known).")
      }
      guard seen.insert(name).inserted else {
        throw DeflateRefusal(
          .repeatedDeflateParameter, "\(name.rawValue) stands there a second time.")
      }
      switch (name, parameter.value) {
      case (.serverNoContextTakeover, nil): serverNoContextTakeover = true
      case (.clientNoContextTakeover, nil): clientNoContextTakeover = true
      case (.serverNoContextTakeover, let value?), (.clientNoContextTakeover, let value?):
        throw DeflateRefusal(
          .deflateParameterValue,
          "\(name.rawValue) has the value \"\(value)\". It takes none: it is there or not.")
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
  private static func windowBits(_ value: String?, of name: Name) throws(DeflateRefusal) -> Int {
    guard let value else {
      throw DeflateRefusal(
        .deflateParameterValue, "\(name.rawValue) has no value. Here it needs one, 8–15.")
    }
    // `Int` reads "+9" and "09" too, so the number is compared with how it is written.
    guard let bits = Int(value), (8...15).contains(bits), "\(bits)" == value else {
      throw DeflateRefusal(
        .deflateParameterValue,
        "\(name.rawValue) has the value \"\(value)\". It must be 8–15, without leading zeros.")
    }
    return bits
  }
}

// MARK: - Writing

extension DeflateParameters {
  var extensionOffer: ExtensionOffer {
    var parameters: [ExtensionOffer.Parameter] = []
    func append(_ name: Name, _ value: Int? = nil) {
      parameters.append(ExtensionOffer.Parameter(name.rawValue, value.map { "\($0)" }))
    }
    if serverNoContextTakeover { append(.serverNoContextTakeover) }
    if clientNoContextTakeover { append(.clientNoContextTakeover) }
    if let bits = serverMaxWindowBits { append(.serverMaxWindowBits, bits) }
    if let bits = clientMaxWindowBits { append(.clientMaxWindowBits, bits) }
    return ExtensionOffer(name: Self.extensionName, parameters: parameters)
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

  static let unknownDeflateParameter = Rule(
    "deflate.parameter-unknown", section: "RFC 7692 §7", closeCode: nil,
    "An offer or response of permessage-deflate has no parameters but the four of §7.1.")

  static let repeatedDeflateParameter = Rule(
    "deflate.parameter-repeated", section: "RFC 7692 §7", closeCode: nil,
    "An offer or response of permessage-deflate has each parameter at most once.")

  static let deflateParameterValue = Rule(
    "deflate.parameter-value", section: "RFC 7692 §7.1", closeCode: nil,
    "Window bits are a number 8–15 without leading zeros (an offer's client_max_window_bits may go "
      + "without); the no_context_takeover parameters have no value.")

  static let serverTakeoverNotHonoured = Rule(
    "deflate.server-takeover-not-honoured", section: "RFC 7692 §7.1.1.1", closeCode: nil,
    "A server that accepts an offer with server_no_context_takeover answers with it.")

  static let serverWindowNotHonoured = Rule(
    "deflate.server-window-not-honoured", section: "RFC 7692 §7.1.2.1", closeCode: nil,
    "A server that accepts an offer with server_max_window_bits answers with the same or less.")

  static let clientWindowNotOffered = Rule(
    "deflate.client-window-not-offered", section: "RFC 7692 §7.1.2.2", closeCode: nil,
    "A server answers with client_max_window_bits only where the offer has it.")

  static let clientWindowTooLarge = Rule(
    "deflate.client-window-too-large", section: "RFC 7692 §7.1.2.2", closeCode: nil,
    "Where an offer's client_max_window_bits has a value, the answer's is the same or less.")

  static let deflateAnsweredTwice = Rule(
    "deflate.answered-twice", section: "RFC 7692 §5", closeCode: nil,
    "A server accepts at most one offer of permessage-deflate: RSV1 can mean one thing only.")
}
