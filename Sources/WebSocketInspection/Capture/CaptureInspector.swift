import TrafficCapture
import WebSocketProtocol

/// Inspects all connections of a capture: those that are WebSocket, and what the others are.
package struct CaptureInspector {
  /// What is in a capture besides WebSocket connections.
  package struct OtherTraffic {
    /// TCP connections.
    package var streamCount = 0
    /// TCP connections with HTTP.
    package var http = 0
    /// TCP connections with TLS.
    package var tls = 0
    /// TCP connections with HTTP/2.
    package var http2 = 0
    /// Connections that began before the capture, so that any may be WebSocket.
    package var joinedLate: [StreamInfo] = []
    /// How many connections began before the capture.
    package var joinedLateCount = 0
  }

  /// What the user says about the connections.
  package let assumptions: CaptureAssumptions
  /// What is in the capture besides WebSocket connections.
  package private(set) var others = OtherTraffic()
  /// How many WebSocket connections there are so far.
  package var webSocketCount: Int { numbering.last }
  /// Connections of which both ends fit what the user says about the client.
  package private(set) var ambiguousClientCount = 0
  /// The packets at which a frame should begin by the assumptions, and that were not used so far.
  package private(set) var unusedFramePackets: Set<Int>

  private var dissector = PacketDissector()
  private var tracker: StreamTracker
  private let attention: Attention
  private let resources: InspectionResources
  private let numbering = Numbering()
  private var connections: [Int: Followed] = [:]
  /// The connection of the last packet, which is often that of the next packet too.
  private var recent: Followed?
  /// The events of the last packet, in memory that is reused.
  private var events: [StreamEvent] = []
  /// How many bytes of all connections wait for the rest of a head or for an answer.
  private var waitingByteCount = 0

  private static let waitingLimit = 16 << 20

  /// Counts the connections; a class, because each inspector gets its number from it.
  private final class Numbering {
    var last = 0
  }

  private final class Followed {
    let info: StreamInfo
    let inspector: ConnectionInspector
    var waitingByteCount = 0

    init(_ info: StreamInfo, _ inspector: ConnectionInspector) {
      self.info = info
      self.inspector = inspector
    }
  }

  /// An inspector of a capture.
  ///
  /// `isLive` says that the capture is still growing, so that missing packets are given up sooner.
  package init(
    assuming assumptions: CaptureAssumptions = CaptureAssumptions(),
    attention: Attention = Attention(), resources: InspectionResources = InspectionResources(),
    isLive: Bool = false
  ) {
    var limits = StreamTracker.Limits()
    if isLive { limits.segmentsOfDirection = 32 }
    tracker = StreamTracker(limits: limits)
    self.assumptions = assumptions
    self.attention = attention
    self.resources = resources
    unusedFramePackets = assumptions.common.framePackets
  }

  /// The packets that were not read, by reason.
  package var skipped: PacketDissector.Skipped { dissector.skipped }
  /// How many packets are incomplete, because fragments are missing.
  package var unfinishedFragments: Int { dissector.unfinishedFragments }
  /// How many connections were given up while they were open.
  package var givenUpCount: Int { tracker.givenUpCount }

  /// Takes the next packet of the capture, and calls `body` with the events that it leads to.
  package mutating func receive(_ packet: CapturedPacket, _ body: (InspectionEvent) -> Void) {
    guard let segment = dissector.segment(in: packet) else { return }
    events.removeAll(keepingCapacity: true)
    tracker.receive(segment, into: &events)
    for event in events { receive(event, body) }
  }

  /// Calls `body` with the remaining events at the end of the capture.
  package mutating func finish(_ body: (InspectionEvent) -> Void) {
    for event in tracker.finish() { receive(event, body) }
  }

  private mutating func receive(_ event: StreamEvent, _ body: (InspectionEvent) -> Void) {
    if case .began(let info) = event {
      connections[info.stream] = Followed(info, makeInspector(info))
      return
    }
    if recent?.info.stream != event.stream { recent = connections[event.stream] }
    guard let followed = recent else { return }
    followed.inspector.receive(event)
    while let seen = followed.inspector.nextEvent() { body(seen) }
    limitWaiting(followed, body)
    if case .closed = event { forget(followed) }
  }

  private func makeInspector(_ info: StreamInfo) -> ConnectionInspector {
    ConnectionInspector(
      ConnectionInspector.Beginning(info), assuming: assumptions.assumptions(for: info),
      attention: attention, resources: resources
    ) { [numbering] in
      numbering.last += 1
      return numbering.last
    }
  }

  private mutating func limitWaiting(_ followed: Followed, _ body: (InspectionEvent) -> Void) {
    let count = followed.inspector.waitingByteCount
    guard count != followed.waitingByteCount else { return }
    waitingByteCount += count - followed.waitingByteCount
    followed.waitingByteCount = count
    guard waitingByteCount > Self.waitingLimit else { return }
    followed.inspector.loseWaiting()
    while let seen = followed.inspector.nextEvent() { body(seen) }
    waitingByteCount -= count
    followed.waitingByteCount = 0
  }

  private mutating func forget(_ followed: Followed) {
    let inspector = followed.inspector
    if !unusedFramePackets.isEmpty { unusedFramePackets.subtract(inspector.alignedPackets) }
    if inspector.number == nil {
      countOther(followed)
    } else if !inspector.areRolesKnown, assumptions.fitsBothEnds(of: followed.info) {
      ambiguousClientCount += 1
    }
    waitingByteCount -= followed.waitingByteCount
    connections[followed.info.stream] = nil
    recent = nil
  }

  private mutating func countOther(_ followed: Followed) {
    others.streamCount += 1
    switch followed.inspector.foreign {
    case .tls: others.tls += 1
    case .http2: others.http2 += 1
    case .other, nil:
      if followed.inspector.speaksHTTP {
        others.http += 1
      } else if followed.inspector.isJoinedLate {
        others.joinedLateCount += 1
        if others.joinedLate.count < 8 { others.joinedLate.append(followed.info) }
      }
    }
  }
}
