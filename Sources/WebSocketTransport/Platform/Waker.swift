#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Wakes an event loop, from another thread or from a signal handler.
///
/// It is a pipe whose both ends are in this process: a byte written to one end makes the other
/// readable, and that ends the wait.
public final class Waker: Sendable {
  let readEnd: Int32
  /// A descriptor that a signal handler may write to: a byte wakes the loop, as `wake()` does.
  public let descriptor: Int32

  init() throws(SystemError) {
    (readEnd, descriptor) = try Platform.makePipe()
  }

  deinit {
    Platform.closeDescriptor(readEnd)
    Platform.closeDescriptor(descriptor)
  }

  /// Ends the loop's wait: the present one or, where it is not waiting, the next one.
  public func wake() {
    var byte: UInt8 = 1
    // Where the pipe is full, the bytes in it wake the loop already.
    _ = unsafe write(descriptor, &byte, 1)
  }

  /// Takes what has been written; the bytes themselves, because a signal handler gives them meaning.
  func drain() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = unsafe read(readEnd, &bytes, bytes.count)
    return Array(bytes.prefix(max(0, count)))
  }
}
