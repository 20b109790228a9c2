import Foundation
import PerMessageDeflate
import TestSupport
import Testing

/// Frames and messages that are larger than what is kept in memory of one, and of all.
@Suite("wsx capture of large messages")
struct CaptureLargeTests {
  private static let key: [UInt8] = [0x37, 0xFA, 0x21, 0x3D]
  /// Characters of every length in UTF-8, cut anywhere by pages, segments and frames.
  private static func text(_ byteCount: Int, _ start: String) -> String {
    start + String(repeating: "aé世😀\"\\\n", count: byteCount / 13)
  }

  /// Two connections that send all kinds of large messages at the same time.
  private func capture() throws -> (builder: CaptureBuilder, texts: [String], binary: [UInt8]) {
    var builder = CaptureBuilder()
    builder.open(40_001)
    builder.open(40_002, extensions: "permessage-deflate")
    let texts = [Self.text(1_500_000, "plain "), Self.text(1_200_000, "compressed ")]
    let binary = (0..<400_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) }
    var deflater = Deflater()
    var data: [UInt8] = []
    #expect(deflater.deflate(Array(texts[1].utf8).span, appendingTo: &data))
    let halves = [Array(data[..<(data.count / 2)]), Array(data[(data.count / 2)...])]

    let first = CaptureBuilder.frame(1, Array(texts[0].utf8), key: Self.key)
    let fragments =
      CaptureBuilder.frame(2, Array(binary[..<150_000]), isFinal: false)
      + CaptureBuilder.frame(9, Array("between".utf8))
      + CaptureBuilder.frame(0, Array(binary[150_000..<300_000]), isFinal: false)
      + CaptureBuilder.frame(0, Array(binary[300_000...]))
    let compressed =
      CaptureBuilder.frame(1, halves[0], isFinal: false, rsv1: true)
      + CaptureBuilder.frame(0, halves[1])
    // In turn, so that all of them are unfinished at the same time.
    let streams = [
      (first, UInt16(40_001), true), (fragments, 40_001, false), (compressed, 40_002, false),
    ]
    for part in 0..<40 {
      for (bytes, port, fromClient) in streams {
        let size = (bytes.count + 39) / 40
        builder.send(
          Array(bytes[min(part * size, bytes.count)..<min((part + 1) * size, bytes.count)]), port,
          fromClient: fromClient)
      }
    }
    return (builder, texts, binary)
  }

  @Test("shows all of each frame and message")
  func everything() throws {
    let (builder, texts, binary) = try capture()
    let told = try CapturedJSON("-", input: builder.file)
    #expect(told.run.status == 0, "\(told.run.errors)")
    #expect(!told.run.text.contains("mitted"))
    let objects = told.objects("frame")
    // In the order of the packets that complete them.
    let packets = objects.compactMap { $0["packet"] as? Int }
    #expect(packets == packets.sorted() && packets.count == objects.count && packets.count == 7)

    let client = try #require(objects.first { $0["direction"] as? String == "client" })
    #expect(client["text"] as? String == texts[0])
    #expect(told.messages(from: "client") == ["text \(texts[0])"])
    #expect(client["payload"] as? String == Self.hex(Array(texts[0].utf8)))

    let plain = objects.filter {
      $0["connection"] as? Int == 1 && $0["direction"] as? String == "server"
    }
    #expect(plain.compactMap { $0["opcode"] as? Int } == [2, 9, 0, 0])
    let data = plain.filter { $0["opcode"] as? Int != 9 }
    #expect(data.compactMap { $0["payload"] as? String }.joined() == Self.hex(binary))
    #expect(told.messages(from: "server") == ["binary \(Self.hex(binary))"])
    let message = told.objects("message").first { $0["opcodeName"] as? String == "binary" }
    #expect(message?["frames"] as? Int == 3)

    let inflated = try #require(
      told.objects("message").last { $0["connection"] as? Int == 2 })
    #expect(inflated["text"] as? String == texts[1])
    #expect(inflated["payloadLength"] as? Int == texts[1].utf8.count)
  }

  @Test(
    "searches texts to their end",
    arguments: [
      (["--text", "needle"], 1), (["--text", "haystack"], 0), (["--match", "n.edle$"], 1),
    ])
  func search(_ options: [String], count: Int) throws {
    var builder = CaptureBuilder()
    builder.open(40_001)
    // It is in two pages of what is kept in a file.
    let text = String(repeating: "a", count: 120 * 16_384 - 3) + "needle"
    builder.send(CaptureBuilder.frame(1, Array(text.utf8)), 40_001, fromClient: false)
    builder.send(CaptureBuilder.frame(1, Array("hay".utf8)), 40_001, fromClient: false)
    let told = try CapturedJSON("-", options, input: builder.file)
    #expect(told.objects("frame").count == count, "\(told.run.errors)")
    #expect(told.objects("message").count == count)
  }

  @Test(
    "says which message a regular expression could search only in part",
    arguments: [("--match", 1, 0, true), ("--match", 0, 1, false), ("--text", 1, 1, false)])
  func matched(_ option: String, tooMany: Int, count: Int, isNoted: Bool) throws {
    var builder = CaptureBuilder()
    builder.open(40_001)
    let text = String(repeating: "a", count: (4 << 20) - 6 + tooMany) + "needle"
    builder.send(CaptureBuilder.frame(1, Array(text.utf8)), 40_001, fromClient: false)
    builder.send(CaptureBuilder.frame(1, Array("hay".utf8)), 40_001, fromClient: false)
    let told = try CapturedJSON("-", [option, "needle"], input: builder.file)
    #expect(told.objects("message").count == count)
    let errors = told.run.errors
    let isFound = errors.contains("--match searched only the first 4 MiB of 1 message,")
    #expect(isFound == isNoted && errors.isEmpty != isNoted, "\(errors)")
  }

  @Test("shows a text as bytes if it is not UTF-8, wherever the error is")
  func wrongText() throws {
    var builder = CaptureBuilder()
    builder.open(40_001)
    let bytes = [UInt8](repeating: 0x61, count: 200_000) + [0xE4, 0xB8]
    builder.send(CaptureBuilder.frame(1, bytes), 40_001, fromClient: false)
    let told = try CapturedJSON("-", input: builder.file)
    #expect(told.run.status == 1)
    let frame = try #require(told.objects("frame").first)
    #expect(frame["text"] == nil)
    let message = try #require(told.objects("message").first)
    #expect(message["payload"] as? String == Self.hex(bytes))
    #expect(message["text"] == nil)
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  // MARK: - Memory

  #if os(Linux)
    /// Takes some seconds of processor time, so it runs only on request, and in CI.
    private static var isAskedFor: Bool {
      let environment = ProcessInfo.processInfo.environment
      return environment["CI"] == "true" || environment["TEST_LARGE"] != nil
    }

    /// The capture has 1 GB, and a twentieth of it for JSON, which is four times as long and written
    /// by a slow build.
    @Test(
      "takes less than 100 MB of memory, whatever is open at a time", .enabled(if: isAskedFor),
      arguments: [
        ([], 1000, 100), (["--format", "json"], 50, 100), (["--format", "json"], 50, 1),
      ]
        as [([String], Int, Int)])
    func memory(_ options: [String], megabytes: Int, connections: Int) throws {
      let file = FileManager.default.temporaryDirectory
        .appendingPathComponent("large-\(UUID().uuidString).pcap")
      defer { try? FileManager.default.removeItem(at: file) }
      try Self.writeLarge(file, megabytes: megabytes, connections: connections)
      let peak = try Self.peakMemory(["capture", file.path] + options)
      #expect(peak > 5000)
      #expect(peak < 100_000, "kB")
    }

    @Test("takes less than 100 MB for thousands of connections with unfinished frames")
    func manyConnections() throws {
      var builder = CaptureBuilder()
      let start = CaptureBuilder.frame(2, [UInt8](repeating: 1, count: 100_000))
      for port in 10_000..<UInt16(13_000) {
        builder.open(port)
        builder.send(Array(start[..<20_000]), port, fromClient: false)
      }
      let file = FileManager.default.temporaryDirectory
        .appendingPathComponent("many-\(UUID().uuidString).pcap")
      defer { try? FileManager.default.removeItem(at: file) }
      try Data(builder.file).write(to: file)
      #expect(try Self.peakMemory(["capture", file.path, "--format", "json"]) < 100_000)
    }

    /// The largest resident memory of a run, in kB.
    private static func peakMemory(_ arguments: [String]) throws -> Int {
      let process = Process()
      process.executableURL = BuiltProgram.productsDirectory.appendingPathComponent("wsx")
      process.arguments = arguments
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      var peak = 0
      while process.isRunning {
        let status = try? String(
          contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        peak = max(peak, line.flatMap { Int($0.filter(\.isNumber)) } ?? 0)
        Thread.sleep(forTimeInterval: 0.01)
      }
      #expect([0, 4].contains(process.terminationStatus))
      return peak
    }

    /// A sparse file: only its headers take space on the disk.
    private static func writeLarge(_ file: URL, megabytes: Int, connections: Int) throws {
      let size = 60_000
      let segments = megabytes * 1_000_000 / connections / size
      var builder = CaptureBuilder()
      let ports = (0..<connections).map { UInt16(20_000 + $0) }
      for port in ports { builder.open(port) }
      try Data(builder.file).write(to: file)
      let handle = try FileHandle(forWritingTo: file)
      defer { try? handle.close() }
      var end = try handle.seekToEnd()
      for part in 0..<segments {
        for port in ports {
          // The server's head has been sent; its frames begin at its 900th byte.
          let head = PacketBytes.bytes(UInt64(segments * size - 10))
          let payload = part == 0 ? [0x82, 0x7F] + head : []
          let sequence = builder.nextFromServer(port) &+ UInt32(truncatingIfNeeded: part * size)
          let packet = PacketBytes.ipv4(
            PacketBytes.tcp(from: 8080, to: port, sequence: sequence, payload), toServer: false,
            length: 40 + size)
          let length = PacketBytes.bytes(UInt32(40 + size), bigEndian: false)
          try handle.write(contentsOf: Data([0, 0, 0, 0, 0, 0, 0, 0] + length + length + packet))
          end += UInt64(16 + 40 + size)
          try handle.seek(toOffset: end)
        }
      }
      try handle.truncate(atOffset: end)
    }
  #endif
}
