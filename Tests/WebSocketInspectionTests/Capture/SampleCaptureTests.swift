import Foundation
import TestSupport
import Testing
import TrafficCapture
import WebSocketProtocol

@testable import WebSocketInspection

/// All events of a capture file, and its inspector at the end.
struct ReadCapture {
  var events: [InspectionEvent] = []
  var inspector: CaptureInspector
  var failure: CaptureError?

  init(
    _ path: String, assuming assumptions: CaptureAssumptions = CaptureAssumptions(),
    resources: InspectionResources = InspectionResources(store: PayloadStore(over: FakeStorage())),
    pieces size: Int = 1 << 16
  ) throws {
    let file = [UInt8](
      try Data(contentsOf: CaptureSamples.directory.appendingPathComponent(path)))
    try self.init(file, assuming: assumptions, resources: resources, pieces: size)
  }

  init(
    _ file: [UInt8], assuming assumptions: CaptureAssumptions = CaptureAssumptions(),
    resources: InspectionResources = InspectionResources(), pieces size: Int = 1 << 16
  ) throws {
    var attention = Attention()
    attention.keptByteCount = .max
    attention.keepsFramePayloads = true
    inspector = CaptureInspector(
      assuming: assumptions, attention: attention, resources: resources)
    var events: [InspectionEvent] = []
    var reader = CaptureReader()
    do throws(CaptureError) {
      for start in stride(from: 0, to: file.count, by: size) {
        reader.receive(Array(file[start..<min(start + size, file.count)]))
        while let packet = try reader.next() { inspector.receive(packet) { events.append($0) } }
      }
      try reader.finish()
    } catch {
      failure = error
    }
    inspector.finish { events.append($0) }
    self.events = events
  }

  var summaries: [ConnectionSummary] { events.compactMap(\.summary) }
}

extension SeenFrame {
  /// A frame as the inspector tells it.
  init(_ event: InspectionEvent, _ frame: InspectedFrame) throws {
    let header = try #require(frame.record.header)
    self.init(
      direction: try #require(event.sender).rawValue,
      packet: try #require(event.moment.packet), fin: header.isFinal,
      rsv: Int(header.reservedBits.rawValue >> 4), opcode: Int(header.opcode.rawValue),
      masked: header.isMasked, lengthEncoding: header.lengthEncoding.rawValue,
      length: Int(clamping: header.payloadLength),
      key: digits(header.maskingKey?.bytes ?? []),
      payload: digits(frame.payload?.prefix(.max) ?? []),
      message: frame.message.map { message in
        "\(message.opcode.name) \(message.content.map { digits($0.prefix(.max)) } ?? "omitted")"
      })
  }
}

/// The samples' captures, compared with what others say of them.
@Suite("Captures among the samples")
struct SampleCaptureTests {
  /// What has to be said of a capture that does not tell it itself.
  private static func assumptions(_ path: String) -> (CaptureAssumptions, clientPort: Int?) {
    var assumptions = CaptureAssumptions()
    guard path == "pieces/joined-late.pcap" else { return (assumptions, nil) }
    assumptions.client = "48644"
    assumptions.common.beginsWithFrames = true
    assumptions.common.extensionBits = []
    return (assumptions, 48644)
  }

  @Test(
    "Frames are those that tshark once told of the browsers' captures",
    arguments: [("chromium-plain", 18080), ("chromium-deflate", 18081)])
  func tshark(name: String, serverPort: Int) throws {
    let table = try String(
      contentsOf: packageDirectory.appendingPathComponent(
        "Tests/TrafficCaptureTests/Fixtures/\(name).tshark.csv"), encoding: .utf8)
    let theirs = try TsharkReading(table: table, serverPort: serverPort).frames
    let ours = try ReadCapture("captures/\(name).pcap").events.compactMap { event in
      try event.frame.map { frame in
        var seen = try SeenFrame(event, frame)
        seen.payload = nil
        seen.message = nil
        return seen
      }
    }
    #expect(theirs.count > 20)
    // tshark tells packet by packet; in one packet there are frames of one direction only.
    #expect(ours == theirs)
  }

  @Test(
    "Frames and messages are those of a reader in Python, in every capture",
    .enabled(if: SystemProgram.isExpected("python3")), arguments: CaptureSamples.paths)
  func python(path: String) throws {
    let (assumptions, clientPort) = Self.assumptions(path)
    let theirs = try PythonReading(
      CaptureSamples.directory.appendingPathComponent(path).path, clientPort: clientPort)
    for size in [1 << 16, 1000] {
      let capture = try ReadCapture(path, assuming: assumptions, pieces: size)
      for role in Role.allCases {
        let frames = capture.events.filter { $0.sender == role && $0.frame != nil }
        let whole = frames.filter { $0.frame?.record.isComplete == true }
        let ours = try whole.compactMap { event in
          try event.frame.map { try SeenFrame(event, $0) }
        }
        let same = ours == theirs.frames.filter { $0.direction == role.rawValue }
        #expect(same)
        #expect(frames.count - whole.count == theirs.unfinished[role.rawValue] ?? 0)
      }
      // The tallies are those of the frames that are told.
      let tallies = capture.summaries.map { ($0.client, $0.server) }
      for (role, tallies) in [(Role.client, tallies.map(\.0)), (.server, tallies.map(\.1))] {
        let theirs = theirs.frames.filter { $0.direction == role.rawValue }
        #expect(
          tallies.reduce(0) { $0 + $1.messages }
            == UInt64(theirs.filter { $0.message != nil }.count))
        #expect(
          tallies.reduce(0) { $0 + $1.pings } == UInt64(theirs.filter { $0.opcode == 9 }.count))
        #expect(
          tallies.reduce(0) { $0 + $1.pongs } == UInt64(theirs.filter { $0.opcode == 10 }.count))
      }
    }
  }

  @Test("Chromium's and Node's compressed messages are those that they sent in plain")
  func plain() throws {
    let captures = try ["chromium-deflate", "chromium-plain"].map {
      try ReadCapture("captures/\($0).pcap")
    }
    for role in Role.allCases {
      let messages = captures.map { capture in
        capture.events.filter { $0.sender == role }.compactMap(\.frame?.message)
      }
      let contents = messages.map {
        $0.map { [$0.opcode.name, digits($0.content?.prefix(.max) ?? [])] }
      }
      let isSame = contents[0] == contents[1]
      #expect(isSame)
      #expect(messages[0].contains { $0.byteCount == 70_000 })
      #expect(messages[0].contains { $0.isCompressed == true })
      #expect(!messages[1].contains { $0.isCompressed == true })
      #expect(messages[0].allSatisfy { $0.omission == nil })
    }
    // The capture does show fragments that are compressed together.
    #expect(captures[0].events.compactMap(\.frame?.message).contains { $0.frameCount > 1 })
    #expect(captures.flatMap(\.events).compactMap(\.frame).flatMap(\.findings) == [])
  }

  // MARK: Endings

  /// An ending as the script in Fixtures tells it.
  private struct SeenEnding: Hashable, Decodable {
    var status: Int?
    var closes: [[Word]]
    var stream: [String]?
    var cut: String?
    var kind: String

    enum Word: Hashable, Decodable {
      case name(String)
      case code(UInt16)

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        self =
          try (try? container.decode(UInt16.self)).map { .code($0) }
          ?? .name(container.decode(String.self))
      }
    }

    init(_ summary: ConnectionSummary) throws {
      let ending = try #require(summary.ending)
      status = ending.status
      closes = ending.closes.map {
        [.name($0.sender?.rawValue ?? ""), .code($0.payload.code?.rawValue ?? 1005)]
      }
      switch ending.stream {
      case .finished(let role?): stream = ["finished", role.rawValue]
      case .reset(let role?): stream = ["reset", role.rawValue]
      default: stream = nil
      }
      cut =
        summary.client.endsInsideFrame ? "client" : summary.server.endsInsideFrame ? "server" : nil
      kind = ending.kind.rawValue
      #expect(ending.isInsideFrame == (cut != nil))
    }
  }

  @Test(
    "Endings are those of a script in Python, in every capture that begins with its connections",
    .enabled(if: SystemProgram.isExpected("python3")),
    arguments: CaptureSamples.paths.filter { $0 != "pieces/joined-late.pcap" })
  func endings(path: String) throws {
    let script = packageDirectory.appendingPathComponent(
      "Tests/WebSocketInspectionTests/Fixtures/endings.py")
    let run = try SystemProgram.any.run([
      "python3", script.path, CaptureSamples.directory.appendingPathComponent(path).path,
    ])
    try #require(run.status == 0, "\(run.errors)")
    let theirs = try run.text.split(separator: "\n").map {
      try JSONDecoder().decode(SeenEnding.self, from: Data($0.utf8))
    }
    let ours = try ReadCapture(path).summaries.map { try SeenEnding($0) }
    #expect(Set(ours) == Set(theirs))
    #expect(ours.count == theirs.count)
  }

  // MARK: What is beside WebSocket

  @Test("A capture of TLS: how many connections there are, and what they are")
  func tls() throws {
    let others = try ReadCapture("pieces/tls.pcap").inspector.others
    #expect(others.tls > 0 && others.tls == others.streamCount && others.http == 0)
  }

  @Test("A capture that is joined late names its connection, and is read when told how")
  func joinedLate() throws {
    let path = "pieces/joined-late.pcap"
    let untold = try ReadCapture(path)
    #expect(untold.inspector.webSocketCount == 0)
    #expect(untold.inspector.others.joinedLateCount == 1)
    #expect(untold.inspector.others.joinedLate.map { "\($0.first?.port ?? 0)" } != [])
    let told = try ReadCapture(path, assuming: Self.assumptions(path).0)
    #expect(told.inspector.webSocketCount == 1 && told.inspector.others.joinedLateCount == 0)
    #expect(told.summaries.first?.ends?.areRolesKnown == true)
    #expect(told.inspector.ambiguousClientCount == 0)
  }

  @Test("A capture that is damaged or ends early is told as far as it goes")
  func damaged() throws {
    for name in ["damaged", "ends-early"] {
      let capture = try ReadCapture("pieces/\(name).pcap")
      #expect(capture.failure != nil)
      #expect(capture.summaries.count == 1)
      #expect(capture.events.contains { $0.frame != nil })
    }
  }

  @Test("Where a packet is missing, a frame can be found again by the packet that it begins at")
  func fromFrame() throws {
    let path = "pieces/gap.pcap"
    let lost = try ReadCapture(path)
    #expect(lost.summaries.first?.server.isLost == true)
    // The packet after the gap, in which whoever looks sees a frame begin.
    let gap = try #require(
      lost.events.first { if case .gap = $0.content { true } else { false } }?.moment.packet)
    var assumptions = CaptureAssumptions()
    assumptions.common.framePackets = [gap, 9999]
    let found = try ReadCapture(path, assuming: assumptions)
    #expect(found.inspector.unusedFramePackets == [9999])
    let count = { (capture: ReadCapture) in
      capture.events.filter { $0.sender == .server && $0.frame != nil }.count
    }
    #expect(count(found) > count(lost))
  }
}
