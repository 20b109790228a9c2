import Explanations
import WebSocketInspection

/// What a layer above WebSocket says about a message, in words.
struct AnnotationWords {
  private let annotation: MessageAnnotation

  init(_ annotation: MessageAnnotation) {
    self.annotation = annotation
  }

  /// The layer, what the message is there, and which of its rules are broken.
  var inOneLine: String {
    let findings = annotation.findings.map { FindingWords($0).inOneLine }
    let summary = Language.phrasebook.sentence(annotation.summary)
    return (["\(annotation.layer): \(summary)"] + findings).joined(separator: " ")
  }
}
