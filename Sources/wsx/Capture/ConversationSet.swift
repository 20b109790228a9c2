import TrafficCapture

/// All connections of a capture: those that are WebSocket, and what the others are.
struct ConversationSet {
  private var dissector = PacketDissector()
  private var tracker: StreamTracker
  let assumption: CaptureAssumption
  private let keeping: FrameReading.Keeping
  private var conversations: [Int: Conversation] = [:]
  private var connectionCount = 0
  /// How many bytes wait, in all, for the rest of a head or for the answer to one.
  private var heldByteCount = 0
  private static let heldLimit = 16 << 20
  private(set) var others = OtherTraffic()
  /// Connections whose ends both fit what the user says of the client.
  private(set) var twoClientCount = 0
  /// The packets of --from-frame in which no frame was looked for, so far.
  private(set) var unusedFramePackets: Set<Int>

  /// What is in a capture beside WebSocket connections.
  struct OtherTraffic {
    var streamCount = 0
    var http = 0
    var tls = 0
    var http2 = 0
    /// Connections that the capture joins late, without a handshake: any of them may be WebSocket.
    var joinedLate: [StreamInfo] = []
    var joinedLateCount = 0
  }

  var skipped: PacketDissector.Skipped { dissector.skipped }
  var unfinishedFragments: Int { dissector.unfinishedFragments }
  var givenUpCount: Int { tracker.givenUpCount }
  var webSocketCount: Int { connectionCount }

  /// Where somebody looks on, `isLive`, less time is spent waiting for what is missing.
  init(
    assuming assumption: CaptureAssumption, keeping: FrameReading.Keeping, isLive: Bool = false
  ) {
    var limits = StreamTracker.Limits()
    if isLive { limits.segmentsOfDirection = 32 }
    tracker = StreamTracker(limits: limits)
    self.assumption = assumption
    self.keeping = keeping
    unusedFramePackets = assumption.framePackets
  }

  mutating func receive(_ packet: CapturedPacket) -> [CaptureItem] {
    guard let segment = dissector.segment(in: packet) else { return [] }
    return tracker.receive(segment).flatMap { receive($0) }
  }

  /// To be called at the capture's end.
  mutating func finish() -> [CaptureItem] {
    tracker.finish().flatMap { receive($0) }
  }

  private mutating func receive(_ event: StreamEvent) -> [CaptureItem] {
    if case .began(let info) = event {
      conversations[info.stream] = Conversation(info, assuming: assumption, keeping: keeping)
      return []
    }
    let stream = event.stream
    guard var conversation = conversations.removeValue(forKey: stream) else { return [] }
    var count = connectionCount
    heldByteCount -= conversation.heldByteCount
    var items = conversation.receive(event) {
      count += 1
      return count
    }
    connectionCount = count
    if !unusedFramePackets.isEmpty { unusedFramePackets.subtract(conversation.alignedPackets) }
    heldByteCount += conversation.heldByteCount
    if heldByteCount > Self.heldLimit {
      heldByteCount -= conversation.heldByteCount
      items += conversation.loseHeld()
    }
    if case .closed = event {
      if conversation.number == nil {
        countOther(conversation)
      } else if !conversation.areRolesKnown, assumption.fitsBothEnds(of: conversation.info) {
        twoClientCount += 1
      }
      heldByteCount -= conversation.heldByteCount
    } else {
      conversations[stream] = conversation
    }
    return items
  }

  private mutating func countOther(_ conversation: Conversation) {
    others.streamCount += 1
    switch conversation.foreign {
    case .tls: others.tls += 1
    case .http2: others.http2 += 1
    case .other, nil:
      if conversation.speaksHTTP {
        others.http += 1
      } else if conversation.isJoinedLate {
        others.joinedLateCount += 1
        if others.joinedLate.count < 8 { others.joinedLate.append(conversation.info) }
      }
    }
  }
}

extension StreamEvent {
  fileprivate var stream: Int {
    switch self {
    case .began(let info): info.stream
    case .data(let bytes): bytes.stream
    case .gap(let gap): gap.stream
    case .ended(let stream, _, _, _), .reset(let stream, _, _, _), .closed(let stream, _): stream
    }
  }
}
