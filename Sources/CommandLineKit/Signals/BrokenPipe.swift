#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Ignores SIGPIPE, so that a write to a pipe or a socket without a reader fails with EPIPE instead of
/// ending the program.
package func ignoreBrokenPipes() {
  _ = signal(SIGPIPE, SIG_IGN)
}
