import Explanations
import WebSocketProtocol

/// What a close frame says, in words.
enum CloseWords {
  /// The code with its name and, if there is one, the reason:
  /// `with 1000 (normal closure) "bye"`.
  static func with(_ payload: ClosePayload) -> String {
    guard let code = payload.code else { return "without a code (reported as 1005)" }
    let words = "with \(code.rawValue) (\(Language.phrasebook.name(of: code)))"
    return payload.reason.isEmpty ? words : "\(words) \(reason(payload))"
  }

  /// The code that an application gets, with its name: `1000 normal closure`.
  static func code(_ payload: ClosePayload) -> String { code(payload.code ?? .noStatusReceived) }

  /// `1006 abnormal closure`.
  static var abnormal: String { code(.abnormalClosure) }

  /// The reason in quotation marks.
  static func reason(_ payload: ClosePayload, columns: Int = 160) -> String {
    Preview(.bytes(Array(payload.reason.utf8)), isText: true).words(columns: columns).text
  }

  static func code(_ code: CloseCode) -> String {
    "\(code.rawValue) \(Language.phrasebook.name(of: code))"
  }
}
