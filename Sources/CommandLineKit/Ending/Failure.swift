/// An end of the program that is not a success: what to say on standard error, and the status.
package struct Failure: Error {
  /// What the program tells the shell.
  package var status: ExitStatus
  /// What is wrong, and what to do, in sentences.
  package var message: String

  /// A failure with a status of its own.
  package init(status: ExitStatus, message: String) {
    self.status = status
    self.message = message
  }

  /// The command line is not understood.
  package static func usage(_ message: String) -> Failure {
    Failure(status: .usage, message: message)
  }

  /// The input is not understood.
  package static func badInput(_ message: String) -> Failure {
    Failure(status: .badInput, message: message)
  }
}
