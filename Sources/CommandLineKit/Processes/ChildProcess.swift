#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A program that runs beside us, in a process group of its own, so that all of it can be ended.
package final class ChildProcess {
  /// Why a program could not be started.
  package struct CannotStart: Error {
    package var program: String
    package var reason: String
  }

  /// How a program ended.
  package enum Ending: Equatable {
    /// By itself, with an exit code.
    case exit(Int32)
    /// By a signal.
    case signal(Int32)
  }

  private let processID: pid_t
  private var ending: Ending?

  /// Starts a program found through `PATH`, with nothing to read.
  ///
  /// - Parameters:
  ///   - arguments: the program's name or path, then its arguments.
  ///   - environment: what is added to our own environment.
  ///   - output: a file that takes both what it prints and its errors, added at its end.
  ///   - channel: its other end is the child's descriptor 3.
  /// - Throws: `CannotStart` where there is no such program.
  package init(
    _ arguments: [String], environment: [String: String] = [:], output: String = "/dev/null",
    channel: Channel? = nil
  ) throws(CannotStart) {
    let program = arguments.first ?? ""
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = unsafe posix_spawn_file_actions_t()
    #endif
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(
      &actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
    if let channel {
      unsafe posix_spawn_file_actions_adddup2(&actions, channel.theirs, 3)
    }

    #if canImport(Darwin)
      var attributes: posix_spawnattr_t?
    #else
      var attributes = posix_spawnattr_t()
    #endif
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    // Our parent process may ignore or block signals; the limits on the program need them.
    var none = sigset_t()
    var standard = sigset_t()
    unsafe sigemptyset(&none)
    unsafe sigemptyset(&standard)
    for signal in [SIGXFSZ, SIGPIPE, SIGINT, SIGTERM] { unsafe sigaddset(&standard, signal) }
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &standard)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    unsafe posix_spawnattr_setflags(&attributes, Int16(flags))

    let variables = Environment.variables.merging(environment) { $1 }.map { "\($0)=\($1)" }
    var processID: pid_t = 0
    let status = unsafe withCStrings(arguments) { arguments in
      unsafe withCStrings(variables) { variables in
        unsafe posix_spawnp(&processID, program, &actions, &attributes, arguments, variables)
      }
    }
    channel?.closeTheirs()
    guard status == 0 else {
      throw CannotStart(program: program, reason: SystemCallError(code: status).description)
    }
    self.processID = processID
  }

  deinit { end() }

  /// Waits until the program ends.
  @discardableResult
  package func wait() -> Ending? { reap(options: 0) }

  /// Waits until the program ends; nil where it still runs after some time.
  package func wait(for duration: Duration) -> Ending? {
    let deadline = ContinuousClock.now + duration
    repeat {
      if let ending = reap(options: WNOHANG) { return ending }
      sleep(milliseconds: 3)
    } while ContinuousClock.now < deadline
    return reap(options: WNOHANG)
  }

  /// Ends the program and all that it started.
  package func end() {
    guard ending == nil else { return }
    _ = kill(-processID, SIGKILL)
    wait()
  }

  private func reap(options: Int32) -> Ending? {
    if let ending { return ending }
    var status: Int32 = 0
    var result = unsafe waitpid(processID, &status, options)
    while result < 0 && errno == EINTR {
      result = unsafe waitpid(processID, &status, options)
    }
    guard result == processID else { return nil }
    // The macros WIFEXITED and WTERMSIG, which Swift does not import.
    let signal = status & 0x7f
    ending = signal == 0 ? .exit(status >> 8 & 0xff) : .signal(signal)
    return ending
  }
}

/// Calls `body` with the strings as C knows them: pointers, the last one null.
private func withCStrings<Result>(
  _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
  let pointers = unsafe strings.map { unsafe strdup($0) }
  defer { unsafe pointers.forEach { unsafe free($0) } }
  return unsafe body(pointers + [nil])
}
