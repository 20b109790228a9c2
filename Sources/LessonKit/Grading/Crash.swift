/// How a call ended the process.
package struct Crash: Hashable, Sendable {
  /// Why it ended.
  package var cause: Cause
  /// What Swift said, such as "Index out of range"; nil where it said nothing.
  package var message: String?
  /// The line in the learner's file, from 1, where it is known.
  package var line: Int?
  /// The text of that line.
  package var source: String?

  /// A crash, with what is known of it.
  package init(_ cause: Cause, message: String? = nil, line: Int? = nil, source: String? = nil) {
    (self.cause, self.message, self.line, self.source) = (cause, message, line, source)
  }

  /// Why a process ended inside a call.
  package enum Cause: Hashable, Sendable {
    /// An array has no element at an index.
    case index
    /// A range whose end is before its start.
    case range
    /// A string has no character at an index.
    case stringIndex
    /// The first or last element of an empty collection was removed.
    case emptyCollection
    /// A number is too large for a type.
    case tooLarge
    /// A negative number was made into an unsigned one.
    case negative
    /// The result of an operation is too large for its type.
    case overflow
    /// A division by zero.
    case divisionByZero
    /// An optional that is nil was unwrapped with `!`.
    case unwrappedNil
    /// `try!` met an error.
    case forcedTry
    /// The learner's own `fatalError`, `precondition` or `assert`.
    case ownCheck
    /// A function that calls itself without end.
    case recursion
    /// Memory that is not the program's own.
    case memoryAccess
    /// More memory than there is.
    case memorySize
    /// More than four megabytes of printed text.
    case output
    /// The code ended the program, with this exit code.
    case exit(Int32)
    /// A result that is too long to be read.
    case resultSize
    /// Anything else.
    case other
  }
}

extension Crash {
  /// What Swift said or did, for a report.
  package var description: String {
    switch cause {
    case .exit(let code): "the code ended the whole program, with the exit code \(code)"
    case .output: "the code printed more than four megabytes"
    case .resultSize: "the result has more than two million bytes"
    case .recursion: "the stack is full: the function calls itself again and again"
    case .memoryAccess: "it used memory that is not its own"
    default: message ?? "the program ended"
    }
  }

  /// What usually causes this, and what to do.
  package var advice: String {
    let advice = causeAdvice
    guard let source else { return advice }
    switch cause {
    case .index where source.contains("...") && !source.contains("..<"):
      return advice + " A range with `...` includes its end: up to the count, use `..<`."
    case .index where source.contains(#/\]\s*[\^|&+\-]?=[^=]/#):
      return advice + " To add a new element at the end of an array, use `append`."
    case .range where source.contains("..."):
      return advice + " `1...count` does so when the count is 0. `0..<count` does not."
    default: return advice
    }
  }

  private var causeAdvice: String {
    switch cause {
    case .index:
      """
      The array has no element at this index. Its last index is its count minus 1, and an empty \
      array has none.
      """
    case .range: "The end of a range must not be before its start."
    case .stringIndex: "The string has no character there: it is shorter than the code expects."
    case .emptyCollection: "Nothing can be removed from an empty collection. Check `isEmpty` first."
    case .tooLarge:
      """
      The number is too large for the type. UInt8 holds 0 to 255, UInt16 up to 65,535, and Int up to \
      2^63 − 1. Compare before you convert, or keep only the lowest bits with \
      `UInt8(truncatingIfNeeded:)`.
      """
    case .negative: "A negative number does not fit into an unsigned type, such as UInt8 or UInt64."
    case .overflow:
      """
      The result is too large for its type, or below its smallest number. UInt8 holds 0 to 255. \
      Convert to a larger type before you calculate, as in `UInt16(byte) * 256`.
      """
    case .divisionByZero: "The number after `/` or `%` is 0."
    case .unwrappedNil: "A `!` unwraps a value that is nil. Use `if let` or `guard let`."
    case .forcedTry: "`try!` ends the program when the call throws. Use `try` to pass the error on."
    case .ownCheck: "Your own check stopped the program. To refuse a call, throw an error."
    case .recursion: "Where should it stop calling itself? Check that this case is reached."
    case .memoryAccess:
      "This happens with unsafe pointers, or when a function calls itself too often."
    case .memorySize:
      "Your code asked for more memory than there is. Make room only for bytes that are there."
    case .output: "Does a loop never end?"
    case .exit: "Return the result, or throw an error. Do not call `exit`."
    case .resultSize: "Does a loop add too much?"
    case .other: "Look for what is unusual in this call."
    }
  }
}
