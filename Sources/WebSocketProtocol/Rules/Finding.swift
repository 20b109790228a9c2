/// What one rule says about what was seen: that it is broken, kept, or depends on something unknown.
///
/// Its sentence for a person comes from a table of words, by `statement`.
public struct Finding: Error, Hashable, Sendable {
  /// The rule.
  public let rule: Rule
  /// What the rule says.
  public let verdict: Verdict
  /// What it says it about.
  public let place: Place
  /// What is to be said, with the values that were found.
  public let statement: Statement
  /// The known mistake that this looks like.
  public let mistake: Statement?

  /// What a rule can say.
  public enum Verdict: String, CaseIterable, Hashable, Sendable {
    /// The rule is kept.
    case kept
    /// The rule is broken.
    case broken
    /// The rule is kept or broken depending on something that is not known.
    case undecided
    /// The rule has nothing to say: what it is about is not there, and need not be.
    case notApplicable
  }

  /// What a finding is about.
  public enum Place: Hashable, Sendable {
    /// Bits of a frame, counted from its first, the most significant of its first byte.
    case frame(bits: Range<Int>)
    /// Bytes of a head, counted from its first; the number of their line, from 1, is nil where they
    /// are in no line, as for a header that is missing.
    case head(line: Int?, bytes: Range<Int>)
  }

  package init(
    _ rule: Rule, _ verdict: Verdict, _ place: Place, _ statement: Statement,
    mistake: Statement? = nil
  ) {
    self.rule = rule
    self.verdict = verdict
    self.place = place
    self.statement = statement
    self.mistake = mistake
  }
}

// MARK: - In a frame

extension Finding {
  /// The bits of the frame that the finding is about; nil where it is about a head.
  public var bits: Range<Int>? {
    if case .frame(let bits) = place { bits } else { nil }
  }

  /// A rule that bits of a frame break.
  @inline(never)
  package static func broken(
    _ rule: Rule, bits: Range<Int>, variant: String? = nil, _ values: Statement.Values = [:]
  ) -> Finding {
    Finding(rule, .broken, .frame(bits: bits), Statement(rule, variant, values))
  }

  /// A rule that bits of a frame keep or break depending on something that is not known.
  package static func undecided(
    _ rule: Rule, bits: Range<Int>, variant: String = "undecided", _ values: Statement.Values = [:]
  ) -> Finding {
    Finding(rule, .undecided, .frame(bits: bits), Statement(rule, variant, values))
  }
}

// MARK: - In a head

extension Finding {
  /// The number of the head's line that the finding is about, from 1; nil where it is about none.
  public var line: Int? {
    if case .head(let line, _) = place { line } else { nil }
  }

  /// The bytes of the head that the finding is about; nil where it is about a frame.
  public var bytes: Range<Int>? {
    if case .head(_, let bytes) = place { bytes } else { nil }
  }
}

// MARK: - Many of them

extension [Finding] {
  /// Adds a finding that is made out of line.
  ///
  /// So what judges every frame stays small and fast: most frames have no finding.
  @inline(never)
  mutating func add(_ finding: @autoclosure () -> Finding) {
    append(finding())
  }
}

extension Sequence<Finding> {
  /// The findings that say that a rule is broken.
  public var violations: [Finding] { filter { $0.verdict == .broken } }

  /// The first finding that says that a rule is broken; nil where none does.
  public var firstViolation: Finding? { first { $0.verdict == .broken } }
}

extension Finding: CustomStringConvertible {
  /// The rule's id and section, in no language: `frame.opcode-reserved (RFC 6455 §5.2)`.
  public var description: String { rule.description }
}
