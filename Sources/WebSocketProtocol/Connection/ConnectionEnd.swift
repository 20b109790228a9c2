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
    /// The stream ended although nobody had closed the connection.
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

extension ConnectionEnd: CustomStringConvertible {
  /// Why the connection ended, in a sentence.
  public var description: String {
    switch cause {
    case .closingHandshake(let startedHere):
      let codeAndName = "\(code.rawValue) (\(code.name))"
      return startedHere
        ? "This end closed the connection; the peer answered with \(codeAndName)."
        : "The peer closed the connection with \(codeAndName)."
    case .failed(let failure):
      return "This end failed the connection with \(failure.closeCode.rawValue). \(failure)"
    case .noCloseFrame(let insideFrame):
      return "The stream ended\(insideFrame ? " inside a frame" : ""), without a close frame."
    case .noAnswer(let insideFrame):
      return
        "The stream ended\(insideFrame ? " inside a frame" : ""), and the peer had not answered "
        + "the close frame."
    }
  }
}
