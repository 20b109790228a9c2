/// Waits for many sockets and timers at once and calls what belongs to them, all in one thread.
///
/// Nothing that it calls may wait: not for the network, not for a user. The loop and everything on it
/// must be used in one thread only, except for its `waker`.
public final class EventLoop {
  /// How the loop asks the system what is ready.
  public enum Backend: String, CaseIterable, Codable, Hashable, Sendable {
    #if os(Linux)
      /// Linux's `epoll`.
      case epoll
    #endif
    /// POSIX's `poll(2)`.
    case poll

    /// The fastest that this system has.
    public static var best: Backend { allCases[0] }
  }

  /// Wakes the loop from elsewhere.
  public let waker: Waker
  /// Called in the loop's thread after `waker` was used, with the bytes that were written to it.
  public var onWake: (([UInt8]) -> Void)?

  /// The size of the one buffer for all reads: a connection keeps bytes of its own only where it has
  /// not received a whole frame.
  package static let receiveBufferByteCount = 256 << 10

  private let poller: any Poller
  private let timers = TimerHeap()
  private var participants: [(any Participant)?] = []
  private var participantCount = 0
  private var alwaysReady: [any Participant] = []
  private var ready: [Readiness] = []
  private var flushing: [any Flushable] = []
  private var isStopped = false
  private var receiveBuffer: [UInt8] = []
  private var sendBuffer: [UInt8] = []

  /// A loop with nothing to wait for yet.
  public init(backend: Backend = .best) throws(TransportError) {
    do throws(SystemError) {
      switch backend {
      #if os(Linux)
        case .epoll: poller = try EpollPoller()
      #endif
      case .poll: poller = PollPoller()
      }
      waker = try Waker()
      try poller.add(waker.readEnd, .readable)
    } catch {
      throw .system(error, nil)
    }
  }

  // MARK: - Running

  /// Runs until `stop()` is called or there is nothing left to wait for.
  public func run() {
    isStopped = false
    while !isStopped, hasWork { turn() }
  }

  /// Lets `run()` return after the present turn.
  public func stop() {
    isStopped = true
  }

  /// Whether there is anything to wait for: a socket, or a timer.
  public var hasWork: Bool { participantCount > 0 || timers.liveCount > 0 }

  /// Waits once, no longer than `limit`, and calls what is ready.
  public func turn(atMost limit: Duration? = nil) {
    flush()
    var found: [Readiness] = []
    swap(&found, &ready)
    poller.wait(milliseconds: waitingTime(limit), appendingTo: &found)
    for event in found { deliver(event) }
    found.removeAll(keepingCapacity: true)
    swap(&found, &ready)
    for participant in alwaysReady { participant.becameReady(.readable) }
    timers.fire(until: .now)
    flush()
  }

  private func deliver(_ event: Readiness) {
    if event.descriptor == waker.readEnd {
      onWake?(waker.drain())
      return
    }
    // An earlier call of this turn may have closed it, and a new one may have the same number. That one
    // is then called although it is not ready, and finds nothing to read.
    let place = Int(event.descriptor)
    guard participants.indices.contains(place) else { return }
    participants[place]?.becameReady(event.interest)
  }

  private func waitingTime(_ limit: Duration?) -> Int32 {
    guard alwaysReady.isEmpty, !isStopped else { return 0 }
    var nanoseconds = limit?.wholeNanoseconds
    if let deadline = timers.nextDeadline {
      let left = deadline.since(.now).wholeNanoseconds
      nanoseconds = min(nanoseconds ?? left, left)
    }
    guard let nanoseconds else { return -1 }
    return Int32(clamping: (nanoseconds + 999_999) / 1_000_000)
  }

  // MARK: - Timers

  /// Calls `action` once, after a delay.
  @discardableResult
  public func schedule(after delay: Duration, _ action: @escaping () -> Void) -> LoopTimer {
    timers.add(at: Moment.now.advanced(by: delay), action)
  }

  // MARK: - Participants

  func add(_ participant: any Participant, _ interest: Interest) throws(SystemError) {
    let place = Int(participant.descriptor)
    do throws(SystemError) {
      try poller.add(participant.descriptor, interest)
    } catch {
      // epoll refuses plain files, whose bytes are always there. Standard input may be one.
      guard error.isRefusedKind else { throw error }
      alwaysReady.append(participant)
    }
    if participants.count <= place {
      participants += Array(repeating: nil, count: place + 1 - participants.count)
    }
    participants[place] = participant
    participantCount += 1
  }

  func change(_ participant: any Participant, _ interest: Interest) {
    poller.change(participant.descriptor, interest)
  }

  func remove(_ participant: any Participant) {
    let place = Int(participant.descriptor)
    guard participants.indices.contains(place), participants[place] === participant else { return }
    poller.remove(participant.descriptor)
    alwaysReady.removeAll { $0 === participant }
    participants[place] = nil
    participantCount -= 1
  }

  // MARK: - Sending at the end of a turn

  /// Has `flush()` called before the loop waits again, so that many answers go out in one write.
  func flushLater(_ flushable: any Flushable) {
    flushing.append(flushable)
  }

  private func flush() {
    while !flushing.isEmpty {
      var round: [any Flushable] = []
      swap(&round, &flushing)
      for flushable in round { flushable.flush() }
      round.removeAll(keepingCapacity: true)
      // Keep the memory for the next turn, unless a flush has asked for another.
      if flushing.isEmpty { swap(&round, &flushing) }
    }
  }

  // MARK: - Shared buffers

  /// Lends the buffer for reading; to be given back within the same call.
  ///
  /// It is taken out, not used in place, so that nothing that a handler does can use it meanwhile.
  func takeReceiveBuffer() -> [UInt8] {
    var buffer: [UInt8] = []
    swap(&buffer, &receiveBuffer)
    guard buffer.isEmpty else { return buffer }
    return [UInt8](repeating: 0, count: Self.receiveBufferByteCount)
  }

  func giveBack(receiveBuffer buffer: consuming [UInt8]) {
    receiveBuffer = buffer
  }

  /// Lends the buffer for writing, empty; to be given back within the same call.
  func takeSendBuffer() -> [UInt8] {
    var buffer: [UInt8] = []
    swap(&buffer, &sendBuffer)
    return buffer
  }

  func giveBack(sendBuffer buffer: consuming [UInt8]) {
    // The memory of one huge message must not stay taken for ever.
    guard buffer.capacity <= 4 * Self.receiveBufferByteCount else { return }
    buffer.removeAll(keepingCapacity: true)
    sendBuffer = buffer
  }
}
