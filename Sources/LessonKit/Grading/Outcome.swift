/// How one call of a learner's function ended.
package enum Outcome: Hashable, Sendable {
  /// It returned; a tuple is its parts.
  case returned([WorkValue])
  /// It threw an error of its own, described so.
  case threw(String)
  /// It threw `NotYetWritten`, as every starter does.
  case unwritten
  /// The process ended inside the call, for this reason.
  case crashed(String)
  /// It did not end in time.
  case timedOut

  /// It returned these bytes.
  package static func bytes(_ bytes: [UInt8]) -> Outcome { .returned([.bytes(bytes)]) }

  /// It threw an error, whatever the error is.
  package static let threw = Outcome.threw("")

  /// Whether both are the same outcome; any two errors are, and any two crashes.
  package func agrees(with other: Outcome) -> Bool {
    switch (self, other) {
    case (.threw, .threw), (.crashed, .crashed): true
    default: self == other
    }
  }
}

/// One call of a learner's function and how it ended.
package struct Trial: Hashable, Sendable {
  /// What it was called with.
  package var arguments: [WorkValue]
  /// How it ended.
  package var outcome: Outcome

  /// A trial from its parts.
  package init(_ arguments: [WorkValue], _ outcome: Outcome) {
    self.arguments = arguments
    self.outcome = outcome
  }
}
