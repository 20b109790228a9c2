/// How a connection ended: the code and reason that an application is told, and why.
///
/// RFC 6455 §7.1.4–7.1.6.
public struct ConnectionEnd: Hashable, Sendable {
  /// The code of the peer's close frame; 1005 where that held none, 1006 where there was no frame.
  public var code: CloseCode
  /// The reason in the peer's close frame.
  public var reason: String
  /// What led to the end.
  public var cause: Cause

  /// What can lead to the end of a connection.
  public enum Cause: Hashable, Sendable {
    /// Both ends have sent a close frame; `startedHere` where this end sent the first, as far as it
    /// can tell.
    case closingHandshake(startedHere: Bool)
    /// This end has failed the connection.
    case failed(ConnectionFailure)
    /// The stream ended before either end had closed the connection.
    case noCloseFrame(insideFrame: Bool)
    /// The stream ended before the peer answered this end's close frame.
    case noAnswer(insideFrame: Bool)
  }

  /// An end without a close frame of the peer.
  package init(cause: Cause) {
    code = .abnormalClosure
    reason = ""
    self.cause = cause
  }

  /// An end by a close frame of the peer.
  package init(received payload: ClosePayload, cause: Cause) {
    code = payload.code ?? .noStatusReceived
    reason = payload.reason
    self.cause = cause
  }

  /// Whether the closing handshake was complete.
  public var isClean: Bool {
    if case .closingHandshake = cause { true } else { false }
  }
}

extension ConnectionEnd {
  /// What is to be said of it.
  public var statement: Statement {
    switch cause {
    case .closingHandshake(let startedHere):
      Statement(
        startedHere ? "end.closed-here" : "end.closed-by-peer",
        ["code": .name(code.rawValue), "name": .statement(code.statement)])
    case .failed(let failure):
      Statement(
        "end.failed",
        [
          "code": .name(failure.closeCode.rawValue), "section": .name(failure.rule.citation),
          "failure": .statement(failure.statement),
        ])
    case .noCloseFrame(let insideFrame):
      Statement(insideFrame ? "end.no-close-frame/inside-frame" : "end.no-close-frame")
    case .noAnswer(let insideFrame):
      Statement(insideFrame ? "end.no-answer/inside-frame" : "end.no-answer")
    }
  }
}

extension ConnectionEnd: CustomStringConvertible {
  /// The cause with its values, in no language; a phrasebook has the sentence for `statement`.
  public var description: String { "\(statement)" }
}
