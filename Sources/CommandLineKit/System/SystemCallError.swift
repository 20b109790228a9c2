#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A system call that failed: the error number that it left in `errno`.
struct SystemCallError: Error, Hashable, CustomStringConvertible {
  let code: Int32

  init(code: Int32) { self.code = code }

  /// The error of the system call that failed just now.
  static var last: SystemCallError { SystemCallError(code: errno) }

  /// A signal came before the call had done anything.
  var isInterruption: Bool { code == EINTR }

  /// The descriptor has nothing to read, or no room to write, at this moment.
  var isNotReady: Bool { code == EAGAIN }

  /// The other end of a pipe or a socket is closed.
  var isBrokenPipe: Bool { code == EPIPE }

  /// What the system calls the error.
  var description: String { unsafe String(cString: strerror(code)) }
}
