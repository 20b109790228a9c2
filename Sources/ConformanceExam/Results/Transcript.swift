import TrafficCapture
import WebSocketInspection
import WebSocketProtocol
import WebSocketTransport

/// The bytes of a case's connection, as far as they are kept for evidence.
package struct Transcript: Sendable {
  /// What happened, in order.
  package private(set) var entries: [Entry] = []
  private var byteCounts: [Role: Int] = [:]
  private let start = Moment.now

  /// How many bytes are kept of each direction.
  private static let byteLimit = 1 << 14

  package struct Entry: Sendable {
    package var sender: Role
    package var time: Duration
    package var content: Content
  }

  package enum Content: Sendable {
    case bytes([UInt8])
    /// Bytes that are not kept.
    case gap(Int)
    case finished
    case reset
  }

  mutating func add(_ bytes: [UInt8], from sender: Role) {
    let room = Self.byteLimit - byteCounts[sender, default: 0]
    byteCounts[sender, default: 0] += bytes.count
    if room > 0 { add(.bytes(Array(bytes.prefix(room))), from: sender) }
    guard bytes.count > max(0, room) else { return }
    let missing = bytes.count - max(0, room)
    if let index = entries.lastIndex(where: { $0.sender == sender }),
      case .gap(let count) = entries[index].content
    {
      entries[index].content = .gap(count + missing)
    } else {
      add(.gap(missing), from: sender)
    }
  }

  mutating func add(_ content: Content, from sender: Role) {
    entries.append(Entry(sender: sender, time: Moment.now.since(start), content: content))
  }

  /// The kept bytes of one end, without the first ones.
  func firstBytes(from sender: Role, after count: Int) -> [UInt8] {
    let all = entries.flatMap { entry -> [UInt8] in
      if entry.sender == sender, case .bytes(let bytes) = entry.content { bytes } else { [] }
    }
    return Array(all.dropFirst(count))
  }

  /// Everything as an inspector sees it: heads, frames, findings, ends.
  package func events() -> [InspectionEvent] {
    let inspector = ConnectionInspector()
    for entry in entries {
      let side: Side = entry.sender == .client ? .first : .second
      let moment = EventMoment(time: Timestamp(sinceStart: entry.time))
      switch entry.content {
      case .bytes(let bytes): inspector.receive(bytes, from: side, at: moment)
      case .gap(let count): inspector.receiveGap(UInt32(clamping: count), from: side, at: moment)
      case .finished: inspector.receiveFinish(from: side, at: moment)
      case .reset: inspector.receiveReset(from: side, at: moment)
      }
    }
    inspector.end()
    var events: [InspectionEvent] = []
    while let event = inspector.nextEvent() { events.append(event) }
    return events
  }
}

extension Timestamp {
  fileprivate init(sinceStart time: Duration) {
    let nanoseconds = time.wholeNanoseconds
    self.init(
      seconds: Int64(nanoseconds / 1_000_000_000), nanoseconds: UInt32(nanoseconds % 1_000_000_000),
      fractionDigits: 6)
  }
}
