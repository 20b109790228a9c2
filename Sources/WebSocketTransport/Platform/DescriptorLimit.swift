#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// How many descriptors this process may have open at once: each connection takes one.
package enum DescriptorLimit {
  /// Raises the limit to `count`, or as far as the system allows a process; never lowers it.
  ///
  /// The usual limit is 1024 on Linux and 256 on macOS. Where it stays too low, further connections
  /// wait to be accepted, as they do above `TransportLimits.connectionCount`.
  package static func raise(to count: Int) {
    guard var limits = current, limits.rlim_cur < rlim_t(clamping: count) else { return }
    limits.rlim_cur = min(rlim_t(clamping: count), limits.rlim_max)
    _ = unsafe setrlimit(resource, &limits)
  }

  /// Lowers the limit, for tests.
  static func lower(to count: Int) {
    guard var limits = current else { return }
    limits.rlim_cur = min(rlim_t(clamping: count), limits.rlim_cur)
    _ = unsafe setrlimit(resource, &limits)
  }

  private static var current: rlimit? {
    var limits = rlimit()
    return unsafe getrlimit(resource, &limits) == 0 ? limits : nil
  }

  #if canImport(Darwin)
    private static let resource = RLIMIT_NOFILE
  #else
    private static let resource = Int32(RLIMIT_NOFILE.rawValue)
  #endif
}
