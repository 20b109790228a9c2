import Foundation
import Testing

@testable import WebSocketTransport

@Suite(.serialized) struct SignalTests {
  @Test(arguments: EventLoop.Backend.allCases)
  func interruptsAreCountedInTheLoop(_ backend: EventLoop.Backend) throws {
    let loop = try EventLoop(backend: backend)
    var counts: [Int] = []
    InterruptSignals.watch(on: loop) { counts.append($0) }
    defer { InterruptSignals.stopWatching() }
    loop.waker.wake()
    loop.turn(atMost: .seconds(10))
    #expect(counts == [])
    for expected in [[1], [1, 2]] {
      kill(getpid(), SIGINT)
      try loop.turn(until: "the signal is told") { counts == expected }
    }
  }
}
