import Testing

@testable import WebSocketTransport

@Suite struct TimerTests {
  @Test(arguments: EventLoop.Backend.allCases)
  func timersFireInTheOrderOfTheirDeadlines(_ backend: EventLoop.Backend) throws {
    let loop = try EventLoop(backend: backend)
    var fired: [Int] = []
    for delay in [3, 1, 2, 0, 1] {
      loop.schedule(after: .milliseconds(delay * 5)) { fired.append(delay) }
    }
    loop.run()
    #expect(fired == [0, 1, 1, 2, 3])
    #expect(!loop.hasWork)
  }

  @Test(arguments: [1, 2, 63, 64, 65, 129, 1000])
  func cancelledTimersNeverFireAndNeverPileUp(_ count: Int) {
    let heap = TimerHeap()
    var fired = 0
    let timers = (0..<count).map { index in
      heap.add(at: Moment(nanoseconds: UInt64(index * 7919 % 1000))) { fired += 1 }
    }
    for timer in timers.dropFirst() {
      timer.cancel()
      timer.cancel()
    }
    #expect(heap.liveCount == 1)
    heap.fire(until: Moment(nanoseconds: 2000))
    #expect(fired == 1)
    #expect(heap.liveCount == 0)
    #expect(heap.nextDeadline == nil)
    timers[0].cancel()
    #expect(heap.liveCount == 0)
  }

  @Test func timersStayInOrderAfterASweep() {
    let heap = TimerHeap()
    var fired: [UInt64] = []
    for index in 0..<500 {
      let deadline = UInt64(index * 7919 % 1009)
      let timer = heap.add(at: Moment(nanoseconds: deadline)) { fired.append(deadline) }
      if index % 3 != 0 { timer.cancel() }
    }
    heap.fire(until: Moment(nanoseconds: 2000))
    #expect(fired.count == 167)
    #expect(fired == fired.sorted())
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func aWakerEndsTheWait(_ backend: EventLoop.Backend) throws {
    let loop = try EventLoop(backend: backend)
    var woken: [[UInt8]] = []
    loop.onWake = { woken.append($0) }
    let guardTimer = loop.schedule(after: .seconds(20)) { Issue.record("not woken") }
    loop.waker.wake()
    loop.turn()
    guardTimer.cancel()
    #expect(woken == [[1]])
  }
}
