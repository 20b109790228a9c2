#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A system call that failed.
public struct SystemError: Error, Hashable, Sendable {
  /// The call's name.
  public let call: String
  /// The error number, `errno`.
  public let code: Int32

  /// The error of a call that has just failed.
  package init(call: String) {
    self.init(call: call, code: lastErrorCode)
  }

  /// An error by its number.
  package init(call: String, code: Int32) {
    self.call = call
    self.code = code
  }
}

extension SystemError: CustomStringConvertible {
  /// The system's description of the error, and the call.
  public var description: String {
    "\(Platform.describe(code)) (\(call))"
  }
}

extension SystemError {
  /// Whether a poller refused a descriptor because it is of a kind that is always ready.
  var isRefusedKind: Bool { call == "epoll_ctl" && code == EPERM }

  /// Whether the peer broke a connection off with a reset.
  var isReset: Bool { code == ECONNRESET }
}
