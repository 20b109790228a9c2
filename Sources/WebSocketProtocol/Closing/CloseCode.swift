/// Why a connection is closed: the number before the reason in a close frame.
///
/// RFC 6455 §7.4.
public struct CloseCode: RawRepresentable, Hashable, Sendable {
  /// The number, 0–65,535.
  public let rawValue: UInt16

  /// A code by its number, allowed on the wire or not.
  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// 1000: the connection has done what it was for.
  public static let normalClosure = CloseCode(rawValue: 1000)
  /// 1001: the server stops, or the user leaves the page.
  public static let goingAway = CloseCode(rawValue: 1001)
  /// 1002: the peer broke the protocol.
  public static let protocolError = CloseCode(rawValue: 1002)
  /// 1003: a kind of data that this endpoint does not accept.
  public static let unsupportedData = CloseCode(rawValue: 1003)
  /// 1004: reserved, with no meaning; never on the wire.
  public static let reserved = CloseCode(rawValue: 1004)
  /// 1005: the close frame held no code; never on the wire.
  public static let noStatusReceived = CloseCode(rawValue: 1005)
  /// 1006: there was no close frame; never on the wire.
  public static let abnormalClosure = CloseCode(rawValue: 1006)
  /// 1007: data that does not fit its type, such as text that is not UTF-8.
  public static let invalidPayloadData = CloseCode(rawValue: 1007)
  /// 1008: against this endpoint's rules.
  public static let policyViolation = CloseCode(rawValue: 1008)
  /// 1009: a message that is larger than this endpoint accepts.
  public static let messageTooBig = CloseCode(rawValue: 1009)
  /// 1010: the server did not negotiate an extension that the client needs.
  public static let mandatoryExtension = CloseCode(rawValue: 1010)
  /// 1011: something unexpected stops the server.
  public static let internalError = CloseCode(rawValue: 1011)
  /// 1012: the server restarts.
  public static let serviceRestart = CloseCode(rawValue: 1012)
  /// 1013: the server has too much to do; try again later.
  public static let tryAgainLater = CloseCode(rawValue: 1013)
  /// 1014: a gateway got no valid answer from its server.
  public static let badGateway = CloseCode(rawValue: 1014)
  /// 1015: TLS failed; never on the wire.
  public static let tlsHandshake = CloseCode(rawValue: 1015)
  /// 3000: the client must prove who it is first.
  public static let unauthorized = CloseCode(rawValue: 3000)
  /// 3003: the client is known, but may not do this.
  public static let forbidden = CloseCode(rawValue: 3003)
  /// 3008: something took too long.
  public static let timeout = CloseCode(rawValue: 3008)
}
