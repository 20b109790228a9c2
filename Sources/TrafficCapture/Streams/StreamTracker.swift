import PacketHeaders

/// Sorts segments into connections, and puts each direction's bytes in order, in bounded memory.
///
/// The caller feeds it packet by packet; each answers with what can be told now. At the end of the
/// file, `finish()` gives up what still waits.
package struct StreamTracker {
  private var connections: [Key: TrackedConnection] = [:]
  /// The connections that may be forgotten first, oldest first.
  private var closing: [(key: Key, stream: Int)] = []
  private var streamCount = 0
  private var waitingByteCount = 0
  /// How many connections were given up while they were open, because there were too many.
  package private(set) var givenUpCount = 0
  private let limits: Limits

  /// How long to wait for what is missing, in bytes that wait behind it.
  package struct Limits: Sendable {
    package var bytesOfDirection = 4 << 20
    package var segmentsOfDirection = 4096
    package var bytesInAll = 16 << 20
    /// Connections that are followed at a time.
    package var connections = 8192
    /// Connections that have ended, kept to know late copies of their packets.
    package var endedConnections = 2048

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
    // An acknowledgment alone begins nothing that is worth telling.
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

  /// Gives up what waits at the end of the file.
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

  /// Gives up an eighth of the connections: those that have ended, then those that never said a
  /// thing, then those that have been silent longest.
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

  /// Gives up waiting where most bytes wait.
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
