/// What a program tells the shell.
package enum ExitStatus: Int32, Sendable {
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
