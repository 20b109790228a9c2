import PacketHeaders

/// One TCP connection of a capture: puts the bytes of both directions in order.
///
/// It is a class, so that every packet changes its state in place.
final class TrackedConnection {
  /// The number of the connection in the capture.
  let stream: Int
  private var first: Endpoint
  private var second: Endpoint
  private var isOpening = false
  private var isAnnounced = false
  private let packet: Int
  private let time: Timestamp?
  private var fromFirst = StreamReassembly()
  private var fromSecond = StreamReassembly()
  /// The outputs of the last segment, in memory that is reused.
  private var outputs: [StreamReassembly.Output] = []
  private var isReset = false
  private var isClosed = false
  /// Whether the tracker has listed it among the ended connections.
  var isListed = false
  /// The number of its last packet.
  private(set) var lastPacket: Int
  /// How many waiting bytes the tracker has counted.
  private(set) var countedBytes = 0

  init(stream: Int, _ segment: TCPSegment) {
    self.stream = stream
    // SYN with ACK comes from the end that accepted the connection.
    let isAnswer = segment.flags.isSuperset(of: [.syn, .ack])
    first = isAnswer ? segment.destination : segment.source
    second = isAnswer ? segment.source : segment.destination
    isOpening = segment.flags.contains(.syn)
    packet = segment.packet
    lastPacket = segment.packet
    time = segment.time
  }

  /// Whether it has events, so that it is more than a TCP handshake.
  var hasSpoken: Bool { isAnnounced }

  /// Whether both directions have ended, or one end has reset the connection.
  var isOver: Bool { isReset || (fromFirst.hasEnded && fromSecond.hasEnded) }

  /// Whether a segment belongs to a later connection between the same ends.
  func isReplaced(by segment: TCPSegment) -> Bool {
    guard segment.flags.contains(.syn) else { return false }
    let first = segment.sequenceNumber &+ 1
    return !self[side(of: segment)].mayStart(at: first)
  }

  /// Takes a segment of the connection.
  func receive(_ segment: TCPSegment, into events: inout [StreamEvent]) {
    if segment.flags.contains(.syn), !isOpening, !isAnnounced { learnEnds(from: segment) }
    lastPacket = segment.packet
    let side = side(of: segment)
    read(segment, from: side, into: &outputs)
    tell(outputs, by: side, into: &events)
    // At once: there may be thousands of connections, and each would keep its last segment.
    outputs.removeAll(keepingCapacity: true)
    if segment.flags.contains(.rst), !isReset {
      isReset = true
      announce(into: &events)
      events.append(.reset(stream: stream, by: side, packet: segment.packet, time: segment.time))
    }
  }

  private func read(
    _ segment: TCPSegment, from side: Side, into outputs: inout [StreamReassembly.Output]
  ) {
    let (packet, time) = (segment.packet, segment.time)
    var sequence = segment.sequenceNumber
    if segment.flags.contains(.syn) {
      sequence = sequence &+ 1
      self[side].begin(at: sequence, packet: packet, time: time, into: &outputs)
    }
    self[side].receive(segment.payload, at: sequence, packet: packet, time: time, into: &outputs)
    sequence = sequence &+ UInt32(truncatingIfNeeded: segment.payload.count)
    if segment.missingPayload > 0 {
      self[side].leaveOut(
        segment.missingPayload, at: sequence, packet: packet, time: time, into: &outputs)
      sequence = sequence &+ UInt32(truncatingIfNeeded: segment.missingPayload)
    }
    if segment.flags.contains(.fin) {
      self[side].finish(at: sequence, packet: packet, time: time, into: &outputs)
    }
  }

  // MARK: - Waiting

  /// Whether more waits for missing bytes than the limits allow.
  func waitsTooLong(_ limits: StreamTracker.Limits) -> Bool {
    fromFirst.waitsTooLong(limits) || fromSecond.waitsTooLong(limits)
  }

  /// Gives up waiting for the first missing bytes of the direction where more bytes wait.
  func skipLargestGap(into events: inout [StreamEvent]) {
    let side: Side = fromFirst.waitingByteCount >= fromSecond.waitingByteCount ? .first : .second
    skipGap(of: side, into: &events)
  }

  private func skipGap(of side: Side, into events: inout [StreamEvent]) {
    var outputs: [StreamReassembly.Output] = []
    self[side].skipGap(into: &outputs)
    tell(outputs, by: side, into: &events)
  }

  /// Adds all remaining events of both directions, in the order of their packets, and ends.
  func giveUp(early isGivenUp: Bool = false, into events: inout [StreamEvent]) {
    guard !isClosed else { return }
    var left = [Side.first, .second].map { side in
      var events: [StreamEvent] = []
      while self[side].isWaiting { skipGap(of: side, into: &events) }
      return events[...]
    }
    while let first = left[0].first, let second = left[1].first {
      let next = (first.packet ?? 0) <= (second.packet ?? 0) ? 0 : 1
      events.append(next == 0 ? first : second)
      left[next].removeFirst()
    }
    events += left[0] + left[1]
    isClosed = true
    if isAnnounced { events.append(.closed(stream: stream, isGivenUp: isGivenUp)) }
  }

  /// Counts the waiting bytes again, and returns how many more there are.
  func recount() -> Int {
    let before = countedBytes
    countedBytes = fromFirst.waitingByteCount + fromSecond.waitingByteCount
    return countedBytes - before
  }

  // MARK: - The ends

  private func side(of segment: TCPSegment) -> Side { segment.source == first ? .first : .second }

  private subscript(side: Side) -> StreamReassembly {
    get { side == .first ? fromFirst : fromSecond }
    _modify {
      if side == .first { yield &fromFirst } else { yield &fromSecond }
    }
  }

  /// Reads from a SYN that was captured late which end opened the connection.
  private func learnEnds(from segment: TCPSegment) {
    let isAnswer = segment.flags.contains(.ack)
    let opener = isAnswer ? segment.destination : segment.source
    isOpening = true
    guard opener != first else { return }
    swap(&first, &second)
    swap(&fromFirst, &fromSecond)
  }

  // MARK: - Events

  private func announce(into events: inout [StreamEvent]) {
    guard !isAnnounced else { return }
    isAnnounced = true
    events.append(
      .began(
        StreamInfo(
          stream: stream, first: first, second: second, isOpening: isOpening, packet: packet,
          time: time)))
  }

  private func tell(
    _ outputs: [StreamReassembly.Output], by side: Side, into events: inout [StreamEvent]
  ) {
    guard !outputs.isEmpty else { return }
    announce(into: &events)
    for output in outputs {
      switch output {
      case .bytes(let bytes, let packet, let time):
        events.append(
          .data(
            StreamBytes(stream: stream, sender: side, bytes: bytes, packet: packet, time: time)))
      case .gap(let count, let packet, let time):
        events.append(
          .gap(
            StreamGap(stream: stream, sender: side, byteCount: count, packet: packet, time: time)))
      case .end(let packet, let time):
        events.append(.ended(stream: stream, by: side, packet: packet, time: time))
      }
    }
  }
}

extension StreamReassembly {
  fileprivate func waitsTooLong(_ limits: StreamTracker.Limits) -> Bool {
    waitingByteCount > limits.bytesOfDirection || waitingCount > limits.segmentsOfDirection
  }
}
