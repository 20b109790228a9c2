extension Phrasebook {
  /// What is said of a known mistake, or of a rule that is broken: what people do, and what to do
  /// instead; nil where there are no words for it.
  package func advice(on id: String) -> (summary: String, remedy: String)? {
    if let words = mistakes[id] { return (words.summary, words.remedy) }
    return rules[id].map { ($0.requirement, $0.remedy) }
  }
}
