import Foundation
import TestSupport
import Testing
import WebSocketProtocol

@testable import WebSocketInspection

/// What Python's zlib compresses, with one context for both messages.
@Suite("Messages that inflate to much more")
struct LongMessageTests {
  static let byteCount = 3_000_000

  /// A long message, and one that refers to its end, as hexadecimal; then the short one in plain.
  static let script = """
    import random, zlib
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    pack = lambda data: (packer.compress(data) + packer.flush(zlib.Z_SYNC_FLUSH))[:-4]
    line = bytes(random.Random(3).choices(b"abcdefghijklmnopqrstuvwxyz", k=1000))
    print(pack(line * \(byteCount / 1000)).hex())
    print(pack(line[-500:]).hex())
    print(line[-500:].hex())
    """

  static func python() throws -> [[UInt8]] {
    let run = try SystemProgram.any.run(["python3", "-c", script])
    let lines = run.text.split(separator: "\n").map { hex(String($0)) }
    try #require(lines.count == 3, "\(run.errors)")
    return lines
  }

  private func messages(
    in bytes: [UInt8], kept: UInt64, pieces size: Int, _ resources: InspectionResources = .init()
  ) -> [InspectedMessage] {
    var attention = Attention()
    attention.keptByteCount = kept
    attention.recordByteCount = 0
    let frames = ConnectionInspector(
      assuming: .singleStream(.compressingServer), attention: attention, resources: resources
    ).events(Step.client(bytes).pieces(of: size)).compactMap(\.frame)
    #expect(frames.flatMap(\.findings).isEmpty)
    return frames.compactMap(\.message)
  }

  @Test(
    "The beginning is kept and the rest counted, in pieces of any size; the next one is read",
    .enabled(if: SystemProgram.isExpected("python3")), arguments: [0, 1000, 4_000_000],
    [1, 700, .max])
  func long(kept: UInt64, size: Int) throws {
    let lines = try Self.python()
    let bytes = frame(.text, lines[0], bits: .rsv1) + frame(.text, lines[1], bits: .rsv1)
    #expect(bytes.count < 16_000)
    let seen = messages(in: bytes, kept: kept, pieces: min(size, bytes.count))
    #expect(seen.map(\.byteCount) == [UInt64(Self.byteCount), 500])
    #expect(seen.map(\.isText) == [true, true])
    if kept > 0 {
      #expect(seen[0].content?.byteCount == UInt64(Self.byteCount))
      let isSame = seen[1].content?.prefix(.max) == Array(lines[2].prefix(Int(min(kept, 500))))
      #expect(isSame)
    }
    if kept == 1000 { #expect(seen[0].content?.keptByteCount == 1000) }
  }

  @Test("A bomb takes no more room than what is kept of it")
  func bomb() throws {
    // A thousand blocks, each of which repeats "a" 258 times 4,000 times: DEFLATE's largest factor.
    let script = """
      import zlib
      packer = zlib.compressobj(9, zlib.DEFLATED, -15)
      print((packer.compress(b"a" * 100_000_000) + packer.flush(zlib.Z_SYNC_FLUSH))[:-4].hex())
      """
    let payload = hex(try SystemProgram.any.run(["python3", "-c", script]).text)
    try #require(payload.count > 90_000 && payload.count < 110_000)
    let storage = FakeStorage()
    let store = PayloadStore(over: storage)
    let seen = messages(
      in: frame(.text, payload, bits: .rsv1), kept: 4096, pieces: 10_000,
      InspectionResources(store: store))
    #expect(seen.map(\.byteCount) == [100_000_000])
    #expect(store.memoryByteCount == 4096 && storage.bytes.isEmpty)
  }

  @Test("Text that is not UTF-8 after all that is kept is told")
  func notUTF8() {
    // Blocks without compression: "Hello", then ff.
    let payload = hex("00 05 00 fa ff 48 65 6c 6c 6f 00 01 00 fe ff ff 00")
    for kept: UInt64 in [100, 5, 0] {
      var attention = Attention()
      attention.keptByteCount = kept
      let frames = ConnectionInspector(
        assuming: .singleStream(.compressingServer), attention: attention
      ).events([.client(frame(.text, payload, bits: .rsv1))]).compactMap(\.frame)
      #expect(frames.flatMap(\.violations).map(\.rule.id) == ["text.not-utf8"])
      #expect(frames.compactMap(\.message?.byteCount) == [6])
    }
  }

  @Test("Random frames disturb nothing, and findings are within their frames")
  func garbage() {
    var random = SeededGenerator()
    let store = PayloadStore()
    let inspector = ConnectionInspector(
      assuming: .singleStream(.compressingServer), resources: InspectionResources(store: store))
    for _ in 0..<20_000 {
      let payload = (0..<Int.random(in: 0..<12, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      let header = FrameHeader(
        isFinal: .random(using: &random),
        reservedBits: ReservedBits(rawValue: .random(in: 0...255, using: &random)),
        opcode: Opcode(inFirstByte: .random(in: 0...255, using: &random)),
        maskingKey: Bool.random(using: &random) ? exampleKey : nil,
        payloadLength: UInt64(payload.count))
      inspector.receive(header.bytes + payload, from: .first)
      for frame in inspector.allEvents().compactMap(\.frame) {
        let last = frame.findings.compactMap(\.bits?.upperBound).max() ?? 0
        #expect(last <= 8 * Int(frame.record.byteCount), "seed \(random.seed)")
      }
      #expect(store.memoryByteCount <= 4096, "seed \(random.seed)")
    }
  }
}
