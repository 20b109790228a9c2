import TestSupport
import Testing

/// Who sent what, if the ports of both ends do not show it.
@Suite("wsx capture finds the client")
struct CaptureDirectionTests {
  private static let key: [UInt8] = [0x37, 0xFA, 0x21, 0x3D]

  /// A client that calls port 8080, from the given port.
  private func conversation(from port: UInt16) -> CaptureBuilder {
    var builder = CaptureBuilder()
    builder.open(port)
    builder.send(
      CaptureBuilder.frame(1, Array("asked".utf8), key: Self.key), port, fromClient: true)
    builder.send(CaptureBuilder.frame(1, Array("answered".utf8)), port, fromClient: false)
    builder.send(CaptureBuilder.frame(8, [3, 0xE8], key: Self.key), port, fromClient: true)
    builder.send(CaptureBuilder.frame(8, [3, 0xE8]), port, fromClient: false)
    builder.finish(port)
    return builder
  }

  /// Each frame's direction and opcode.
  private func frames(in packets: [PacketBytes.Timed], _ options: [String] = []) throws -> (
    frames: [String], run: BuiltProgram.Run
  ) {
    let told = try CapturedJSON("-", options, input: PacketBytes.pcap(packets))
    let frames = told.objects("frame").map { object in
      let direction = object["direction"] as? String ?? "null"
      return "\(direction) \(object["opcodeName"] as? String ?? "null")"
    }
    return (frames, told.run)
  }

  /// What each end sent, where the SYN was not captured.
  private func expectConversation(_ told: (frames: [String], run: BuiltProgram.Run), _ seed: UInt64)
  {
    let ofEach = ["client", "server"].map { side in told.frames.filter { $0.hasPrefix(side) } }
    let expected = [["client text", "client close"], ["server text", "server close"]]
    #expect(ofEach == expected, "TEST_SEED=\(seed) \(told.run.text)")
    #expect(told.run.status == 0, "TEST_SEED=\(seed) \(told.run.errors)")
  }

  @Test(
    "by the addresses if both ends use the same port, whichever packets are captured",
    arguments: [UInt16(50_000), 8080], [0, 1, 2])
  func samePort(port: UInt16, leftOut: Int) throws {
    // Without one SYN or both, the heads show who is the client.
    let packets = Array(conversation(from: port).packets[leftOut...])
    expectConversation(try frames(in: packets), 0)
  }

  @Test("in any order of the packets", arguments: 0..<8)
  func shuffled(round: Int) throws {
    var generator = SeededGenerator()
    let seed = generator.seed
    let packets = conversation(from: 8080).packets.shuffled(using: &generator)
    expectConversation(try frames(in: packets), seed)
  }

  @Test(
    "from --server with an address if both ends use the same port",
    arguments: [
      ("8080", ["null text", "null text", "null close", "null close"]),
      ("10.0.0.1:8080", ["client text", "server text", "client close", "server close"]),
      ("10.0.0.2:8080", ["server text", "client text", "server close", "client close"]),
    ] as [(String, [String])])
  func assumed(client: String, expected: [String]) throws {
    // Without the handshake, nothing else shows it.
    let packets = Array(conversation(from: 8080).packets[4...])
    let told = try frames(in: packets, ["--assume", "frames,client=\(client)"])
    #expect(told.frames == expected, "\(told.run.text)")
    let isNoted = told.run.errors.contains("both ends have port 8080")
    #expect(isNoted == (client == "8080"), "\(told.run.errors)")
  }

  /// TCP can connect a socket to itself, which receives what it sends.
  @Test(
    "also in a socket that is connected to itself, read as one direction",
    arguments: [[], ["--frames"], ["--format", "json"], ["--export", "html"]], [0, 1, 2, 4])
  func itself(options: [String], leftOut: Int) throws {
    let packets = conversation(from: 8080).packets[leftOut...].map { packet -> PacketBytes.Timed in
      var packet = packet
      for range in [12..<16, 16..<20] {
        packet.bytes.replaceSubrange(range, with: [192, 168, 1, 5])
      }
      return packet
    }
    let run = try BuiltProgram("wsx").run(
      ["capture", "-"] + options, input: PacketBytes.pcap(packets))
    #expect([0, 1, 4].contains(run.status), "\(run.errors)")
    #expect(run.errors.contains("192.168.1.5") || run.text.contains("192.168.1.5") || leftOut < 4)
  }
}
