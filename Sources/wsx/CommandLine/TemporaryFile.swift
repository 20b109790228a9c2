#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A file without a name, to be written and read anywhere; it is gone with the program, however that
/// ends.
final class TemporaryFile {
  private let descriptor: Int32

  /// Makes a file in `TMPDIR`, or else in `/var/tmp`, which lies on a disk where `/tmp` may be memory.
  init() throws(Failure) {
    var errors: [String] = []
    for folder in [environment("TMPDIR") ?? "/var/tmp", "/tmp"] {
      let opened = Self.open(in: folder)
      if opened >= 0 {
        descriptor = opened
        return
      }
      errors.append("\(quoted(folder)): \(systemErrorText(errno))")
    }
    throw .badInput("cannot make a temporary file in \(errors.joined(separator: " nor in ")).")
  }

  private static func open(in folder: String) -> Int32 {
    var path = Array("\(folder)/wsx-XXXXXX".utf8CString)
    let opened = unsafe path.withUnsafeMutableBufferPointer { buffer in
      unsafe buffer.baseAddress.map { unsafe mkstemp($0) } ?? -1
    }
    guard opened >= 0 else { return opened }
    _ = unsafe path.withUnsafeBufferPointer { buffer in
      unsafe buffer.baseAddress.map { unsafe unlink($0) } ?? 0
    }
    _ = fcntl(opened, F_SETFD, FD_CLOEXEC)
    return opened
  }

  /// Writes bytes at a place in the file.
  func write(_ bytes: ArraySlice<UInt8>, at offset: UInt64) throws(Failure) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
        return unsafe pwrite(
          descriptor, rest.baseAddress, rest.count, off_t(clamping: offset + UInt64(written)))
      }
      guard count > 0 || (count < 0 && errno == EINTR) else {
        throw .badInput("cannot write to the temporary file: \(systemErrorText(errno)).")
      }
      written += max(0, count)
    }
  }

  /// Reads bytes that were written at a place.
  func read(_ count: Int, at offset: UInt64) throws(Failure) -> [UInt8] {
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
        throw .badInput("cannot read the temporary file: \(systemErrorText(errno)).")
      }
      if bytes.isEmpty { bytes = piece } else { bytes += piece }
    }
    return bytes
  }

  deinit {
    _ = close(descriptor)
  }
}
