import CommandLineKit

/// Starts the server under test again, as a command of the shell says.
final class ServerRestart {
  private let command: String
  private var process: ChildProcess?

  init(_ command: String) {
    self.command = command
  }

  /// Starts it; one that this object started before is ended first, and the last with the exam.
  func start() {
    process?.end()
    process = try? ChildProcess(["sh", "-c", command], output: "/dev/null")
  }
}
