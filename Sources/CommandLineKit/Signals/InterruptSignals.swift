import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Counts Ctrl-C (SIGINT) and requests to terminate (SIGTERM), instead of letting them end the program.
///
/// The first asks for a clean end, the second for an end at once. A third ends the program by itself,
/// in case the program does not get to its second.
package enum InterruptSignals {
  /// Begins to count, from 0.
  ///
  /// Call this before anyone can know that the program runs: a shell that starts it in the background
  /// has it ignore Ctrl-C, and a signal that comes before this call is lost then.
  ///
  /// - Parameter descriptor: A byte is written here at each signal, to wake what waits for the other
  ///   end. It must not block, and must stay open until `stopWatching()`.
  package static func watch(waking descriptor: Int32? = nil) {
    // These also make sure that the handler finds its variables initialised.
    interruptCount.store(0, ordering: .sequentiallyConsistent)
    wakingDescriptor.store(descriptor ?? -1, ordering: .sequentiallyConsistent)
    isWatching.store(true, ordering: .sequentiallyConsistent)
    install(noteInterrupt)
    // The parent process may have blocked them, as threads of a pool do.
    var both = sigset_t()
    unsafe sigemptyset(&both)
    unsafe sigaddset(&both, SIGINT)
    unsafe sigaddset(&both, SIGTERM)
    unsafe sigprocmask(SIG_UNBLOCK, &both, nil)
  }

  /// Lets the signals end the program again.
  package static func stopWatching() {
    install(SIG_DFL)
    isWatching.store(false, ordering: .sequentiallyConsistent)
    wakingDescriptor.store(-1, ordering: .sequentiallyConsistent)
  }

  /// Whether the signals are counted.
  package static var areWatched: Bool { isWatching.load(ordering: .relaxed) }

  /// How many have come since `watch(waking:)`.
  package static var count: Int { interruptCount.load(ordering: .relaxed) }

  /// Sends this program the signal of Ctrl-C.
  static func sendToSelf() {
    raise(SIGINT)
  }

  /// Ends the program as Ctrl-C ends every program, so that a shell's loop around it ends too.
  package static func endProgram() -> Never {
    stopWatching()
    raise(SIGINT)
    // The parent process may have blocked the signal.
    exit(128 + SIGINT)
  }

  private typealias Handler = @convention(c) (Int32) -> Void

  /// Unlike `signal`, which lets a call that waits go on waiting, `sigaction` makes it return EINTR.
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

// A signal handler may interrupt anything, a memory allocation or a lock too, so it uses only atomics.
private let interruptCount = Atomic<Int>(0)
private let wakingDescriptor = Atomic<Int32>(-1)
private let isWatching = Atomic<Bool>(false)

private func noteInterrupt(_ number: Int32) {
  let count = interruptCount.wrappingAdd(1, ordering: .sequentiallyConsistent).newValue
  if count > 2 { _exit(128 + number) }
  let descriptor = wakingDescriptor.load(ordering: .sequentiallyConsistent)
  guard descriptor >= 0 else { return }
  // The interrupted code may be about to look at the error of its own call.
  let error = errno
  var byte: UInt8 = 1
  _ = unsafe write(descriptor, &byte, 1)
  errno = error
}
