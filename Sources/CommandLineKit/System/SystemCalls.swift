// Reading, writing and waiting on a descriptor, with Swift's arrays and errors.

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Reads once, at most `limit` bytes; empty at the end of the input.
func readOnce(_ descriptor: Int32, upTo limit: Int) throws(SystemCallError) -> [UInt8] {
  var count = 0
  let bytes = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, filled in
    count = unsafe read(descriptor, buffer.baseAddress, limit)
    filled = max(0, count)
  }
  guard count >= 0 else { throw .last }
  return bytes
}

/// Writes once, and returns how many of the bytes were taken.
func writeOnce(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) throws(SystemCallError) -> Int {
  let count = unsafe bytes.withUnsafeBytes { buffer in
    unsafe write(descriptor, buffer.baseAddress, buffer.count)
  }
  guard count >= 0 else { throw .last }
  return count
}

/// Writes all bytes to a file.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(SystemCallError) {
  var rest = bytes[...]
  while !rest.isEmpty {
    do throws(SystemCallError) {
      rest = rest.dropFirst(try writeOnce(rest, to: descriptor))
    } catch  where error.isInterruption {
      continue
    }
  }
}

/// Whether a descriptor can be read, or written, within some milliseconds; −1 waits without end.
///
/// A signal ends the wait. Where the other end is closed, the answer is yes: the next call tells.
func waitUntil(_ events: Int32, _ descriptor: Int32, milliseconds: Int32) -> Bool {
  var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
  return unsafe poll(&entry, 1, milliseconds) > 0
}

/// Does nothing for some milliseconds, or until a signal comes.
package func sleep(milliseconds: Int32) {
  _ = poll(nil, 0, milliseconds)
}

/// Ends the program at once; what `Output` still holds must be flushed before.
package func exitProcess(_ code: Int32) -> Never {
  exit(code)
}
