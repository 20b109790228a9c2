#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Where a program writes: standard output, standard error, or the memory of a test.
///
/// Where Ctrl-C is watched (`InterruptSignals`), a write does not keep the program from its end: it
/// waits for a reader that does not read only until a signal comes.
package final class Output {
  /// What is written and not yet handed on; in memory, all that was written.
  private var pending: [UInt8] = []
  /// Nil for memory.
  let descriptor: Int32?
  /// How many bytes are collected before they are handed on.
  private let bufferByteCount: Int
  /// Whether the program ends where its bytes cannot be written.
  private let isResult: Bool
  /// How long a slow reader gets once the program is to end.
  private var remainingMilliseconds: Int32 = 100
  /// Whether the other end is open, as far as writing has shown.
  package private(set) var hasReader = true

  private init(descriptor: Int32?, bufferByteCount: Int, isResult: Bool) {
    self.descriptor = descriptor
    self.bufferByteCount = bufferByteCount
    self.isResult = isResult
  }

  /// Standard output, in large writes: call `flush()` at the end.
  ///
  /// It ends the program quietly when its reader goes away. Where Ctrl-C is watched, it sends the
  /// program that signal instead, so that connections are closed first.
  package static func standardOutput() -> Output {
    Output(descriptor: STDOUT_FILENO, bufferByteCount: 1 << 16, isResult: true)
  }

  /// Standard error, at once; where it is closed, what is written is lost and the program goes on.
  package static func standardError() -> Output {
    Output(descriptor: STDERR_FILENO, bufferByteCount: 1, isResult: false)
  }

  /// The program's memory, for tests: `bytes` is what was written.
  package static func memory() -> Output {
    Output(descriptor: nil, bufferByteCount: .max, isResult: true)
  }

  /// What was written and is still in memory.
  package var bytes: [UInt8] { pending }

  /// Writes text as UTF-8.
  package func write(_ text: String) {
    pending += text.utf8
    flushIfLong()
  }

  /// Writes bytes as they are.
  package func write(_ bytes: [UInt8]) {
    pending += bytes
    flushIfLong()
  }

  private func flushIfLong() {
    if pending.count >= bufferByteCount { flush() }
  }

  /// Hands on what was collected.
  package func flush() {
    guard let descriptor, !pending.isEmpty else { return }
    guard hasReader else {
      pending = []
      return
    }
    do throws(SystemCallError) {
      pending.removeFirst(try write(pending, to: descriptor))
      // What is not the result is not worth waiting for again.
      if !isResult { pending = [] }
    } catch {
      pending = []
      if isResult { giveUp(error) }
    }
  }

  private func giveUp(_ error: SystemCallError) {
    if error.isBrokenPipe, InterruptSignals.areWatched {
      hasReader = false
      // Ctrl-C may have ended the reader too: it goes to all programs of a pipe.
      if InterruptSignals.count == 0 { InterruptSignals.sendToSelf() }
      return
    }
    if error.isBrokenPipe { exitProcess(ExitStatus.clean.rawValue) }
    Output.standardError().write("\(programName): cannot write the result: \(error).\n")
    exitProcess(ExitStatus.network.rawValue)
  }

  /// Hands on what is left at the end of a command that Ctrl-C ends, and says how much is lost.
  package func finish() {
    flush()
    guard descriptor != nil, !pending.isEmpty else { return }
    let count = pending.count
    pending = []
    Output.standardError().write(
      "\(programName): the output is not read; its last \(count) bytes are lost.\n")
  }

  // MARK: - Writing without waiting for ever

  /// Writes bytes and returns how many: all, or fewer where the program is to end and there is no room.
  ///
  /// So where Ctrl-C is watched, it asks for room first. Where there is any, a pipe takes `PIPE_BUF`
  /// bytes.
  private func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemCallError) -> Int {
    var count = 0
    while count < bytes.count {
      var end = bytes.count
      if InterruptSignals.areWatched {
        guard waitForRoom(descriptor) else { break }
        end = min(end, count + Int(PIPE_BUF))
      }
      do throws(SystemCallError) {
        count += try writeOnce(bytes[count..<end], to: descriptor)
      } catch {
        if error.isNotReady {
          _ = waitUntil(
            Int32(POLLOUT), descriptor, milliseconds: InterruptSignals.areWatched ? 100 : -1)
        } else if !error.isInterruption {
          throw error
        }
      }
    }
    return count
  }

  /// Waits until a descriptor takes bytes, or its reader is gone; false where the program is to end
  /// first.
  private func waitForRoom(_ descriptor: Int32) -> Bool {
    while true {
      let interrupts = InterruptSignals.count
      // The signal itself ends the wait, but one that comes just before it does not.
      let wait = interrupts > 1 ? 0 : remainingMilliseconds
      if waitUntil(Int32(POLLOUT), descriptor, milliseconds: wait) { return true }
      guard interrupts > 0 else { continue }
      // Once is enough: what else is to be written does not get that time again.
      remainingMilliseconds = 0
      return false
    }
  }
}

/// The name of this program, as it was called.
private var programName: String {
  CommandLine.arguments.first.map(Path.name(of:)) ?? "program"
}
