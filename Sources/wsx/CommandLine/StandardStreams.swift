#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

import WebSocketTransport

// The system calls of the command line stand in this file and in TemporaryFile.swift.

/// Standard output, gathered into large writes.
///
/// Ends the program quietly when nobody reads any more; one that has connections closes them first.
enum StandardOutput {
  nonisolated(unsafe) private static var pending: [UInt8] = []
  nonisolated(unsafe) private static var isRead = true
  /// Whether somebody may still read it, as far as was noticed.
  static var hasReader: Bool { unsafe isRead }

  /// Has a reader that goes away be an error of writing, not the end of the program.
  static func outliveItsReader() {
    _ = signal(SIGPIPE, SIG_IGN)
  }

  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Whether it may appear at a terminal, be it through a pipe to `less` or `head`.
  static var mayReachTerminal: Bool {
    var status = stat()
    guard unsafe fstat(STDOUT_FILENO, &status) == 0 else { return isTerminal }
    return isTerminal || status.st_mode & S_IFMT == S_IFIFO
  }

  /// How many columns the terminal shows; nil where standard output is none.
  static var columns: Int? {
    var window = winsize()
    guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 else {
      return nil
    }
    return Int(window.ws_col)
  }

  static func write(_ text: String) {
    unsafe pending += text.utf8
    flushIfLong()
  }

  static func write(_ bytes: [UInt8]) {
    unsafe pending += bytes
    flushIfLong()
  }

  private static func flushIfLong() {
    if unsafe pending.count >= 1 << 16 { flush() }
  }

  static func flush() {
    guard unsafe !pending.isEmpty else { return }
    guard hasReader else {
      unsafe pending = []
      return
    }
    let bytes = unsafe pending
    unsafe pending.removeAll(keepingCapacity: true)
    switch writeAll(bytes, to: STDOUT_FILENO) {
    case .all: break
    case .part(let count): unsafe pending += bytes[count...]
    case .error(EPIPE) where InterruptSignals.areWatched:
      unsafe isRead = false
      // Ctrl-C may have ended the reader too: it goes to all programs of a pipe.
      if InterruptSignals.count == 0 { raise(SIGINT) }
    case .error(let error):
      if error != EPIPE {
        StandardError.write("wsx: cannot write the result: \(systemErrorText(error)).\n")
      }
      exit(error == EPIPE ? ExitStatus.clean.rawValue : ExitStatus.network.rawValue)
    }
  }

  /// Writes what is left at the end of a command that Ctrl-C ends, and says what nobody has read.
  static func finish() {
    flush()
    let count = unsafe pending.count
    guard count > 0 else { return }
    unsafe pending = []
    StandardError.write("wsx: nobody reads the output; its last \(count) bytes are lost.\n")
  }
}

/// Standard error: everything that is not the result.
enum StandardError {
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes what can be written: a closed standard error is no reason to keep the result back.
  static func write(_ text: String) {
    _ = writeAll(Array(text.utf8), to: STDERR_FILENO)
  }
}

/// Ends the program as Ctrl-C ends every program, so that a shell's loop around it ends too.
func exitByInterrupt() -> Never {
  InterruptSignals.stopWatching()
  raise(SIGINT)
  // Whoever started it may have blocked the signal.
  exit(128 + SIGINT)
}

/// Ends the program; what was written before is flushed by the caller.
func exitProcess(_ status: ExitStatus) -> Never {
  exit(status.rawValue)
}

/// A file or standard input, read in pieces.
struct InputFile: ~Copyable {
  private let descriptor: Int32
  private let name: String

  /// Standard input.
  init() {
    descriptor = STDIN_FILENO
    name = "standard input"
  }

  /// A file by its path.
  init(path: String) throws(Failure) {
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    name = quoted(path)
    guard descriptor >= 0 else {
      throw .badInput("cannot open \(name): \(systemErrorText(errno)).")
    }
  }

  /// The next piece, at most `limit` bytes; empty at the end, and where Ctrl-C ends a wait.
  func read(upTo limit: Int = 1 << 18) throws(Failure) -> [UInt8] {
    while true {
      var count = 0
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, filled in
        count = unsafe systemRead(descriptor, buffer.baseAddress, limit)
        filled = max(0, count)
      }
      if count >= 0 || (errno == EINTR && InterruptSignals.count > 0) { return bytes }
      guard errno == EINTR else {
        throw .badInput("cannot read \(name): \(systemErrorText(errno)).")
      }
    }
  }

  /// The file's size in bytes; nil for a pipe or a terminal.
  var size: UInt64? {
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

/// Waits.
func pause(milliseconds: Int32) {
  _ = poll(nil, 0, milliseconds)
}

/// A file that is written from its beginning.
final class OutputFile {
  private let descriptor: Int32
  private let name: String

  /// Creates the file, or empties it.
  init(path: String) throws(Failure) {
    name = quoted(path)
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw .usage("cannot write \(name): \(systemErrorText(errno)).")
    }
  }

  func write(_ bytes: [UInt8]) throws(Failure) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
        return unsafe systemWrite(descriptor, rest.baseAddress, rest.count)
      }
      guard count >= 0 || errno == EINTR else {
        throw Failure(
          status: .badInput, message: "cannot write \(name): \(systemErrorText(errno)).")
      }
      written += max(0, count)
    }
  }

  deinit {
    _ = close(descriptor)
  }
}

/// What standard input holds at this moment; only to be asked when there is something to be read.
enum StandardInput {
  static let descriptor = STDIN_FILENO

  static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }

  /// The bytes that are there, empty at the end of the input; nil where there are none yet.
  static func readAvailable(upTo limit: Int = 1 << 16) -> [UInt8]? {
    var count = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, filled in
      count = unsafe systemRead(STDIN_FILENO, buffer.baseAddress, limit)
      filled = max(0, count)
    }
    if count < 0, errno == EAGAIN || errno == EINTR { return nil }
    return bytes
  }
}

/// The value of an environment variable.
func environment(_ name: String) -> String? {
  unsafe getenv(name).map { unsafe String(cString: $0) }
}

func systemErrorText(_ error: Int32) -> String {
  unsafe String(cString: strerror(error))
}

private func systemRead(_ descriptor: Int32, _ base: UnsafeMutablePointer<UInt8>?, _ count: Int)
  -> Int
{
  unsafe read(descriptor, base, count)
}

private func systemWrite(_ descriptor: Int32, _ base: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, base, count)
}

/// What writing came to.
private enum Written {
  case all
  /// So many bytes; then the program was to end, and nobody read on.
  case part(Int)
  case error(Int32)
}

/// Writes all bytes.
///
/// A command that ends with Ctrl-C must not wait for ever for somebody to read, so it asks whether
/// there is room. Where there is any, a pipe takes `PIPE_BUF` bytes.
private func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Written {
  var count = 0
  while count < bytes.count {
    var end = bytes.count
    if InterruptSignals.areWatched {
      guard waitForRoom(descriptor) else { return .part(count) }
      end = min(end, count + Int(PIPE_BUF))
    }
    let written = unsafe bytes.withUnsafeBytes { buffer in
      let slice = unsafe UnsafeRawBufferPointer(rebasing: buffer[count..<end])
      return unsafe systemWrite(descriptor, slice.baseAddress, slice.count)
    }
    if written >= 0 {
      count += written
    } else if errno == EAGAIN {
      var writable = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      _ = unsafe poll(&writable, 1, InterruptSignals.areWatched ? 100 : -1)
    } else if errno != EINTR {
      return .error(errno)
    }
  }
  return .all
}

/// How long somebody who reads slowly is waited for once the program is to end.
nonisolated(unsafe) private var patience: Int32 = 100

/// Waits until a descriptor takes bytes, or its reader is gone; false where the program is to end
/// before.
private func waitForRoom(_ descriptor: Int32) -> Bool {
  while true {
    let interrupts = InterruptSignals.count
    var writable = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    // The signal itself ends the wait, but one that comes just before it does not.
    if unsafe poll(&writable, 1, interrupts > 1 ? 0 : patience) > 0 { return true }
    guard interrupts > 0 else { continue }
    // Once is enough: what else is to be written does not get that time again.
    unsafe patience = 0
    return false
  }
}
