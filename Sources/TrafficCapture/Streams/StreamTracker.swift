import PacketHeaders

/// Sorts segments into connections, and puts the bytes of each direction in order.
///
/// The memory is bounded. `receive` takes one segment and returns the events that are known after
/// it. At the end of the file, `finish()` returns those that waited for missing bytes.
package struct StreamTracker {
  private var connections: [Key: TrackedConnection] = [:]
  /// The connections that have ended, oldest first, which are forgotten first.
  private var closing: [(key: Key, stream: Int)] = []
  private var streamCount = 0
  private var waitingByteCount = 0
  /// How many connections were given up while they were open, because there were too many.
  package private(set) var givenUpCount = 0
  private let limits: Limits

  /// How much may wait for missing bytes, and how many connections are followed.
  package struct Limits: Sendable {
    /// The largest number of bytes of one direction that wait.
    package var bytesOfDirection = 4 << 20
    /// The largest number of segments of one direction that wait.
    package var segmentsOfDirection = 4096
    /// The largest number of bytes that wait in all connections.
    package var bytesInAll = 16 << 20
    /// The largest number of connections at a time.
    package var connections = 8192
    /// How many ended connections are kept, to recognise late copies of their packets.
    package var endedConnections = 2048

    /// The default limits.
    package init() {}
  }

  /// The two ends of a connection, the same from both directions.
  private struct Key: Hashable {
    var low: Endpoint
    var high: Endpoint

    init(_ one: Endpoint, _ other: Endpoint) {
      let isOrdered = one.orderedBefore(other)
      low = isOrdered ? one : other
      high = isOrdered ? other : one
    }
  }

  /// A tracker at the beginning of a capture.
  package init(limits: Limits = Limits()) {
    self.limits = limits
  }

  /// Takes the next segment of the capture; what can be told now.
  package mutating func receive(_ segment: TCPSegment) -> [StreamEvent] {
    var events: [StreamEvent] = []
    receive(segment, into: &events)
    return events
  }

  /// Takes the next segment of the capture, and adds what can be told now.
  package mutating func receive(_ segment: TCPSegment, into events: inout [StreamEvent]) {
    let key = Key(segment.source, segment.destination)
    var known = connections[key]
    if let old = known, old.isReplaced(by: segment) {
      waitingByteCount -= old.countedBytes
      old.giveUp(into: &events)
      connections[key] = nil
      known = nil
    }
    // An acknowledgment alone does not begin a connection.
    if known == nil, segment.payload.isEmpty, segment.missingPayload == 0,
      !segment.flags.contains(.syn)
    {
      return
    }
    let connection = known ?? begin(segment, key)
    connection.receive(segment, into: &events)
    while connection.waitsTooLong(limits) { connection.skipLargestGap(into: &events) }
    waitingByteCount += connection.recount()
    if connection.isOver, !connection.isListed {
      connection.isListed = true
      closing.append((key, connection.stream))
    }
    forgetOldest(into: &events)
    if connections.count > limits.connections { makeRoom(into: &events) }
    while waitingByteCount > limits.bytesInAll { relieve(into: &events) }
  }

  /// Ends all connections at the end of the file; missing bytes become gaps.
  package mutating func finish() -> [StreamEvent] {
    var events: [StreamEvent] = []
    for connection in connections.values.sorted(by: { $0.stream < $1.stream }) {
      connection.giveUp(into: &events)
    }
    connections = [:]
    closing = []
    waitingByteCount = 0
    return events
  }

  private mutating func begin(_ segment: TCPSegment, _ key: Key) -> TrackedConnection {
    streamCount += 1
    let connection = TrackedConnection(stream: streamCount, segment)
    connections[key] = connection
    return connection
  }

  private mutating func forgetOldest(into events: inout [StreamEvent]) {
    guard closing.count > limits.endedConnections else { return }
    let (key, stream) = closing.removeFirst()
    guard let connection = connections[key], connection.stream == stream else { return }
    connections[key] = nil
    waitingByteCount -= connection.countedBytes
    connection.giveUp(into: &events)
  }

  /// Forgets an eighth of the connections.
  ///
  /// These are the ended ones, then those without data, then those without packets for longest.
  private mutating func makeRoom(into events: inout [StreamEvent]) {
    func rank(_ connection: TrackedConnection) -> (Int, Int) {
      (connection.isOver ? 0 : connection.hasSpoken ? 2 : 1, connection.lastPacket)
    }
    let chosen = connections.sorted { rank($0.value) < rank($1.value) }
      .prefix(max(1, limits.connections / 8))
    for (key, connection) in chosen {
      connections[key] = nil
      waitingByteCount -= connection.countedBytes
      if !connection.isOver, connection.hasSpoken { givenUpCount += 1 }
      connection.giveUp(early: !connection.isOver, into: &events)
    }
    closing.removeAll { entry in connections[entry.key]?.stream != entry.stream }
  }

  /// Gives up waiting for missing bytes in the connection where most bytes wait.
  private mutating func relieve(into events: inout [StreamEvent]) {
    guard
      let largest = connections.values.max(by: { $0.countedBytes < $1.countedBytes }),
      largest.countedBytes > 0
    else {
      waitingByteCount = 0
      return
    }
    largest.skipLargestGap(into: &events)
    waitingByteCount += largest.recount()
  }
}

extension Endpoint {
  fileprivate func orderedBefore(_ other: Endpoint) -> Bool {
    switch (address, other.address) {
    case (.v4(let left), .v4(let right)): (left, port) < (right, other.port)
    case (.v6(let high, let low), .v6(let otherHigh, let otherLow)):
      (high, low, port) < (otherHigh, otherLow, other.port)
    case (.v4, .v6): true
    case (.v6, .v4): false
    }
  }
}
