/// How one call of a learner's function ended.
package enum Outcome: Hashable, Sendable {
  /// It returned; a tuple is its parts.
  case returned([WorkValue])
  /// It threw an error of its own, described so.
  case threw(String)
  /// It threw `NotYetWritten`, as every starter does.
  case unwritten
  /// The process ended inside the call.
  case crashed(Crash)
  /// It did not end in time.
  case timedOut

  /// It returned these bytes.
  package static func bytes(_ bytes: [UInt8]) -> Outcome { .returned([.bytes(bytes)]) }

  /// It threw an error, whatever the error is.
  package static let threw = Outcome.threw("")

  /// The process ended for this reason, wherever that was.
  package static func crashed(_ cause: Crash.Cause) -> Outcome { .crashed(Crash(cause)) }

  /// Whether both are the same outcome; any two errors are, and two crashes with the same cause.
  package func agrees(with other: Outcome) -> Bool {
    switch (self, other) {
    case (.threw, .threw): true
    case (.crashed(let crash), .crashed(let other)): crash.cause == other.cause
    default: self == other
    }
  }

  /// The bytes that it returned, if it returned bytes.
  package var bytes: [UInt8]? {
    guard case .returned(let values) = self, case .bytes(let bytes)? = values.first else {
      return nil
    }
    return bytes
  }
}

/// One call of a learner's function and how it ended.
package struct Trial: Hashable, Sendable {
  /// The arguments of the call.
  package var arguments: [WorkValue]
  /// How it ended.
  package var outcome: Outcome

  /// A trial from its parts.
  package init(_ arguments: [WorkValue], _ outcome: Outcome) {
    self.arguments = arguments
    self.outcome = outcome
  }
}
