import WebSocketInspection
import WebSocketProtocol

/// How often a rule was broken on a connection, and by whom.
struct FindingTally {
  var rule: Rule
  /// The end that broke it; nil if it is not known, and in the opening handshake.
  var direction: Role?
  var count: Int
  /// When it was broken first; not known in the opening handshake.
  var first = EventMoment()
}

extension ConnectionSummary {
  /// What is broken, the opening handshake first.
  var findingTallies: [FindingTally] {
    var tallies: [FindingTally] = []
    for finding in handshakeViolations {
      if let index = tallies.firstIndex(where: { $0.rule == finding.rule }) {
        tallies[index].count += 1
      } else {
        tallies.append(FindingTally(rule: finding.rule, count: 1))
      }
    }
    let areRolesKnown = ends?.areRolesKnown ?? true
    for role in [Role.client, .server] {
      tallies += self[role].violations.map { broken in
        FindingTally(
          rule: broken.rule, direction: areRolesKnown ? role : nil, count: broken.count,
          first: broken.first)
      }
    }
    return tallies
  }

  /// The code that the application of an end gets (RFC 6455 §7.1.5).
  ///
  /// It is nil if there was no connection, or if its close frame may have been missed.
  func code(reportedBy role: Role) -> CloseCode? {
    switch ending?.kind {
    case .closed?, .unanswered?, .abnormal?: break
    case .open?, .refused?, .notOpened?, .plain?, nil: return nil
    }
    if let close = self[role.peer].close { return close.code ?? .noStatusReceived }
    return self[role.peer].isIncompletelyKnown ? nil : .abnormalClosure
  }
}

extension Ending {
  /// The end that ended the connection: by the first close frame, or else by ending the stream.
  var ender: Role? {
    if !closes.isEmpty { return closer }
    switch stream {
    case .finished(let role)?, .reset(let role)?, .broken(let role, _)?: return role
    case .notFollowed?, .given?, nil: return nil
    }
  }
}
