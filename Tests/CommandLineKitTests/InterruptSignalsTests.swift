import CommandLineKit
import Foundation
import Testing

/// Signals reach the whole process, so these tests run one after the other.
@Suite(.serialized) struct InterruptSignalsTests {
  @Test func eachSignalIsCountedAndWritesAByte() throws {
    let pipe = Pipe()
    InterruptSignals.watch(waking: pipe.fileHandleForWriting.fileDescriptor)
    defer { InterruptSignals.stopWatching() }
    #expect(InterruptSignals.areWatched)
    #expect(InterruptSignals.count == 0)
    for (signal, expected) in [(SIGINT, 1), (SIGTERM, 2)] {
      kill(getpid(), signal)
      // Waits for the handler, which may run in another thread.
      #expect(try pipe.fileHandleForReading.read(upToCount: 1)?.count == 1)
      #expect(InterruptSignals.count == expected)
    }
  }

  @Test func watchingAgainCountsFromZero() throws {
    let pipe = Pipe()
    InterruptSignals.watch(waking: pipe.fileHandleForWriting.fileDescriptor)
    kill(getpid(), SIGINT)
    _ = try pipe.fileHandleForReading.read(upToCount: 1)
    InterruptSignals.stopWatching()
    #expect(!InterruptSignals.areWatched)
    InterruptSignals.watch()
    defer { InterruptSignals.stopWatching() }
    #expect(InterruptSignals.count == 0)
  }
}
