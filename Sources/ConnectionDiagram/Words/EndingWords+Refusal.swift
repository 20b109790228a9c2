import Explanations
import WebSocketInspection
import WebSocketProtocol

extension EndingWords {
  /// Why a client's connection was not opened, and what to look at next, in sentences.
  ///
  /// `violation` is the rule that the server's answer broke, if the client found one.
  package static func whyNotOpened(
    _ ending: Ending, answer: HTTPHead?, violation: Finding? = nil
  ) -> String {
    let phrasebook = Language.phrasebook
    let broken =
      violation ?? answer.flatMap { HandshakeReport(judgingResponse: $0).violations.first }
    if let broken { return phrasebook.sentences(broken) }
    switch ending.stream {
    case .given(.notConnected(let reason))?: return reason
    case .given(.stopped)?: return "It was ended before it was open."
    case .given(.handshakeTimedOut)?:
      return "The opening handshake took too long. "
        + phrasebook.sentence(Statement("connect.no-answer"))
    default:
      let stream = EndingSentence(ending: ending, summary: nil).stream ?? "the stream ended"
      return "\(stream.prefix(1).uppercased())\(stream.dropFirst()). "
        + phrasebook.sentence(Statement("connect.closed"))
    }
  }
}
