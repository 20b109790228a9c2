/// One cause of several failures: what the implementation does, and how to mend it.
package struct Diagnosis: Hashable, Sendable {
  /// The name of the mistake, such as `frame.one-read-one-frame`.
  package let id: String
  /// What the implementation does, in one sentence.
  package let finding: String
  /// What to do about it.
  package let remedy: String
  /// The lesson that teaches it; nil where none does.
  package let lesson: Int?
  /// The failed cases that it explains.
  package var caseIDs: [String] = []
}
