/// What the rules say of one side's opening handshake, requirement by requirement.
///
/// Lists also what is right, for whoever wants to see it; an endpoint stops at `violations.first`.
public struct HandshakeReport: Hashable, Sendable {
  /// One or more findings for each rule, in the order of the checks.
  public private(set) var findings: [HandshakeFinding] = []
  /// The head that is judged.
  public let head: HTTPHead

  init(head: HTTPHead) {
    self.head = head
  }

  /// The findings that say that a rule is broken.
  public var violations: [HandshakeFinding] { findings.filter { $0.verdict == .broken } }

  /// What was found in one line of the head; nil asks for what belongs to no line.
  public func findings(inLine line: Int?) -> [HandshakeFinding] {
    findings.filter { $0.line == line }
  }
}

/// What one rule says of a head: which, whether it is kept, where, and why.
public struct HandshakeFinding: Error, Hashable, Sendable {
  /// The rule.
  public let rule: Rule
  /// What it says.
  public let verdict: Verdict
  /// The number of the line in question, from 1; nil where it is none, as for a missing header.
  public let line: Int?
  /// The bytes in question, counted from the head's first; empty at its end where there are none.
  public let bytes: Range<Int>
  /// What was found, with its values, and what should stand there instead.
  public let message: String
  /// The known mistake that this looks like.
  public let hint: HandshakeHint?

  /// What a rule says of a head.
  public enum Verdict: String, Hashable, Sendable {
    /// The rule is kept.
    case met
    /// The rule is broken.
    case broken
    /// The rule has nothing to say here: what it is about is not there, and need not be.
    case notApplicable
    /// The rule needs to know the other side's handshake, which is not known.
    case undecided
  }

  init(
    _ rule: Rule, _ verdict: Verdict, line: Int?, bytes: Range<Int>, _ message: String,
    hint: HandshakeHint? = nil
  ) {
    self.rule = rule
    self.verdict = verdict
    self.line = line
    self.bytes = bytes
    self.message = message
    self.hint = hint
  }
}

/// A known mistake that a finding looks like.
public struct HandshakeHint: Hashable, Sendable {
  /// The stable name, such as `handshake.indented`.
  public let id: String
  /// What was probably done, and what to do instead.
  public let explanation: String

  init(_ id: String, _ explanation: String) {
    self.id = id
    self.explanation = explanation
  }

  init(_ mistake: AcceptMistake) {
    self.init(mistake.id, mistake.explanation)
  }
}

// MARK: - Writing a report

/// The part of a head that a finding is about.
struct HandshakePlace {
  var line: Int?
  var bytes: Range<Int>

  static func field(_ field: HTTPField) -> HandshakePlace {
    HandshakePlace(
      line: field.line, bytes: field.nameRange.lowerBound..<field.valueRange.upperBound)
  }

  static func value(_ field: HTTPField) -> HandshakePlace {
    HandshakePlace(line: field.line, bytes: field.valueRange)
  }

  static func member(_ member: HTTPListMember) -> HandshakePlace {
    HandshakePlace(line: member.line, bytes: member.range)
  }

  static func line(_ line: HTTPLine) -> HandshakePlace {
    HandshakePlace(line: line.number, bytes: line.range)
  }
}

extension HandshakeReport {
  mutating func met(_ rule: Rule, _ place: HandshakePlace? = nil, _ message: String) {
    add(rule, .met, place, message)
  }

  mutating func notApplicable(_ rule: Rule, _ message: String) {
    add(rule, .notApplicable, nil, message)
  }

  mutating func undecided(_ rule: Rule, _ place: HandshakePlace?, _ message: String) {
    add(rule, .undecided, place, message)
  }

  mutating func broken(
    _ rule: Rule, _ place: HandshakePlace? = nil, _ message: String, hint: HandshakeHint? = nil
  ) {
    add(rule, .broken, place, message, hint: hint)
  }

  mutating func add(_ finding: HandshakeFinding) {
    findings.append(finding)
  }

  private mutating func add(
    _ rule: Rule, _ verdict: HandshakeFinding.Verdict, _ place: HandshakePlace?, _ message: String,
    hint: HandshakeHint? = nil
  ) {
    let end = head.lines.last?.range.upperBound ?? 0
    findings.append(
      HandshakeFinding(
        rule, verdict, line: place?.line, bytes: place?.bytes ?? end..<end, message, hint: hint))
  }

  /// The only field of a name; where there are several, the rule against that is broken.
  mutating func singleField(_ name: String, _ rule: Rule) -> HTTPField? {
    let fields = head.fields(named: name)
    for repeated in fields.dropFirst() {
      broken(rule, .field(repeated), "\(name) stands here again, after line \(fields[0].line).")
    }
    if fields.count == 1 {
      met(rule, .field(fields[0]), "\(name) stands here alone.")
    } else if fields.isEmpty {
      notApplicable(rule, "There is no \(name).")
    }
    return fields.first
  }
}
