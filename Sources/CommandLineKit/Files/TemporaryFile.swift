#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file without a name, which can be written and read anywhere; it is gone with the program, however
/// that ends.
package final class TemporaryFile {
  private let descriptor: Int32

  /// Makes a file in `TMPDIR`, or else in `/var/tmp`, which is on a disk where `/tmp` may be memory.
  package init() throws(Failure) {
    var errors: [String] = []
    for folder in [Environment["TMPDIR"] ?? "/var/tmp", "/tmp"] {
      let opened = Self.open(in: folder)
      if opened >= 0 {
        descriptor = opened
        return
      }
      errors.append("\(quoted(folder)): \(SystemCallError.last)")
    }
    throw .badInput("cannot make a temporary file in \(errors.joined(separator: " nor in ")).")
  }

  private static func open(in folder: String) -> Int32 {
    var path = Array("\(folder)/websocket-explorer-XXXXXX".utf8CString)
    let opened = unsafe mkstemp(&path)
    guard opened >= 0 else { return opened }
    _ = unsafe unlink(path)
    _ = fcntl(opened, F_SETFD, FD_CLOEXEC)
    return opened
  }

  /// Writes bytes at a place in the file.
  package func write(_ bytes: ArraySlice<UInt8>, at offset: UInt64) throws(Failure) {
    var rest = bytes
    var place = offset
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { buffer in
        unsafe pwrite(descriptor, buffer.baseAddress, buffer.count, off_t(clamping: place))
      }
      guard count > 0 || (count < 0 && errno == EINTR) else {
        throw .badInput("cannot write to the temporary file: \(SystemCallError.last).")
      }
      rest = rest.dropFirst(max(0, count))
      place += UInt64(max(0, count))
    }
  }

  /// Reads bytes that were written at a place.
  package func read(_ count: Int, at offset: UInt64) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let start = offset + UInt64(bytes.count)
      let wanted = count - bytes.count
      var got = 0
      let piece = unsafe [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
        got = unsafe pread(descriptor, buffer.baseAddress, wanted, off_t(clamping: start))
        filled = max(0, got)
      }
      guard got > 0 || (got < 0 && errno == EINTR) else {
        throw .badInput("cannot read the temporary file: \(SystemCallError.last).")
      }
      if bytes.isEmpty { bytes = piece } else { bytes += piece }
    }
    return bytes
  }

  deinit {
    _ = close(descriptor)
  }
}
