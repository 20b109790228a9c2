import WebSocketProtocol
import WebSocketTransport

extension StreamEnd {
  /// What probably kept a connection from coming about; nil where nothing is known that is not said.
  func mistake(answer: HTTPHead?) -> Statement? {
    if let answer {
      return HandshakeReport(judgingResponse: answer).violations.lazy.compactMap(\.mistake).first
    }
    return switch self {
    case .handshakeTimedOut: Statement("connect.no-answer")
    case .responseRefused, .broken: Statement("connect.closed")
    default: nil
    }
  }
}
