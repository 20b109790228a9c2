extension Rule {
  /// Every rule that is checked: of frames, messages and closing.
  public static let all = frameRules + messageRules + closeRules
}
