extension Rule {
  /// Every rule of RFC 6455 that is checked: of frames, messages, closing and the opening handshake;
  /// and the limits that an endpoint sets itself.
  public static let all = frameRules + messageRules + closeRules + handshakeRules + limitRules
}
