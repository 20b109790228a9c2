import TrafficCapture
import WebSocketInspection
import WebSocketProtocol

/// Something that is given to an inspector; the client is the first end.
enum Step {
  case bytes([UInt8], Side, EventMoment)
  case gap(UInt32?, Side)
  case finish(Side, EventMoment)
  case reset(Side, EventMoment)
  case end(StreamOutcome?)

  static func client(_ bytes: [UInt8]..., packet: Int? = nil, at time: Int64? = nil) -> Step {
    .bytes(bytes.flatMap { $0 }, .first, moment(packet, time))
  }

  static func server(_ bytes: [UInt8]..., packet: Int? = nil, at time: Int64? = nil) -> Step {
    .bytes(bytes.flatMap { $0 }, .second, moment(packet, time))
  }

  static func finish(_ side: Side, at time: Int64? = nil) -> Step {
    .finish(side, moment(nil, time))
  }

  static func reset(_ side: Side, at time: Int64? = nil) -> Step { .reset(side, moment(nil, time)) }

  /// A moment with a time in milliseconds.
  private static func moment(_ packet: Int?, _ time: Int64?) -> EventMoment {
    EventMoment(
      packet: packet,
      time: time.map {
        Timestamp(seconds: $0 / 1000, nanoseconds: UInt32($0 % 1000) * 1_000_000)
      })
  }
}

/// One way to cut what is given into pieces, and its name for a failure.
struct Cut {
  let name: String
  let steps: [Step]

  /// The steps as they are; with what one end sends in a row as one piece; byte by byte; and cut in
  /// two at each byte.
  ///
  /// Heads are cut at the ends of their lines alone unless told otherwise: nothing is decided within
  /// a line, and reading a head takes long.
  static func everywhere(_ steps: [Step], inHeads: Bool = false) -> [Cut] {
    let whole = joined(steps)
    var cuts = [.asGiven(steps), Cut(name: "coalesced", steps: whole)]
    cuts.append(Cut(name: "byte by byte", steps: whole.flatMap { $0.pieces(of: 1) }))
    for (index, step) in whole.enumerated() {
      guard case .bytes(let bytes, _, _) = step, bytes.count > 1 else { continue }
      for place in 1..<bytes.count where inHeads || isWorthCutting(bytes, at: place) {
        cuts.append(
          Cut(
            name: "step \(index + 1) cut at byte \(place)",
            steps: whole[..<index] + step.cut(at: place) + whole[(index + 1)...]))
      }
    }
    return cuts
  }

  static func asGiven(_ steps: [Step]) -> Cut { Cut(name: "as given", steps: steps) }

  /// Whether a place is not within a line of a head.
  private static func isWorthCutting(_ bytes: [UInt8], at place: Int) -> Bool {
    guard place > 20, place + 1 < bytes.count else { return true }
    let isInFrames = !bytes[place...].contains(0x0A)
    return isInFrames || bytes[place - 2...place + 1].contains { $0 == 0x0D || $0 == 0x0A }
  }

  private static func joined(_ steps: [Step]) -> [Step] {
    steps.reduce(into: []) { joined, step in
      if case .bytes(let new, let side, let moment) = step,
        case .bytes(let old, side, _)? = joined.last
      {
        joined[joined.count - 1] = .bytes(old + new, side, moment)
      } else {
        joined.append(step)
      }
    }
  }
}

extension Step {
  func pieces(of size: Int) -> [Step] {
    guard case .bytes(let bytes, let side, let moment) = self else { return [self] }
    return stride(from: 0, to: bytes.count, by: size).map { start in
      .bytes(Array(bytes[start..<min(start + size, bytes.count)]), side, moment)
    }
  }

  fileprivate func cut(at place: Int) -> [Step] {
    guard case .bytes(let bytes, let side, let moment) = self else { return [self] }
    return [
      .bytes(Array(bytes[..<place]), side, moment), .bytes(Array(bytes[place...]), side, moment),
    ]
  }
}

extension ConnectionInspector {
  /// Gives it one thing.
  func take(_ step: Step) {
    switch step {
    case .bytes(let bytes, let side, let moment): receive(bytes, from: side, at: moment)
    case .gap(let count, let side): receiveGap(count, from: side)
    case .finish(let side, let moment): receiveFinish(from: side, at: moment)
    case .reset(let side, let moment): receiveReset(from: side, at: moment)
    case .end(let stream): end(stream)
    }
  }

  /// All that there is to tell now.
  func allEvents() -> [InspectionEvent] {
    var events: [InspectionEvent] = []
    while let event = nextEvent() { events.append(event) }
    return events
  }

  /// Gives it everything, and ends where no step does.
  func events(_ steps: [Step]) -> [InspectionEvent] {
    var events: [InspectionEvent] = []
    for step in steps {
      take(step)
      events += allEvents()
    }
    if case .end? = steps.last { return events }
    end()
    return events + allEvents()
  }
}
