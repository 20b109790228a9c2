import Foundation
import TestSupport
import TrafficCapture
import WebSocketInspection
import WebSocketProtocol

/// What an inspector tells of a capture among the samples, in order.
func events(
  inCapture path: String, attention: Attention = .everything,
  assuming assumptions: CaptureAssumptions = CaptureAssumptions()
) throws -> [InspectionEvent] {
  let file = packageDirectory.appendingPathComponent("Samples/\(path)")
  let bytes = [UInt8](try Data(contentsOf: file))
  var events: [InspectionEvent] = []
  if path.hasSuffix(".har") {
    var reader = HARReader()
    var inspector = HARInspector(attention: attention)
    try reader.receive(bytes) { inspector.receive($0) { events.append($0) } }
    try reader.finish()
    return events
  }
  var reader = CaptureReader()
  var inspector = CaptureInspector(
    assuming: assumptions, attention: attention, resources: .withPages())
  reader.receive(bytes)
  // What is damaged, or ends early, is inspected as far as it goes.
  while let packet = try? reader.next() { inspector.receive(packet) { events.append($0) } }
  inspector.finish { events.append($0) }
  return events
}

/// The captures among the samples, as paths below `Samples`.
let sampleCaptures = CaptureSamples.paths + ["pieces/devtools.har"]

extension Attention {
  /// All payloads are kept whole.
  static let everything: Attention = {
    var attention = Attention()
    attention.keepsFramePayloads = true
    attention.keptByteCount = .max
    return attention
  }()
}

extension InspectionResources {
  /// Room for payloads of any size.
  static func withPages(_ pages: PagesInMemory = PagesInMemory()) -> InspectionResources {
    InspectionResources(
      store: PayloadStore(overflow: { () throws(StorageFailure) in pages }))
  }
}

/// Overflow storage in memory, which counts how often it is read.
final class PagesInMemory: OverflowStorage {
  private var bytes: [UInt8] = []
  private(set) var readCount = 0

  func write(_ piece: ArraySlice<UInt8>, at offset: UInt64) throws(StorageFailure) {
    let end = Int(offset) + piece.count
    if bytes.count < end { bytes += [UInt8](repeating: 0, count: end - bytes.count) }
    bytes.replaceSubrange(Int(offset)..<end, with: piece)
  }

  func read(_ byteCount: Int, at offset: UInt64) throws(StorageFailure) -> [UInt8] {
    readCount += 1
    return Array(bytes[Int(offset)..<Int(offset) + byteCount])
  }
}

/// A conversation that a test makes up, byte by byte, a millisecond after the other.
struct Conversation {
  private let inspector: ConnectionInspector
  private var milliseconds = 0
  private var packet = 1
  private(set) var events: [InspectionEvent] = []

  /// When the conversation begins: 2026-01-02, 03:04:05 UTC.
  private static let start: Int64 = 1_767_323_045

  init(
    isFromStart: Bool = true,
    assuming assumptions: Assumptions = Assumptions(), attention: Attention = .everything,
    resources: InspectionResources = .withPages()
  ) {
    let beginning = ConnectionInspector.Beginning(
      first: "10.0.0.1:40001", second: "10.0.0.2:8080", isFromStart: isFromStart,
      moment: EventMoment(
        packet: 1, time: Timestamp(seconds: Self.start, nanoseconds: 0, fractionDigits: 6)))
    inspector = ConnectionInspector(
      beginning, assuming: assumptions, attention: attention, resources: resources)
  }

  private mutating func give(_ body: (ConnectionInspector, EventMoment) -> Void) {
    milliseconds += 1
    packet += 1
    let time = Timestamp(
      seconds: Self.start + Int64(milliseconds / 1000),
      nanoseconds: UInt32(milliseconds % 1000) * 1_000_000, fractionDigits: 6)
    body(inspector, EventMoment(packet: packet, time: time))
    while let event = inspector.nextEvent() { events.append(event) }
  }

  /// Lets time pass.
  mutating func wait(milliseconds count: Int) { milliseconds += count }

  mutating func send(_ bytes: [UInt8], from role: Role) {
    give { $0.receive(bytes, from: role.side, at: $1) }
  }

  mutating func send(_ text: String, from role: Role) { send(Array(text.utf8), from: role) }

  /// Sends the request and the response of RFC 6455 §1.3.
  mutating func open(extensions: String? = nil, offering subprotocols: String? = nil) {
    let more = extensions.map { "Sec-WebSocket-Extensions: \($0)\r\n" } ?? ""
    let offer = subprotocols.map { "Sec-WebSocket-Protocol: \($0)\r\n" } ?? ""
    send(
      """
      GET /chat HTTP/1.1\r\nHost: server.example.com\r\nUpgrade: websocket\r
      Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      Sec-WebSocket-Version: 13\r\n\(more)\(offer)\r\n
      """, from: .client)
    send(
      """
      HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r
      Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\(more)\r\n
      """, from: .server)
  }

  /// Sends a frame whose first byte is given; a client's is masked.
  mutating func frame(_ first: UInt8, _ payload: [UInt8] = [], from role: Role) {
    send(Self.frame(first, payload, isMasked: role == .client), from: role)
  }

  mutating func frame(_ first: UInt8, _ text: String, from role: Role) {
    frame(first, Array(text.utf8), from: role)
  }

  mutating func lose(_ count: UInt32?, from role: Role) {
    give { $0.receiveGap(count, from: role.side, at: $1) }
  }

  mutating func finish(_ role: Role) { give { $0.receiveFinish(from: role.side, at: $1) } }

  mutating func reset(_ role: Role) { give { $0.receiveReset(from: role.side, at: $1) } }

  mutating func end(_ stream: StreamOutcome? = nil, failure: ConnectionFailure? = nil) {
    give { inspector, _ in inspector.end(stream, failure: failure) }
  }

  /// A frame with RFC 6455's example key where it is masked.
  static func frame(_ first: UInt8, _ payload: [UInt8], isMasked: Bool) -> [UInt8] {
    let key: [UInt8] = [0x37, 0xfa, 0x21, 0x3d]
    let mask: UInt8 = isMasked ? 0x80 : 0
    var length: [UInt8]
    switch payload.count {
    case 0...125: length = [mask | UInt8(payload.count)]
    case 126...65_535: length = [mask | 126] + PacketBytes.bytes(UInt16(payload.count))
    default: length = [mask | 127] + PacketBytes.bytes(UInt64(payload.count))
    }
    guard isMasked else { return [first] + length + payload }
    return [first] + length + key + payload.enumerated().map { $1 ^ key[$0 % 4] }
  }
}

extension Role {
  /// The client is the first side.
  var side: Side { self == .client ? .first : .second }
}

/// A golden file of this folder.
func golden(_ name: String) -> URL {
  URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Golden/\(name)")
}
