import CommandLineKit
import WebSocketTransport

extension InterruptSignals {
  /// Calls `handler` in the loop's thread with 1, 2, … at each signal.
  ///
  /// One loop of a program can do this; a later call takes the place of an earlier one.
  static func watch(on loop: EventLoop, handler: @escaping (Int) -> Void) {
    var told = 0
    loop.onWake = { _ in
      while told < count {
        told += 1
        handler(told)
      }
    }
    watch(waking: loop.waker.descriptor)
  }
}
