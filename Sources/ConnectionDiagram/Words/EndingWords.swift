import WebSocketInspection

/// How a connection ended, in words: the same for a capture, a tap, a server and a client.
public enum EndingWords {
  /// Who closed with what, and why, as a sentence without capital letter and full stop.
  ///
  /// With a summary it says more: ports, if the roles are not known, and what was not seen.
  public static func sentence(
    _ ending: Ending, of summary: ConnectionSummary? = nil
  ) -> String {
    let words = EndingSentence(ending: ending, summary: summary)
    return switch ending.kind {
    case .closed, .unanswered: words.closing
    case .abnormal: words.abnormal
    case .open: words.open
    case .refused: words.refused
    case .notOpened: words.notOpened
    case .plain: words.plain
    }
  }

  /// The same in a few words, which are equal for similar endings, such as
  /// `1000 normal closure, closed by the client`.
  public static func label(_ ending: Ending) -> String {
    let words = EndingSentence(ending: ending, summary: nil)
    return switch ending.kind {
    case .closed: closedLabel(ending)
    case .unanswered:
      "\(CloseWords.abnormal): \(words.unansweredClose)" + (words.stream.map { "; \($0)" } ?? "")
    case .abnormal: "\(CloseWords.abnormal): \(words.streamWithoutClose)"
    case .open: "still open"
    case .refused, .notOpened, .plain: sentence(ending)
    }
  }

  private static func closedLabel(_ ending: Ending) -> String {
    let codes = ending.closes.map { CloseWords.code($0.payload) }
    guard let closer = ending.closer, let code = codes.first else {
      return codes.first ?? CloseWords.abnormal
    }
    let label = "\(code), closed by the \(closer.rawValue)"
    guard let answer = codes.dropFirst().first, answer != code else { return label }
    return "\(label); the \(closer.peer.rawValue) answered with \(answer)"
  }
}
