import Explanations
import FrameDiagram
import WebSocketProtocol

extension JSONText {
  /// A finding on a head or a message.
  static func object(of finding: Finding) -> String {
    object { json in
      json.member("rule", finding.rule.id)
      json.member("section", finding.rule.section)
      json.member("verdict", finding.verdict.rawValue)
      json.member("line", finding.line)
      json.member("message", Language.phrasebook.sentence(finding.statement))
      guard let mistake = finding.mistake else { return }
      json.member(
        "mistake",
        raw: object { json in
          json.member("id", mistake.subject)
          json.member("message", Language.phrasebook.sentence(mistake))
        })
    }
  }
}
