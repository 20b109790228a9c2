import Foundation
import PerMessageDeflate
import TestSupport
import Testing
import WebSocketProtocol

@Suite("Hostile compressed data", .serialized)
struct HostileDataTests {
  /// The most memory that the process has held, in bytes; nil where the system has no such number.
  static var peakMemory: Int? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kibibytes = line.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { return nil }
    return kibibytes * 1024
  }

  /// A gibibyte of zeros in about a mebibyte: the first part of it, then that part again and again.
  static func bomb() throws -> (payload: [UInt8], byteCount: Int) {
    var deflater = Deflater()
    let part = [UInt8](repeating: 0, count: 1 << 20)
    var payload = try deflater.compressed(part) + [0x00, 0x00, 0xff, 0xff]
    let again = try deflater.compressed(part) + [0x00, 0x00, 0xff, 0xff]
    for _ in 1..<1024 { payload += again }
    return (Array(payload.dropLast(4)), 1 << 30)
  }

  @Test(
    "A gibibyte of zeros stops at the limit, in bounded memory", arguments: [0, 1, 1000, 1 << 20])
  func bomb(limit: Int) async {
    // In a process of its own, so that the memory of other tests is not counted.
    await #expect(processExitsWith: .success) { [limit] in
      let bomb = try HostileDataTests.bomb()
      #expect(bomb.payload.count < 5 << 18)
      let before = HostileDataTests.peakMemory
      var inflater = Inflater()
      var message: [UInt8] = []
      #expect(throws: InflateError.tooLarge(limit: limit)) {
        try inflater.inflate(bomb.payload.span, maximumByteCount: limit, appendingTo: &message)
      }
      #expect(message.count == limit)
      #expect(message.capacity <= 2 * limit + 64 * 1024)
      guard let before, let after = HostileDataTests.peakMemory else { return }
      #expect(after - before < 8 << 20, "grew by \(after - before) bytes")
    }
  }

  @Test(
    "A connection passes its limit on, also where the bomb comes in one piece",
    arguments: [0, 1000])
  func bombInOnePiece(limit: Int) throws {
    var payload: [UInt8] = []
    var deflater = Deflater()
    #expect(deflater.deflate([UInt8](repeating: 0, count: 1 << 20).span, appendingTo: &payload))
    var end = DeflateExtension(role: .server, agreement: DeflateAgreement(DeflateResponse()))
    var message: [UInt8] = []
    #expect(throws: MessageExtensionError.tooLarge) {
      try end.transformIncoming(
        payload.span, endsMessage: true, maximumByteCount: limit, appendingTo: &message)
    }
    #expect(message.count == limit)
  }

  @Test("It is a gibibyte of zeros", .timeLimit(.minutes(10)))
  func bombIsOne() throws {
    let bomb = try Self.bomb()
    var inflater = Inflater()
    var total = 0
    for start in stride(from: 0, to: bomb.payload.count, by: 1000) {
      var part: [UInt8] = []
      let piece = Array(bomb.payload[start..<min(start + 1000, bomb.payload.count)])
      try inflater.inflate(piece.span, appendingTo: &part)
      total += part.count
    }
    #expect(total == bomb.byteCount)
  }

  @Test("A message of exactly the limit passes, and one byte more does not")
  func exactLimit() throws {
    for size in [1, 5, 16_383, 16_384, 16_385, 32_768, 100_000] {
      var deflater = Deflater(settings: DeflateSettings(minimumByteCount: 0))
      let message = [UInt8](repeating: 7, count: size)
      let payload = try deflater.compressed(message)
      var inflater = Inflater()
      let isSame = try inflater.message(payload, maximumByteCount: size) == message
      #expect(isSame)
      var small = Inflater()
      #expect(throws: InflateError.tooLarge(limit: size - 1)) {
        _ = try small.message(payload, maximumByteCount: size - 1)
      }
    }
  }

  @Test("An empty message is allowed where the limit is 0")
  func nothingAllowed() throws {
    var inflater = Inflater()
    #expect(try inflater.message([0], maximumByteCount: 0) == [])
    #expect(throws: InflateError.tooLarge(limit: -1)) {
      try inflater.message(bytes("f2 48 cd c9 c9 07 00"), maximumByteCount: -1)
    }
  }

  @Test("Random bytes are refused or inflated within the limit")
  func garbage() {
    var random = SeededGenerator()
    let hello = bytes("f2 48 05 00 00 00 ff ff ca c9 c9 07 00")
    for round in 0..<20_000 {
      var inflater = Inflater(
        DeflateDirection(
          windowBits: .random(in: 8...15, using: &random),
          keepsContext: .random(using: &random)))
      for _ in 0..<3 {
        var payload =
          round.isMultiple(of: 2)
          ? hello
          : (0..<Int.random(in: 0..<40, using: &random)).map { _ in
            UInt8.random(in: 0...255, using: &random)
          }
        if let index = payload.indices.randomElement(using: &random) {
          payload[index] ^= UInt8(1) << UInt8.random(in: 0..<8, using: &random)
        }
        do {
          let message = try inflater.message(payload, maximumByteCount: 2000)
          #expect(message.count <= 2000, "seed \(random.seed)")
        } catch {
          #expect(!error.description.isEmpty)
        }
      }
    }
  }
}
