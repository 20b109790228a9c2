import TrafficCapture

/// Pings, and how long their pongs took.
public struct PingTally {
  private var open: [(payload: [UInt8], sender: Side, time: Timestamp?)] = []
  /// How many pings were answered.
  public private(set) var answeredCount = 0
  /// The shortest time to a pong, in nanoseconds.
  public private(set) var shortest: Int64?
  /// The longest time to a pong, in nanoseconds.
  public private(set) var longest: Int64?
  private var sum: Int64 = 0
  private var timedCount: Int64 = 0

  /// How many pings may wait for an answer; the oldest are forgotten.
  private static let limit = 64

  /// The average time to a pong, in nanoseconds.
  public var average: Int64? { timedCount > 0 ? sum / timedCount : nil }

  mutating func noteSent(_ payload: [UInt8], by side: Side, _ time: Timestamp?) {
    open.append((payload, side, time))
    if open.count > Self.limit { open.removeFirst() }
  }

  /// A pong answers the latest ping with its payload, and all before it (RFC 6455 §5.5.3).
  ///
  /// Returns how long it took, in nanoseconds, where that is known.
  @discardableResult
  mutating func noteAnswered(_ payload: [UInt8], by side: Side, _ time: Timestamp?) -> Int64? {
    guard
      let index = open.lastIndex(where: { $0.payload == payload && $0.sender == side.other })
    else { return nil }
    let ping = open[index]
    open.removeSubrange(...index)
    answeredCount += 1
    guard let time, let sentAt = ping.time else { return nil }
    let took = time.nanoseconds(since: sentAt)
    shortest = min(shortest ?? took, took)
    longest = max(longest ?? took, took)
    sum = sum.addingReportingOverflow(took).partialValue
    timedCount += 1
    return took
  }
}
