// The rules of the opening handshake, each beside its check: +Syntax, +Request, +Response, +Lists.
// Before the handshake is over there is no connection to close: what breaks them fails the handshake.

extension Rule {
  /// Every rule of the opening handshake, in the order of the checks.
  package static let handshakeRules: [Rule] =
    syntaxRules + requestRules + responseRules + listRules

  static func handshake(_ id: String, section: String) -> Rule {
    Rule("handshake.\(id)", section: section, .failHandshake)
  }
}

extension HandshakeReport {
  /// Judges a client's opening handshake.
  ///
  /// RFC 6455 §4.1, §4.2.1.
  public init(judgingRequest head: HTTPHead) {
    self.init(head: head)
    judgeSyntax()
    judgeRequestLine()
    judgeHost()
    judgeUpgradeOfRequest()
    judgeConnectionOfRequest()
    judgeVersion()
    judgeKey()
    judgeOrigin()
    judgeOfferedSubprotocols()
    judgeOfferedExtensions()
  }

  /// Judges a server's answer, by itself or against what the client offered.
  ///
  /// `rest` are the bytes after the head; they help to name a mistake and are not judged. The message
  /// extension judges its own parameters in the answer. RFC 6455 §4.1, §4.2.2.
  public init(
    judgingResponse head: HTTPHead, to offer: HandshakeOffer? = nil, rest: [UInt8] = [],
    messageExtension: (any NegotiableExtension)? = nil
  ) {
    self.init(head: head)
    judgeSyntax()
    judgeStatusLine(rest: rest)
    // §4.1: an answer with another status is handled as HTTP says; it is not asked for the headers
    // of an upgrade.
    if case .status(_, let code, _) = head.startLine, code != 101 { return }
    judgeUpgradeOfResponse(rest: rest)
    judgeConnectionOfResponse(rest: rest)
    judgeAccept(offer)
    judgeChosenSubprotocol(offer)
    judgeChosenExtensions(offer, messageExtension)
  }
}
