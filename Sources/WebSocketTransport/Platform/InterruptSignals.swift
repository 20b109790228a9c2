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
  /// To be called before anybody can know that the program runs: whoever starts it in the background
  /// has its shell ignore Ctrl-C for it, and a signal that comes before this call is lost then.
  ///
  /// One loop of a program can do this; a later call takes the place of an earlier one.
  public static func watch(on loop: EventLoop, handler: @escaping (Int) -> Void) {
    var told = 0
    loop.onWake = { _ in
      while told < count {
        told += 1
        handler(told)
      }
    }
    unsafe interruptCount = 0
    unsafe interruptPipe = loop.waker.writeEnd
    install(noteInterrupt)
    // Whoever started this program may have blocked them, as threads of a pool do.
    var both = sigset_t()
    unsafe sigemptyset(&both)
    unsafe sigaddset(&both, SIGINT)
    unsafe sigaddset(&both, SIGTERM)
    unsafe sigprocmask(SIG_UNBLOCK, &both, nil)
  }

  /// Lets the signals end the program again.
  public static func stopWatching() {
    install(SIG_DFL)
    unsafe interruptPipe = -1
  }

  /// Whether the signals are told to a loop.
  public static var areWatched: Bool { unsafe interruptPipe >= 0 }

  /// How many have come, told to the loop or not yet: for whoever waits outside the loop, and shall
  /// not keep it from its end.
  public static var count: Int { unsafe interruptCount }

  private typealias Handler = @convention(c) (Int32) -> Void

  /// Unlike `signal`, which lets a call that waits go on waiting, `sigaction` has it give up.
  private static func install(_ handler: Handler?) {
    var action = sigaction()
    #if canImport(Darwin)
      unsafe action.__sigaction_u.__sa_handler = handler
    #else
      unsafe action.__sigaction_handler.sa_handler = handler
    #endif
    for number in [SIGINT, SIGTERM] {
      unsafe sigaction(number, &action, nil)
    }
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
  // Whatever was interrupted may be about to look at the error of its own call.
  let error = errno
  var byte: UInt8 = 1
  _ = unsafe write(interruptPipe, &byte, 1)
  errno = error
}
