extension Rule {
  /// Every rule that is checked: of frames, messages, closing and the opening handshake.
  public static let all = frameRules + messageRules + closeRules + handshakeRules
}
