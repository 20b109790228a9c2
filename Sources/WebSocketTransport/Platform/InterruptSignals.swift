#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Tells the loop of Ctrl-C, and of a request to terminate, instead of letting them end the program.
///
/// The first asks for a clean end, the second for an end at once; a third ends the program by itself,
/// should the loop not get to its second.
public enum InterruptSignals {
  /// Calls `handler` in the loop's thread with 1, 2, … at each signal.
  ///
  /// One loop of a program can do this; a later call takes the place of an earlier one.
  public static func watch(on loop: EventLoop, handler: @escaping (Int) -> Void) {
    var count = 0
    loop.onWake = { _ in
      while unsafe count < interruptCount {
        count += 1
        handler(count)
      }
    }
    unsafe interruptCount = 0
    unsafe interruptPipe = loop.waker.writeEnd
    for number in [SIGINT, SIGTERM] {
      signal(number, noteInterrupt)
    }
    // Whoever started this program may have blocked them, as threads of a pool do.
    var both = sigset_t()
    unsafe sigemptyset(&both)
    unsafe sigaddset(&both, SIGINT)
    unsafe sigaddset(&both, SIGTERM)
    unsafe sigprocmask(SIG_UNBLOCK, &both, nil)
  }

  /// Lets the signals end the program again.
  public static func stopWatching() {
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_DFL)
    }
    unsafe interruptPipe = -1
  }
}

// A signal handler may only touch what is there already, so these two are plain numbers with
// constant values at the start. They are written by one thread before the handler is installed, and
// then by the handler alone.
nonisolated(unsafe) private var interruptPipe: Int32 = -1
nonisolated(unsafe) private var interruptCount = 0

private func noteInterrupt(_ number: Int32) {
  unsafe interruptCount += 1
  if unsafe interruptCount > 2 { _exit(128 + number) }
  var byte: UInt8 = 1
  _ = unsafe write(interruptPipe, &byte, 1)
}
