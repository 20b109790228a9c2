#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The seconds from the start of a program to its end; its output is dropped.
///
/// `posix_spawn` itself, because Foundation's `Process` adds more than such a program's whole life.
func secondsToRun(_ program: String, _ arguments: [String]) throws -> Double {
  #if canImport(Glibc)
    var actions = unsafe posix_spawn_file_actions_t()
  #else
    var actions = unsafe posix_spawn_file_actions_t(nil)
  #endif
  unsafe posix_spawn_file_actions_init(&actions)
  defer { unsafe posix_spawn_file_actions_destroy(&actions) }
  unsafe posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)

  var words = unsafe ([program] + arguments).map { unsafe strdup($0) } + [nil]
  defer { unsafe words.forEach { unsafe free($0) } }

  var process: pid_t = 0
  var status: Int32 = 0
  let time = seconds {
    status = unsafe posix_spawn(&process, program, &actions, nil, &words, environ)
    if status == 0 { unsafe waitpid(process, &status, 0) }
  }
  guard status == 0 else { throw SpawnError(program: program, status: status) }
  return time
}

/// A program that did not start (an `errno`), or did not end well (`waitpid`'s status).
struct SpawnError: Error {
  var program: String
  var status: Int32
}
