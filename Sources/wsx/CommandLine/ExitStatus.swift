/// What `wsx` tells the shell.
enum ExitStatus: Int32 {
  /// Everything is right.
  case clean = 0
  /// Violations or failed cases were found.
  case violations = 1
  /// The command line is not understood.
  case usage = 2
  /// The input is not understood.
  case badInput = 3
  /// The input ends inside a frame; outranks `violations`.
  case truncated = 4
  /// The network or the handshake failed.
  case network = 5
}

/// An end of the program that is no success: what to say on standard error, and the status.
struct Failure: Error {
  var status: ExitStatus
  var message: String

  static func usage(_ message: String) -> Failure { Failure(status: .usage, message: message) }
  static func badInput(_ message: String) -> Failure {
    Failure(status: .badInput, message: message)
  }
}
