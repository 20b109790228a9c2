import CommandLineKit
import Foundation
import Testing

/// Signals reach a whole process, so each test has one of its own.
@Suite struct InterruptSignalsTests {
  @Test func eachSignalIsCountedAndWritesAByte() async {
    await #expect(processExitsWith: .success) {
      let pipe = Pipe()
      InterruptSignals.watch(waking: pipe.fileHandleForWriting.fileDescriptor)
      #expect(InterruptSignals.areWatched)
      #expect(InterruptSignals.count == 0)
      for (signal, expected) in [(SIGINT, 1), (SIGTERM, 2)] {
        raise(signal)
        #expect(InterruptSignals.count == expected)
        let bytes = try pipe.fileHandleForReading.read(upToCount: 1)
        #expect(bytes?.count == 1)
      }
      // Watched again, they are counted from 0.
      InterruptSignals.stopWatching()
      #expect(!InterruptSignals.areWatched)
      InterruptSignals.watch()
      #expect(InterruptSignals.count == 0)
      raise(SIGINT)
      #expect(InterruptSignals.count == 1)
    }
  }

  @Test func theThirdEndsTheProgram() async {
    await #expect(processExitsWith: .exitCode(128 + SIGTERM)) {
      InterruptSignals.watch()
      raise(SIGINT)
      raise(SIGINT)
      #expect(InterruptSignals.count == 2)
      raise(SIGTERM)
    }
  }

  @Test func theyEndTheProgramWhereTheyAreNoLongerWatched() async {
    await #expect(processExitsWith: .signal(SIGTERM)) {
      InterruptSignals.watch()
      InterruptSignals.stopWatching()
      raise(SIGTERM)
    }
  }

  @Test func theProgramEndsAsByCtrlC() async {
    await #expect(processExitsWith: .signal(SIGINT)) {
      InterruptSignals.watch()
      InterruptSignals.endProgram()
    }
  }

  /// As in the background of a shell without job control.
  @Test func theyAreHeardWhereTheParentProcessIgnoresThem() async {
    await #expect(processExitsWith: .success) {
      _ = signal(SIGINT, SIG_IGN)
      InterruptSignals.watch()
      raise(SIGINT)
      #expect(InterruptSignals.count == 1)
    }
  }

  @Test func theyAreHeardWhereTheParentProcessBlocksThem() async {
    await #expect(processExitsWith: .success) {
      block(SIGINT, SIGTERM)
      InterruptSignals.watch()
      raise(SIGINT)
      raise(SIGTERM)
      #expect(InterruptSignals.count == 2)
    }
  }

  @Test func theErrorOfAnInterruptedCallIsKept() async {
    await #expect(processExitsWith: .success) {
      let pipe = Pipe()
      try pipe.fileHandleForReading.close()
      ignoreBrokenPipes()
      InterruptSignals.watch(waking: pipe.fileHandleForWriting.fileDescriptor)
      errno = ENOENT
      raise(SIGINT)
      #expect(errno == ENOENT)
    }
  }

  // MARK: - Waiting

  @Test func aReaderThatWaitsIsWoken() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let path = folder.path + "/fifo"
      let other = makeSilentPipe(path)
      let file = try InputFile(path: path)
      InterruptSignals.watch()
      interruptThisThread(afterMilliseconds: 100)
      let bytes = try file.read()
      #expect(bytes == [])
      #expect(InterruptSignals.count == 1)
      close(other)
    }
  }

  @Test func aSleepIsCutShort() async {
    await #expect(processExitsWith: .success) {
      InterruptSignals.watch()
      interruptThisThread(afterMilliseconds: 100)
      let time = ContinuousClock().measure { CommandLineKit.sleep(milliseconds: 60_000) }
      #expect(time < .seconds(30))
    }
  }

  @Test func whatIsNotReadIsGivenUp() async throws {
    let result = await #expect(
      processExitsWith: .success, observing: [\.standardErrorContent]
    ) {
      let pipe = Pipe()
      dup2(pipe.fileHandleForWriting.fileDescriptor, STDOUT_FILENO)
      ignoreBrokenPipes()
      let output = Output.standardOutput()
      InterruptSignals.watch()
      interruptThisThread(afterMilliseconds: 100)
      // More than any pipe holds.
      output.write([UInt8](repeating: 0x78, count: 1 << 22))
      #expect(InterruptSignals.count == 1)
      output.finish()
      withExtendedLifetime(pipe) {}
    }
    let errors = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(errors.contains("the output is not read; its last "), "\(errors)")
  }

  // MARK: - A reader that goes away

  @Test func theProgramEndsQuietlyWithItsReader() async {
    await #expect(processExitsWith: .exitCode(0)) {
      let pipe = Pipe()
      dup2(pipe.fileHandleForWriting.fileDescriptor, STDOUT_FILENO)
      try pipe.fileHandleForWriting.close()
      try pipe.fileHandleForReading.close()
      ignoreBrokenPipes()
      let output = Output.standardOutput()
      output.write("text")
      output.flush()
      exit(99)
    }
  }

  @Test func whereSignalsAreWatchedTheLossOfTheReaderIsOne() async {
    await #expect(processExitsWith: .exitCode(99)) {
      let pipe = Pipe()
      dup2(pipe.fileHandleForWriting.fileDescriptor, STDOUT_FILENO)
      try pipe.fileHandleForWriting.close()
      try pipe.fileHandleForReading.close()
      ignoreBrokenPipes()
      InterruptSignals.watch()
      let output = Output.standardOutput()
      for _ in 1...2 {
        output.write("text")
        output.flush()
        #expect(!output.hasReader)
        #expect(InterruptSignals.count == 1)
      }
      exit(99)
    }
  }

  @Test func aResultThatCannotBeWrittenIsAFailure() async {
    await #expect(processExitsWith: .exitCode(ExitStatus.network.rawValue)) {
      close(STDOUT_FILENO)
      let output = Output.standardOutput()
      output.write("text")
      output.flush()
      exit(99)
    }
  }

  @Test func aClosedStandardErrorEndsNothing() async {
    await #expect(processExitsWith: .exitCode(99)) {
      close(STDERR_FILENO)
      Output.standardError().write("text")
      exit(99)
    }
  }
}

/// Blocks signals in the calling thread.
private func block(_ signals: Int32...) {
  var set = sigset_t()
  unsafe sigemptyset(&set)
  for signal in signals { unsafe sigaddset(&set, signal) }
  unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
}

/// Makes a pipe with a name, and opens it for writing too, so that a reader waits.
private func makeSilentPipe(_ path: String) -> Int32 {
  unsafe mkfifo(path, 0o600)
  return unsafe open(path, O_RDWR)
}

/// Sends SIGINT to the calling thread, which waits by then.
private func interruptThisThread(afterMilliseconds milliseconds: UInt32) {
  let waiting = pthread_self()
  Thread.detachNewThread {
    usleep(milliseconds * 1000)
    pthread_kill(waiting, SIGINT)
  }
}
