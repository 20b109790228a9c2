import Foundation
import TestSupport

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A program at a real terminal, of 80 columns if nothing else is said, with a script for its user.
final class PseudoTerminal {
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  private let controller: Int32
  private let process = Process()
  /// All that the program has written so far.
  private(set) var screen = ""

  init(
    _ program: String, _ arguments: [String], environment: [String: String] = [:],
    rows: UInt16 = 24, columns: UInt16 = 80, in folder: URL
  ) throws {
    var ends: (controller: Int32, terminal: Int32) = (-1, -1)
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard unsafe openpty(&ends.controller, &ends.terminal, nil, nil, &size) == 0 else {
      throw Failure(description: "no pseudo-terminal")
    }
    // Programs that other tests start meanwhile must not inherit it, or it would never close.
    _ = fcntl(ends.controller, F_SETFD, FD_CLOEXEC)
    _ = fcntl(ends.terminal, F_SETFD, FD_CLOEXEC)
    controller = ends.controller
    let handle = FileHandle(fileDescriptor: ends.terminal, closeOnDealloc: true)
    process.executableURL = BuiltProgram.productsDirectory.appendingPathComponent(program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment
      .filter { $0.key != "NO_COLOR" }
      .merging(["TERM": "xterm-256color"]) { $1 }.merging(environment) { $1 }
    process.standardInput = handle
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    try handle.close()
  }

  deinit {
    // The thread that started it may have had the politer signals blocked, and it inherits that.
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    close(controller)
  }

  /// Types a line.
  func type(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = unsafe bytes.withUnsafeBytes { unsafe write(controller, $0.baseAddress, $0.count) }
  }

  /// Waits for words after those of the last call, and returns the text before them.
  @discardableResult
  func wait(for words: String, seconds: Double = 120) throws -> String {
    let deadline = Date.now.addingTimeInterval(seconds)
    while true {
      if let found = screen.range(of: words, range: awaited..<screen.endIndex) {
        let before = String(screen[awaited..<found.lowerBound])
        awaitedCount = screen.distance(from: screen.startIndex, to: found.upperBound)
        return before
      }
      guard Date.now < deadline, readMore() else {
        throw Failure(description: "waited for \"\(words)\" after:\n\(screen.suffix(1500))")
      }
    }
  }

  /// The exit code.
  func waitForExit() throws -> Int32 {
    let deadline = Date.now.addingTimeInterval(120)
    while process.isRunning, Date.now < deadline { _ = readMore() }
    process.waitUntilExit()
    return process.terminationStatus
  }

  private var awaitedCount = 0
  private var awaited: String.Index { screen.index(screen.startIndex, offsetBy: awaitedCount) }

  /// Reads what is there within half a second; false once the program's side is closed.
  private func readMore() -> Bool {
    var entry = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&entry, 1, 500) > 0 else { return true }
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = unsafe read(controller, &chunk, chunk.count)
    guard count > 0 else { return false }
    pending += chunk[..<count]
    // A character may be cut in two.
    if let text = String(validating: pending, as: UTF8.self) {
      screen += text.replacingOccurrences(of: "\r\n", with: "\n")
      pending = []
    }
    return true
  }

  private var pending: [UInt8] = []
}
