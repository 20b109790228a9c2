import TrafficCapture
import WebSocketProtocol

/// What an inspector knows, and what it has still to read.
///
/// It is a value inside the inspector, changed in place: one access for each event.
struct InspectorState {
  var summary = ConnectionSummary(number: 0)
  var number: Int?
  var foreign: ForeignProtocol?
  var speaksHTTP = false
  var isJoinedLate: Bool
  var alignedPackets: Set<Int> = []
  var messageReader: (any MessageReader)?

  let beginning: ConnectionInspector.Beginning
  let assumptions: Assumptions
  let attention: Attention
  let resources: InspectionResources
  private let numbering: () -> Int

  /// For how many pieces of work memory is kept while there is nothing to do.
  private static let keptCapacity = 4

  // The input that is not read yet.
  var work: [Work] = []
  private var workIndex = 0
  private var position = 0
  private var ready: [InspectionEvent] = []
  private var readyIndex = 0

  var client: Side?
  var negotiation: Negotiation
  var isUpgraded = false
  /// The requests that were not answered yet.
  var requests: [InspectedHead] = []
  var lastMoment = EventMoment()
  /// How many bytes wait for what comes after them.
  var waitingByteCount = 0
  private var first: Direction
  private var second: Direction

  /// One direction: how its bytes are read, and which bytes wait.
  struct Direction {
    var reader: Reader
    /// The bytes after an upgrade request, before the answer.
    var held: [(bytes: [UInt8], moment: EventMoment)] = []
    var heldByteCount = 0
    /// How many bytes came in all.
    var byteCount: UInt64 = 0
    var hasFinished = false
  }

  /// How the bytes of a direction are read.
  enum Reader {
    case http(HTTPScanner)
    /// After an upgrade request: frames, if the answer says so.
    case held
    case frames(InPlace<FrameInspector>)
    /// An endpoint in this program reads the frames.
    case endpoint(EndpointFrames)
    /// No frame can be found any more.
    case lost
  }

  /// A value that is changed in place, and never copied.
  final class InPlace<Value> {
    var value: Value
    init(_ value: Value) { self.value = value }
  }

  /// A piece of input that is not read yet.
  ///
  /// The large cases are indirect, so that the frequent one, bytes, is small.
  enum Work {
    case bytes([UInt8], Side, EventMoment)
    indirect case frame(ObservedFrame, Side, EventMoment)
    case gap(UInt32?, Side, EventMoment)
    case finish(Side, EventMoment)
    case reset(Side, EventMoment)
    /// The direction has no more bytes: what is incomplete becomes an event.
    case cut(Side, EventMoment)
    case tell(InspectionEvent.Content, Side, EventMoment)
    indirect case end(StreamOutcome?, ConnectionFailure?, isInsideFrame: Bool)
  }

  init(
    _ beginning: ConnectionInspector.Beginning, assumptions: Assumptions, attention: Attention,
    resources: InspectionResources, numbering: @escaping () -> Int
  ) {
    self.beginning = beginning
    self.assumptions = assumptions
    self.attention = attention
    self.resources = resources
    self.numbering = numbering
    messageReader = resources.makeMessageReader?()
    isJoinedLate = !beginning.isFromStart
    let opener: Side? = beginning.isFromStart && !assumptions.isSingleStream ? .first : nil
    client =
      assumptions.outranksHeads ? assumptions.client ?? opener : opener ?? assumptions.client
    negotiation = Negotiation(assuming: assumptions.extensionBits)
    let takesAnyMethod = !assumptions.isSingleStream
    first = Direction(reader: .http(HTTPScanner(takesAnyMethod: takesAnyMethod)))
    second = Direction(reader: .http(HTTPScanner(takesAnyMethod: takesAnyMethod)))
  }
}

// MARK: - Events

extension InspectorState {
  /// The next event; nil if more input is needed.
  mutating func nextEvent() -> InspectionEvent? {
    while true {
      if readyIndex < ready.count {
        readyIndex += 1
        return ready[readyIndex - 1]
      }
      if readyIndex > 0 {
        ready = []
        readyIndex = 0
      }
      guard workIndex < work.count else {
        // An inspector that waits uses little memory: there may be thousands.
        if work.capacity > Self.keptCapacity {
          work = []
        } else {
          work.removeAll(keepingCapacity: true)
        }
        workIndex = 0
        return nil
      }
      if let frame = step() { return frame }
    }
  }

  /// Does the next piece of work, and returns a frame; other events are added to `ready`.
  private mutating func step() -> InspectionEvent? {
    switch work[workIndex] {
    case .bytes(let bytes, let side, let moment):
      if case .frames(let frames) = self[side].reader {
        lastMoment = moment
        if let frame = frames.value.next(in: bytes, at: &position) {
          return makeEvent(frame, side, moment)
        }
        if let passed = frames.value.takePassed() {
          summary.note(passed, role(of: side), side, moment)
        }
        self[side].byteCount &+= UInt64(bytes.count)
      } else {
        lastMoment = moment
        self[side].byteCount &+= UInt64(bytes.count)
        read(bytes, side, moment)
        countWaiting()
      }
    case .frame(let frame, let side, let moment): read(frame, side, moment)
    case .gap(let count, let side, let moment): readGap(count, side, moment)
    case .finish(let side, let moment): readFinish(side, moment)
    case .reset(let side, let moment):
      lastMoment = moment
      tell(.reset, side, moment)
    case .cut(let side, let moment): cut(side, moment)
    case .tell(let content, let side, let moment): tell(content, side, moment)
    case .end(let stream, let failure, let isInsideFrame):
      readEnd(stream, failure, isInsideFrame: isInsideFrame)
    }
    workIndex += 1
    position = 0
    return nil
  }

  /// Puts work before all input that came later.
  mutating func doNext(_ more: [Work]) {
    work.insert(contentsOf: more, at: workIndex + 1)
  }

  /// Adds an event to those that are returned next, if WebSocket was seen on the connection.
  mutating func tell(
    _ content: InspectionEvent.Content, _ side: Side, _ moment: EventMoment, sender: Role? = nil
  ) {
    guard let number else { return }
    let event = InspectionEvent(
      connection: number, sender: sender ?? role(of: side), side: side, moment: moment,
      content: content)
    summary.note(event)
    ready.append(event)
  }

  /// Adds an event that the summary has counted to those that are returned next.
  mutating func tell(_ event: InspectionEvent) {
    ready.append(event)
  }

  mutating func makeEvent(_ frame: InspectedFrame, _ side: Side, _ moment: EventMoment)
    -> InspectionEvent
  {
    let sender = role(of: side)
    var frame = frame
    if let messageReader, var message = frame.message {
      messageReader.read(&message, subprotocol: negotiation.subprotocol, from: sender)
      frame = frame.with(message)
    }
    let event = InspectionEvent(
      connection: number ?? 0, sender: sender, side: side, moment: moment, content: .frame(frame))
    summary.note(event)
    return event
  }

  /// Adds the first event of the connection.
  mutating func open(_ moment: EventMoment) {
    guard number == nil else { return }
    let number = numbering()
    self.number = number
    summary = ConnectionSummary(number: number)
    let clientSide = client ?? .first
    let names = [beginning.first, beginning.second]
    let ends = ConnectionEnds(
      client: names[clientSide.rawValue], server: names[clientSide.other.rawValue],
      isFromStart: beginning.isFromStart, areRolesKnown: client != nil)
    tell(.opened(ends), clientSide, isJoinedLate ? moment : beginning.moment)
  }

  /// The role of an end, if it is known.
  func role(of side: Side) -> Role? {
    client.map { $0 == side ? .client : .server }
  }

  subscript(side: Side) -> Direction {
    get { side == .first ? first : second }
    _modify {
      if side == .first { yield &first } else { yield &second }
    }
  }
}
