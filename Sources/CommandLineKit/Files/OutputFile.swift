#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file that is written from its beginning.
package final class OutputFile {
  private let descriptor: Int32
  private let name: String

  /// Creates the file, or empties it.
  package init(path: String) throws(Failure) {
    name = quoted(path)
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw .usage("cannot write \(name): \(SystemCallError.last).")
    }
  }

  /// Writes bytes after what was written before.
  package func write(_ bytes: [UInt8]) throws(Failure) {
    do throws(SystemCallError) {
      try writeAll(bytes, to: descriptor)
    } catch {
      throw .badInput("cannot write \(name): \(error).")
    }
  }

  deinit {
    _ = close(descriptor)
  }
}
