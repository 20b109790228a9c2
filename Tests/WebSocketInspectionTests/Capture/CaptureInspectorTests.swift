import PacketHeaders
import TestSupport
import Testing
import TrafficCapture
import WebSocketProtocol

@testable import WebSocketInspection

/// Makes a capture of connections between 10.0.0.1 and 10.0.0.2, packet by packet.
struct MadeCapture {
  private(set) var packets: [PacketBytes.Timed] = []
  private var sent: [UInt16: (client: UInt32, server: UInt32)] = [:]

  /// A connection's SYN and the answer to it.
  mutating func open(_ port: UInt16) {
    add(port, .client, flags: 0x02)
    add(port, .server, flags: 0x12)
  }

  mutating func add(
    _ port: UInt16, _ sender: Role, flags: UInt8 = 0x18, _ payload: [UInt8] = []
  ) {
    let isClient = sender == .client
    let (client, server) = sent[port] ?? (100, 900)
    packets.append(
      (
        PacketBytes.ipv4(
          PacketBytes.tcp(
            from: isClient ? port : 8080, to: isClient ? 8080 : port,
            sequence: isClient ? client : server, flags: flags, payload), toServer: isClient),
        1_700_000_000_000_000_000 + UInt64(packets.count) * 1_000_000
      ))
    let count = UInt32(payload.count) + (flags & 0x03 == 0 ? 0 : 1)
    sent[port] = isClient ? (client &+ count, server) : (client, server &+ count)
  }

  /// An opening handshake.
  mutating func shake(_ port: UInt16, _ more: String...) {
    open(port)
    let lines = more.joined(separator: "\r\n")
    add(port, .client, more.isEmpty ? Head.request() : Head.request(lines))
    add(port, .server, more.isEmpty ? Head.answer() : Head.answer(lines))
  }

  var file: [UInt8] { PacketBytes.pcap(packets) }
}

@Suite("Captures of many connections")
struct CaptureInspectorTests {
  @Test("Connections are numbered as they show anything of WebSocket, and told apart")
  func numbers() throws {
    var made = MadeCapture()
    for port: UInt16 in [1, 2, 3] { made.open(port) }
    made.add(2, .client, Head.request())
    made.add(1, .client, Head.of("GET / HTTP/1.1", "Host: a"))
    made.add(3, .client, Head.request(target: "/other"))
    made.add(3, .server, Head.answer())
    made.add(2, .server, Head.answer())
    made.add(3, .server, text("three"))
    made.add(2, .server, text("two"))
    let capture = try ReadCapture(made.file)
    #expect(capture.inspector.webSocketCount == 2)
    #expect(capture.inspector.others.streamCount == 1 && capture.inspector.others.http == 1)
    let frames = capture.events.filter { $0.frame != nil }
    #expect(frames.map(\.connection) == [2, 1])
    #expect(frames.map { $0.moment.packet } == [12, 13])
    #expect(capture.summaries.map(\.number).sorted() == [1, 2])
    let ends = capture.summaries.map { $0.ends?.client }
    #expect(Set(ends) == ["10.0.0.1:2", "10.0.0.1:3"])
  }

  @Test("Times are the packets'")
  func times() throws {
    var made = MadeCapture()
    made.shake(1)
    made.add(1, .client, frame(.ping, [1], key: exampleKey))
    made.add(1, .server, frame(.pong, [1]))
    let summary = try #require(try ReadCapture(made.file).summaries.first)
    // Packets are a millisecond apart.
    #expect(summary.pings.average == 1_000_000)
    #expect(summary.start.packet == 1 && summary.last.packet == 6)
    #expect(summary.last.time.map { $0.nanoseconds(since: summary.start.time ?? $0) } == 5_000_000)
  }

  @Test(
    "Who is the client can be said for connections whose SYN is missing",
    arguments: [
      ("50000", Role.client), ("10.0.0.1:50000", .client), ("8080", .server), ("1", nil),
      (nil, nil),
    ] as [(String?, Role?)])
  func client(said: String?, role: Role?) throws {
    var made = MadeCapture()
    made.add(50000, .client, text("a", key: exampleKey))
    var assumptions = CaptureAssumptions()
    assumptions.client = said
    assumptions.common.beginsWithFrames = true
    let capture = try ReadCapture(made.file, assuming: assumptions)
    #expect(capture.events.compactMap(\.frame).map(\.context.sender) == [role])
    #expect(capture.inspector.ambiguousClientCount == 0)
  }

  @Test("A port that both ends have says nothing, and is counted")
  func ambiguous() throws {
    var made = MadeCapture()
    made.add(8080, .client, text("a", key: exampleKey))
    var assumptions = CaptureAssumptions()
    assumptions.client = "8080"
    assumptions.common.beginsWithFrames = true
    let capture = try ReadCapture(made.file, assuming: assumptions)
    #expect(capture.events.compactMap(\.frame).map(\.context.sender) == [nil])
    #expect(capture.inspector.ambiguousClientCount == 1)
  }

  @Test("What is said of the client does not count where the SYN tells it")
  func saidWrongly() throws {
    var made = MadeCapture()
    made.shake(1)
    made.add(1, .client, text("a", key: exampleKey))
    var assumptions = CaptureAssumptions()
    assumptions.client = "8080"
    let capture = try ReadCapture(made.file, assuming: assumptions)
    #expect(capture.events.compactMap(\.frame).map(\.context.sender) == [.client])
    #expect(capture.summaries.first?.violationCount == 0)
  }

  @Test("What all connections keep waiting is bounded; one that waits too long is lost")
  func waiting() throws {
    var made = MadeCapture()
    let held = frame(.binary, [UInt8](repeating: 0, count: 50_000), key: exampleKey)
    // 20 connections with nearly 1 MiB each after a request without an answer: 16 MiB is the limit.
    for port in 1...20 as ClosedRange<UInt16> {
      made.open(port)
      made.add(port, .client, Head.request())
      for _ in 0..<20 { made.add(port, .client, held) }
    }
    for port in 1...20 as ClosedRange<UInt16> { made.add(port, .server, Head.answer()) }
    let capture = try ReadCapture(made.file)
    let lost = capture.summaries.filter(\.client.isLost)
    #expect(lost.count > 0 && lost.count < 5)
    for summary in capture.summaries where !summary.client.isLost {
      #expect(summary.client.frames == 20 && summary.status == 101)
    }
  }

  @Test("Each connection's messages are read by a reader of its own")
  func messageReaders() throws {
    var made = MadeCapture()
    made.shake(1, "Sec-WebSocket-Protocol: counted")
    made.shake(2)
    made.add(1, .server, text("a"))
    made.add(2, .client, text("b", key: exampleKey))
    made.add(1, .client, text("c", key: exampleKey))
    made.add(1, .server, frame(.ping))
    let resources = InspectionResources()
    resources.makeMessageReader = { CountingReader() }
    let capture = try ReadCapture(made.file, resources: resources)
    let annotations = capture.events.compactMap { $0.frame?.message?.annotations.first?.summary }
    #expect(
      annotations == [
        CountingReader.statement(1, "counted", .server), CountingReader.statement(1, nil, .client),
        CountingReader.statement(2, "counted", .client),
      ])
  }
}

/// Counts the messages of its connection.
final class CountingReader: MessageReader {
  private var count = 0

  static func statement(_ count: UInt64, _ subprotocol: String?, _ sender: Role?) -> Statement {
    Statement(
      "test.message",
      [
        "count": .number(count), "subprotocol": .text(subprotocol ?? ""),
        "sender": .name(sender?.rawValue ?? ""),
      ])
  }

  func read(_ message: inout InspectedMessage, subprotocol: String?, from sender: Role?) {
    count += 1
    message.annotations.append(
      MessageAnnotation(
        layer: "test", summary: Self.statement(UInt64(count), subprotocol, sender), findings: []))
  }
}
