/// Why a case failed.
package struct Shortcoming: Hashable, Sendable {
  package var kind: Kind
  /// What happened, and what was expected, in sentences.
  package var sentence: String
  /// The payloads that were to be equal, where that is what failed.
  package var difference: Difference?

  /// The kinds, which diagnoses tell apart.
  package enum Kind: Hashable, Sendable {
    /// There was no TCP connection.
    case notConnected
    /// The opening handshake did not open the connection; with the status, where there was one.
    case notOpened(status: Int?)
    /// A request was accepted that must be refused.
    case wronglyOpened
    /// The response breaks a rule.
    case response(rule: String, mistake: String?)
    /// A frame of the peer breaks a rule.
    case frame(rule: String)
    /// A message or pong is not the expected one.
    case wrongAnswer
    /// A message came that nothing asked for.
    case unexpectedMessage
    /// An answer did not come in time.
    case noAnswer
    /// The peer sent a close frame instead of an answer; with its code.
    case closedInstead(code: UInt16?)
    /// The peer ended the TCP connection instead of an answer.
    case endedInstead
    /// The peer went on after a violation.
    case wentOn
    /// A close frame was not answered by one.
    case noCloseFrame
    /// The TCP connection was not ended in time.
    case notEnded
    /// The server no longer takes connections.
    case died
    /// Compression was not agreed on as before.
    case notCompressed

    /// Whether it is something that did not happen in time, which load can explain.
    package var isAbsence: Bool {
      switch self {
      case .noAnswer, .noCloseFrame, .notEnded, .notConnected, .wentOn: true
      case .notOpened(let status): status == nil
      default: false
      }
    }
  }

  /// Two payloads that differ.
  package struct Difference: Hashable, Sendable {
    package var expectedCount: Int
    package var gotCount: Int
    /// The place of the first byte that differs, from 0.
    package var offset: Int
    /// The first bytes of each, from the first one on.
    package var expected: [UInt8]
    package var got: [UInt8]
    package var isOfOtherType = false
  }

  package init(_ kind: Kind, _ sentence: String, difference: Difference? = nil) {
    self.kind = kind
    self.sentence = sentence
    self.difference = difference
  }
}
