import PacketHeaders

/// One TCP connection of a capture: both its directions, put in order.
struct TrackedConnection: Sendable {
  let stream: Int
  private var first: Endpoint
  private var second: Endpoint
  private var isOpening = false
  private var isAnnounced = false
  private let packet: Int
  private let time: CaptureTime?
  private var fromFirst = StreamReassembly()
  private var fromSecond = StreamReassembly()
  private var isReset = false
  private var isClosed = false
  /// Whether the tracker counts it among those that may be forgotten.
  var isListed = false
  /// The last packet that belongs to it.
  private(set) var lastPacket: Int
  /// How many waiting bytes the tracker has counted.
  private(set) var countedBytes = 0

  init(stream: Int, _ segment: TCPSegment) {
    self.stream = stream
    // An answer to a SYN comes from the end that was called.
    let isAnswer = segment.flags.isSuperset(of: [.syn, .ack])
    first = isAnswer ? segment.destination : segment.source
    second = isAnswer ? segment.source : segment.destination
    isOpening = segment.flags.contains(.syn)
    packet = segment.packet
    lastPacket = segment.packet
    time = segment.time
  }

  /// Whether it has carried bytes.
  var hasSpoken: Bool { isAnnounced }

  /// Whether both directions have ended, or one end has reset the connection.
  var isOver: Bool { isReset || (fromFirst.hasEnded && fromSecond.hasEnded) }

  /// Whether a segment belongs to a later connection between the same ends.
  func isReplaced(by segment: TCPSegment) -> Bool {
    guard segment.flags.contains(.syn) else { return false }
    let first = segment.sequenceNumber &+ 1
    return !reassembly(of: side(of: segment)).mayStart(at: first)
  }

  mutating func receive(_ segment: TCPSegment) -> [StreamEvent] {
    if segment.flags.contains(.syn), !isOpening, !isAnnounced { learnEnds(from: segment) }
    lastPacket = segment.packet
    let side = side(of: segment)
    var sequence = segment.sequenceNumber
    var outputs: [StreamReassembly.Output] = []
    var stream = reassembly(of: side)
    setReassembly(of: side, StreamReassembly())  // so that it is not copied
    if segment.flags.contains(.syn) {
      sequence = sequence &+ 1
      outputs += stream.begin(at: sequence, packet: segment.packet, time: segment.time)
    }
    outputs += stream.receive(
      segment.payload, at: sequence, packet: segment.packet, time: segment.time)
    sequence = sequence &+ UInt32(truncatingIfNeeded: segment.payload.count)
    if segment.missingPayload > 0 {
      outputs += stream.leaveOut(
        segment.missingPayload, at: sequence, packet: segment.packet, time: segment.time)
      sequence = sequence &+ UInt32(truncatingIfNeeded: segment.missingPayload)
    }
    if segment.flags.contains(.fin) {
      outputs += stream.finish(at: sequence, packet: segment.packet, time: segment.time)
    }
    setReassembly(of: side, stream)
    var events = tell(outputs, by: side)
    if segment.flags.contains(.rst), !isReset {
      isReset = true
      events += announced()
      events.append(
        .reset(stream: self.stream, by: side, packet: segment.packet, time: segment.time))
    }
    return events
  }

  // MARK: - Waiting

  func waitsTooLong(_ limits: StreamTracker.Limits) -> Bool {
    [fromFirst, fromSecond].contains {
      $0.waitingByteCount > limits.bytesOfDirection || $0.waitingCount > limits.segmentsOfDirection
    }
  }

  /// Gives up the first hole of the direction where more waits.
  mutating func skipLargestGap() -> [StreamEvent] {
    let side: Side = fromFirst.waitingByteCount >= fromSecond.waitingByteCount ? .first : .second
    return skipGap(of: side)
  }

  private mutating func skipGap(of side: Side) -> [StreamEvent] {
    var stream = reassembly(of: side)
    let outputs = stream.skipGap()
    setReassembly(of: side, stream)
    return tell(outputs, by: side)
  }

  /// Tells all that is left of both directions, in the order of its packets, and ends.
  mutating func giveUp(early isGivenUp: Bool = false) -> [StreamEvent] {
    guard !isClosed else { return [] }
    var left = [Side.first, .second].map { side in
      var events: [StreamEvent] = []
      while reassembly(of: side).isWaiting { events += skipGap(of: side) }
      return events[...]
    }
    var events: [StreamEvent] = []
    while let first = left[0].first, let second = left[1].first {
      let next = (first.packet ?? 0) <= (second.packet ?? 0) ? 0 : 1
      events.append(next == 0 ? first : second)
      left[next].removeFirst()
    }
    events += left[0] + left[1]
    isClosed = true
    guard isAnnounced else { return events }
    return events + [.closed(stream: stream, isGivenUp: isGivenUp)]
  }

  /// Counts anew what waits; gives by how much it has grown.
  mutating func recount() -> Int {
    let before = countedBytes
    countedBytes = fromFirst.waitingByteCount + fromSecond.waitingByteCount
    return countedBytes - before
  }

  // MARK: - The ends

  private func side(of segment: TCPSegment) -> Side { segment.source == first ? .first : .second }

  private func reassembly(of side: Side) -> StreamReassembly {
    side == .first ? fromFirst : fromSecond
  }

  private mutating func setReassembly(of side: Side, _ stream: StreamReassembly) {
    if side == .first { fromFirst = stream } else { fromSecond = stream }
  }

  /// A SYN that was captured late still tells who opened the connection.
  private mutating func learnEnds(from segment: TCPSegment) {
    let isAnswer = segment.flags.contains(.ack)
    let opener = isAnswer ? segment.destination : segment.source
    isOpening = true
    guard opener != first else { return }
    swap(&first, &second)
    swap(&fromFirst, &fromSecond)
  }

  // MARK: - Telling

  private mutating func announced() -> [StreamEvent] {
    guard !isAnnounced else { return [] }
    isAnnounced = true
    return [
      .began(
        StreamInfo(
          stream: stream, first: first, second: second, isOpening: isOpening, packet: packet,
          time: time))
    ]
  }

  private mutating func tell(_ outputs: [StreamReassembly.Output], by side: Side) -> [StreamEvent] {
    guard !outputs.isEmpty else { return [] }
    return announced()
      + outputs.map { output in
        switch output {
        case .bytes(let bytes, let packet, let time):
          .data(
            StreamBytes(stream: stream, sender: side, bytes: bytes, packet: packet, time: time))
        case .gap(let count, let packet, let time):
          .gap(
            StreamGap(stream: stream, sender: side, byteCount: count, packet: packet, time: time))
        case .end(let packet, let time):
          .ended(stream: stream, by: side, packet: packet, time: time)
        }
      }
  }
}
