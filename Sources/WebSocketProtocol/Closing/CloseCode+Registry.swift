// IANA's "WebSocket Close Code Number Registry" (RFC 6455 §11.7), and the ranges of §7.4.2.

extension CloseCode {
  /// The codes that have a meaning of their own, in order: 1000–1015, and those that IANA has
  /// registered in 3000–3999.
  public static let registered: [CloseCode] =
    ((1000...1015) + [3000, 3003, 3008]).map { CloseCode(rawValue: $0) }

  /// A short name: of the code, or of the range that it lies in.
  public var name: String { entry.name }

  /// What the code says, in one sentence.
  public var meaning: String { entry.meaning }

  /// Whether the code may stand in a close frame: 1000–1003, 1007–1014 and 3000–4999.
  ///
  /// The others are not assigned, or exist to tell an application what happened where no close frame
  /// said it. RFC 6455 §7.4.
  public var mayBeSent: Bool {
    switch rawValue {
    case 1000...1003, 1007...1014, 3000...4999: true
    default: false
    }
  }

  private var entry: (name: String, meaning: String) {
    switch rawValue {
    case 0...999:
      ("not used", "Codes below 1000 are not used.")
    case 1000:
      ("normal closure", "The connection has done what it was opened for.")
    case 1001:
      ("going away", "The server shuts down, or the user left the page.")
    case 1002:
      ("protocol error", "The peer broke a rule of the protocol.")
    case 1003:
      ("unsupported data", "The peer sent a type of data that this endpoint does not take.")
    case 1004:
      ("reserved", "No meaning has been given to this code yet.")
    case 1005:
      ("no status received", "Reported, never sent: the close frame held no code.")
    case 1006:
      ("abnormal closure", "Reported, never sent: the connection ended without a close frame.")
    case 1007:
      (
        "invalid payload data",
        "A message did not hold what its type says, such as UTF-8 in a text."
      )
    case 1008:
      ("policy violation", "A message broke a rule of this endpoint's own.")
    case 1009:
      ("message too big", "A message was larger than this endpoint takes.")
    case 1010:
      ("mandatory extension", "The client needs an extension that the server did not agree to.")
    case 1011:
      ("internal error", "The server met something that it did not expect.")
    case 1012:
      ("service restart", "The server starts anew; a client may connect again shortly.")
    case 1013:
      ("try again later", "The server has too much to do; a client may connect again later.")
    case 1014:
      ("bad gateway", "A gateway got no valid response from the server behind it.")
    case 1015:
      ("TLS handshake", "Reported, never sent: the TLS handshake failed.")
    case 1016...2999:
      ("unassigned", "Kept for later versions of the protocol and its extensions.")
    case 3000:
      ("unauthorized", "The client must first prove who it is, as with HTTP's 401.")
    case 3003:
      ("forbidden", "The client is known, but may not do this, as with HTTP's 403.")
    case 3008:
      ("timeout", "Something took too long, as with HTTP's 408.")
    case 3000...3999:
      (
        "for libraries",
        "For libraries and frameworks, which register codes of this range with IANA."
      )
    case 4000...4999:
      ("private use", "Its meaning is agreed between this client and this server alone.")
    default:
      ("out of range", "Codes above 4999 are not used.")
    }
  }
}
