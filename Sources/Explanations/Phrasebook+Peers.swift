import WebSocketProtocol

// What an endpoint writes to its peer, for the person who reads it there.

extension Phrasebook {
  /// The reason in a close frame that fails a connection: `§5.2: Opcode 3 is reserved. …`.
  public func reason(for failure: ConnectionFailure) -> String {
    "\(failure.rule.citation): \(sentence(failure.statement))"
  }

  /// The body of an answer that refuses a request: what was wrong, the rule, and the mistake that it
  /// looks like, a line for each.
  public func explanation(of cause: ServerHandshake.Rejected.Cause) -> String {
    guard case .violation(let finding) = cause else { return sentence(cause.statement) + "\n" }
    let heading =
      finding.line.map { Statement("rejection/line", ["line": .name($0)]) }
      ?? Statement("rejection")
    let rule = finding.rule
    return [
      sentence(heading), sentence(finding.statement),
      "\(rule.fullCitation): \(requirement(of: rule))", finding.mistake.map(sentence),
    ].compactMap { $0 }.map { $0 + "\n" }.joined()
  }
}
