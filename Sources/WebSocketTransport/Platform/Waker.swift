#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Wakes an event loop, from another thread or from a signal handler.
///
/// A pipe to oneself: a byte put in at one end makes the other readable, and that ends the wait.
public final class Waker: Sendable {
  let readEnd: Int32
  /// What a signal handler writes to.
  package let writeEnd: Int32

  init() throws(SystemError) {
    (readEnd, writeEnd) = try Platform.makePipe()
  }

  deinit {
    Platform.closeDescriptor(readEnd)
    Platform.closeDescriptor(writeEnd)
  }

  /// Ends the loop's wait, now or, where it does not wait, the next time.
  public func wake() {
    var byte: UInt8 = 1
    // A full pipe is as good as one byte more.
    _ = unsafe write(writeEnd, &byte, 1)
  }

  /// Takes what has been written; the bytes themselves, because a signal handler gives them meaning.
  func drain() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = unsafe read(readEnd, &bytes, bytes.count)
    return Array(bytes.prefix(max(0, count)))
  }
}
