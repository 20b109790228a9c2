/// A call that is made later, unless it is cancelled before.
public final class LoopTimer {
  let deadline: Moment
  private var action: (() -> Void)?
  private unowned let heap: TimerHeap

  fileprivate init(deadline: Moment, heap: TimerHeap, action: @escaping () -> Void) {
    self.deadline = deadline
    self.heap = heap
    self.action = action
  }

  /// Cancels the call; does nothing where it was made already.
  public func cancel() {
    guard action != nil else { return }
    action = nil
    heap.noteCancelled()
  }

  var isCancelled: Bool { action == nil }

  fileprivate func fire() {
    let action = action
    self.action = nil
    action?()
  }
}

/// Timers in order of their deadlines: a binary heap.
///
/// A cancelled timer stays in its place, because finding it costs more than waiting until it comes
/// first; once half of them are cancelled, all of these are removed, so that they never pile up.
final class TimerHeap {
  private var timers: [LoopTimer] = []
  private var cancelledCount = 0

  /// How many timers will still fire.
  var liveCount: Int { timers.count - cancelledCount }

  /// When the next timer fires; nil where there is none.
  var nextDeadline: Moment? {
    dropCancelled()
    return timers.first?.deadline
  }

  func add(at deadline: Moment, _ action: @escaping () -> Void) -> LoopTimer {
    let timer = LoopTimer(deadline: deadline, heap: self, action: action)
    timers.append(timer)
    siftUp(timers.count - 1)
    return timer
  }

  /// Fires the timers whose time has come.
  func fire(until now: Moment) {
    while let deadline = nextDeadline, deadline <= now {
      removeFirst().fire()
    }
  }

  fileprivate func noteCancelled() {
    cancelledCount += 1
    guard cancelledCount > 64, cancelledCount > timers.count / 2 else { return }
    timers.removeAll { $0.isCancelled }
    cancelledCount = 0
    for index in stride(from: timers.count / 2 - 1, through: 0, by: -1) { siftDown(index) }
  }

  private func dropCancelled() {
    while let first = timers.first, first.isCancelled {
      _ = removeFirst()
      cancelledCount -= 1
    }
  }

  private func removeFirst() -> LoopTimer {
    timers.swapAt(0, timers.count - 1)
    let first = timers.removeLast()
    siftDown(0)
    return first
  }

  private func siftUp(_ start: Int) {
    var index = start
    while index > 0, timers[index].deadline < timers[(index - 1) / 2].deadline {
      timers.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  private func siftDown(_ start: Int) {
    var index = start
    while true {
      let children = 2 * index + 1..<min(2 * index + 3, max(timers.count, 2 * index + 1))
      guard let least = children.min(by: { timers[$0].deadline < timers[$1].deadline }),
        timers[least].deadline < timers[index].deadline
      else { return }
      timers.swapAt(index, least)
      index = least
    }
  }
}
