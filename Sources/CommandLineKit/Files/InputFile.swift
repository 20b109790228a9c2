#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file or standard input, read in pieces.
package struct InputFile: ~Copyable {
  private let descriptor: Int32
  private let name: String

  /// Standard input.
  package init() {
    descriptor = STDIN_FILENO
    name = "standard input"
  }

  /// A file by its path.
  package init(path: String) throws(Failure) {
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    name = quoted(path)
    guard descriptor >= 0 else {
      throw .badInput("cannot open \(name): \(SystemCallError.last).")
    }
  }

  /// The next piece, at most `limit` bytes; empty at the end, and where Ctrl-C ends a wait.
  package func read(upTo limit: Int = 1 << 18) throws(Failure) -> [UInt8] {
    while true {
      do throws(SystemCallError) {
        return try readOnce(descriptor, upTo: limit)
      } catch {
        guard error.isInterruption else { throw .badInput("cannot read \(name): \(error).") }
        if InterruptSignals.count > 0 { return [] }
      }
    }
  }

  /// All bytes up to the end, or to where Ctrl-C ends a wait.
  package func readAll() throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let piece = try read()
      if piece.isEmpty { return bytes }
      bytes += piece
    }
  }

  /// The file's size in bytes; nil for a pipe or a terminal.
  package var size: UInt64? {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    return UInt64(clamping: status.st_size)
  }

  deinit {
    if descriptor != STDIN_FILENO { _ = close(descriptor) }
  }
}
