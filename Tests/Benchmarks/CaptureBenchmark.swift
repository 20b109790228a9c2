import CommandLineKit
import PacketHeaders
import TestSupport
import TrafficCapture
import WebSocketProtocol

/// The whole process `wsx capture`, on a connection with 200,000 small texts, each in its own packet.
///
/// Its processor time is compared with reading the same file's packets alone, in this process: what
/// comes on top are the streams, the frames, the messages, the rules and what is shown.
struct CaptureBenchmark: Benchmark {
  static let name = "capture"

  private static let frameCount = 200_000
  /// As much as `wsx` reads at a time.
  private static let pieceByteCount = 1 << 18

  func run(_ options: Options) throws -> [Figure] {
    guard Partner.finds(options.wsx) else {
      return [.skipped("wsx capture", "no wsx at \(options.wsx): swift build -c release first")]
    }
    let capture = try Self.capture()
    let file = try PayloadFile(capture)
    let packets = Contender.code("packets") { Self.readPackets(capture) }
    let formats: [(name: String, arguments: [String], limit: Double)] = [
      ("summary", [], 10), ("JSON", ["--format", "json"], 50),
    ]
    return try formats.map { format in
      let ours = Contender.timed(format.name) {
        try processorSecondsToRun(options.wsx, ["capture", file.path] + format.arguments)
      }
      let ratio = try race(ours, against: packets, rounds: options.loadRounds)
      return Figure(
        subject: "wsx capture, 200,000 frames: \(format.name)", baseline: "reading its packets",
        outcome: .ratio(ratio), target: .time(atMost: format.limit))
    }
  }

  /// Reads packets up to their TCP segments, and counts those with data.
  private static func readPackets(_ capture: [UInt8]) -> UInt64 {
    var reader = CaptureReader()
    var dissector = PacketDissector()
    var dataCount: UInt64 = 0
    for start in stride(from: 0, to: capture.count, by: pieceByteCount) {
      reader.receive(Array(capture[start..<min(start + pieceByteCount, capture.count)]))
      while let packet = try? reader.next() {
        if let segment = dissector.segment(in: packet), !segment.payload.isEmpty { dataCount += 1 }
      }
    }
    precondition(dataCount == frameCount + 2, "not all packets were read")
    return dataCount
  }

  /// A capture file with an opening handshake, and texts of both ends in turn.
  private static func capture() throws -> [UInt8] {
    let client = Endpoint(address: .v4(0x7f00_0001), port: 40_000)
    let server = Endpoint(address: .v4(0x7f00_0001), port: 8080)
    var connection = WrittenConnection(from: client, to: server)
    var file = PcapngWriter.beginning
    var microseconds: UInt64 = 1_700_000_000_000_000
    func add(_ packets: [[UInt8]]) {
      for packet in packets {
        file += PcapngWriter.packet(packet, microseconds: microseconds)
        microseconds += 37
      }
    }

    var ends = try Ends()
    add(connection.open())
    add(connection.send(ends.request, from: .first))
    add(connection.send(ends.response, from: .second))
    for number in 0..<frameCount / 2 {
      let text = #"{"id":\#(number),"text":"hello, this is message \#(number) of many","ok":true}"#
      add(connection.send(try ends.clientBytes(of: text), from: .first))
      add(connection.send(try ends.serverBytes(of: text), from: .second))
    }
    return file
  }
}

/// The two ends of the connection, whose bytes go into the file.
private struct Ends {
  let request: [UInt8]
  let response: [UInt8]
  private var client: Connection
  private var server: Connection

  init() throws {
    var randomness = SeededGenerator(seed: 5)
    var asking = try ClientHandshake(
      ClientRequest(host: "localhost"), key: .random(using: &randomness))
    var answering = ServerHandshake(ServerPolicy())
    guard case .accept(let accepted) = answering.receive(asking.requestBytes),
      case .open(let opened) = asking.receive(accepted.response)
    else { throw LoadError(message: "the opening handshake failed") }
    request = asking.requestBytes
    response = accepted.response
    client = Connection(opened, randomness: randomness)
    server = Connection(accepted, randomness: randomness)
  }

  mutating func clientBytes(of text: String) throws -> [UInt8] {
    try client.send(text: text)
    return client.takeBytesToSend()
  }

  mutating func serverBytes(of text: String) throws -> [UInt8] {
    try server.send(text: text)
    return server.takeBytesToSend()
  }
}
