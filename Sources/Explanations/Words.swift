/// What is said of one rule.
struct RuleWords: Sendable {
  /// What must be so, in one sentence.
  var requirement: String
  /// What it looks like on the wire where the rule is broken.
  var wire: String
  /// What to do about it.
  var remedy: String

  init(_ requirement: String, wire: String, remedy: String) {
    self.requirement = requirement
    self.wire = wire
    self.remedy = remedy
  }
}

/// What is said of one known mistake, or of something else that has an id and is not a rule.
struct MistakeWords: Sendable {
  /// What people do, or what this is, in one sentence.
  var summary: String
  /// What it looks like on the wire.
  var wire: String
  /// What to do instead.
  var remedy: String
  /// Where the RFC says so: `§5.2`, `RFC 7692 §6`.
  var citation: String

  init(_ summary: String, wire: String, remedy: String, _ citation: String) {
    self.summary = summary
    self.wire = wire
    self.remedy = remedy
    self.citation = citation
  }
}

/// What is said of one close code, or of a range of them.
struct CloseCodeWords: Sendable {
  /// The short name.
  var name: String
  /// What the code says, in one sentence.
  var meaning: String
  /// What usually leads to it, and what to look at next.
  var advice: [String] = []
}
