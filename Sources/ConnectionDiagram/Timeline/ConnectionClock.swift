import TrafficCapture
import WebSocketInspection

/// Measures how long after the start of its connection each event happened.
struct ConnectionClock {
  private var starts: [Int: Timestamp] = [:]

  /// The time since the connection's first event that has one, `+1.24 ms`; empty without a time.
  mutating func sinceStart(_ event: InspectionEvent) -> String {
    guard let time = event.moment.time else { return "" }
    let start = starts[event.connection] ?? time
    if case .ended = event.content {
      starts[event.connection] = nil
    } else {
      starts[event.connection] = start
    }
    return Durations.sinceStart(time.nanoseconds(since: start))
  }
}
