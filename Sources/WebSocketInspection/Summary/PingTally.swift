import TrafficCapture

/// The number of pings, and how long their pongs took.
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

  /// How many pings may wait for a pong; the oldest are forgotten.
  private static let limit = 64

  /// The average time to a pong, in nanoseconds.
  public var average: Int64? { timedCount > 0 ? sum / timedCount : nil }

  mutating func noteSent(_ payload: [UInt8], by side: Side, _ time: Timestamp?) {
    open.append((payload, side, time))
    if open.count > Self.limit { open.removeFirst() }
  }

  /// Takes a pong, which answers the latest ping with its payload, and all before it from the same
  /// sender (RFC 6455 §5.5.3).
  mutating func noteAnswered(_ payload: [UInt8], by side: Side, _ time: Timestamp?) {
    let sender = side.other
    guard let index = open.lastIndex(where: { $0.payload == payload && $0.sender == sender })
    else { return }
    let ping = open[index]
    open = open[..<index].filter { $0.sender != sender } + open[(index + 1)...]
    answeredCount += 1
    guard let time, let sentAt = ping.time else { return }
    let took = time.nanoseconds(since: sentAt)
    shortest = min(shortest ?? took, took)
    longest = max(longest ?? took, took)
    sum = sum.addingReportingOverflow(took).partialValue
    timedCount += 1
  }
}
