import Explanations
import WebSocketProtocol

/// A finding in words: what was found, which rule says so, and the mistake that it looks like.
struct FindingWords {
  /// What was found, such as `MASK is 0 on a frame from a client. It must be 1.`.
  let sentence: String
  /// The rule, such as `mask.client-unmasked, §5.1`.
  let rule: String
  /// The known mistake that it looks like, with its id; nil if none is known.
  let mistake: String?

  init(_ finding: Finding) {
    let phrasebook = Language.phrasebook
    sentence = phrasebook.sentence(finding.statement)
    rule = "\(finding.rule.id), \(finding.rule.citation)"
    mistake = finding.mistake.map { "\($0.subject): \(phrasebook.sentence($0))" }
  }

  /// All of them, one after the other.
  var inOneLine: String { "\(sentence) (\(rule))" + (mistake.map { " \($0)" } ?? "") }
}
