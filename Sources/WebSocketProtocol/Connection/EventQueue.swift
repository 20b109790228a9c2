/// Events in the order they happened, until they are asked for.
package struct EventQueue: Sendable {
  private var events: [ConnectionEvent] = []
  private var first = 0

  /// An empty queue.
  package init() {}

  package var isEmpty: Bool { first == events.count }

  package mutating func append(_ event: ConnectionEvent) {
    events.append(event)
  }

  package mutating func next() -> ConnectionEvent? {
    guard first < events.count else { return nil }
    defer {
      first += 1
      if first == events.count {
        events.removeAll(keepingCapacity: true)
        first = 0
      }
    }
    return events[first]
  }
}
