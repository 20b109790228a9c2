/// What the rules say of one side's opening handshake, requirement by requirement.
///
/// Lists also what is right, for a reader who wants to see it; an endpoint stops at the first
/// violation.
public struct HandshakeReport: Hashable, Sendable {
  /// One or more findings for each rule, in the order of the checks.
  public private(set) var findings: [Finding] = []
  /// The head that is judged.
  public let head: HTTPHead
  /// In a response: the extension that it was judged with, where the response chooses it and breaks
  /// none of its rules.
  public internal(set) var agreedExtension: AgreedExtension?

  init(head: HTTPHead) {
    self.head = head
  }

  /// The findings that say that a rule is broken.
  public var violations: [Finding] { findings.violations }

  /// What was found in one line of the head; nil asks for what belongs to no line.
  public func findings(inLine line: Int?) -> [Finding] {
    findings.filter { $0.line == line }
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
  mutating func kept(
    _ rule: Rule, _ place: HandshakePlace?, variant: String = "kept",
    _ values: Statement.Values = [:]
  ) {
    add(rule, .kept, place, variant, values)
  }

  mutating func notApplicable(
    _ rule: Rule, variant: String = "absent", _ values: Statement.Values = [:]
  ) {
    add(rule, .notApplicable, nil, variant, values)
  }

  mutating func undecided(
    _ rule: Rule, _ place: HandshakePlace?, _ values: Statement.Values = [:]
  ) {
    add(rule, .undecided, place, "undecided", values)
  }

  mutating func broken(
    _ rule: Rule, _ place: HandshakePlace?, variant: String? = nil,
    _ values: Statement.Values = [:], mistake: Statement? = nil
  ) {
    add(rule, .broken, place, variant, values, mistake: mistake)
  }

  mutating func add(_ finding: Finding) {
    findings.append(finding)
  }

  private mutating func add(
    _ rule: Rule, _ verdict: Finding.Verdict, _ place: HandshakePlace?, _ variant: String?,
    _ values: Statement.Values, mistake: Statement? = nil
  ) {
    let end = head.lines.last?.range.upperBound ?? 0
    let place = Finding.Place.head(line: place?.line, bytes: place?.bytes ?? end..<end)
    findings.append(
      Finding(rule, verdict, place, Statement(rule, variant, values), mistake: mistake))
  }

  /// The only field of a name; where there are several, the rule against that is broken.
  mutating func singleField(_ name: String, _ rule: Rule) -> HTTPField? {
    let fields = head.fields(named: name)
    for repeated in fields.dropFirst() {
      broken(
        rule, .field(repeated), ["header": .name(name), "line": .name(fields[0].line)])
    }
    if fields.count == 1 {
      kept(rule, .field(fields[0]), ["header": .name(name)])
    } else if fields.isEmpty {
      notApplicable(rule, ["header": .name(name)])
    }
    return fields.first
  }
}
