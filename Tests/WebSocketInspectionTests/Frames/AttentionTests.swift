import Testing
import TestSupport
import WebSocketInspection
import WebSocketProtocol

/// What is kept of payloads, and what is left out where nobody looks.
@Suite("How closely frames are looked at")
struct AttentionTests {
  private func frames(
    in bytes: [UInt8], _ context: FrameContext = .server, pieces size: Int = .max,
    _ change: (inout Attention) -> Void
  ) -> [InspectedFrame] {
    var attention = Attention()
    change(&attention)
    return ConnectionInspector(assuming: .singleStream(context), attention: attention)
      .events(Step.client(bytes).pieces(of: max(1, min(size, bytes.count)))).compactMap(\.frame)
  }

  // MARK: Records

  @Test(
    "Of a long payload a record holds its head and its last 64 bytes", arguments: [1, 3, 100, .max])
  func record(size: Int) throws {
    let payload = (0..<1000).map { UInt8(truncatingIfNeeded: $0 / 4) }
    let bytes = frame(.binary, payload, key: exampleKey)
    let wire = Array(bytes[8...])
    for limit in [0, 1, 100, 935, 936, 937, 999] {
      let seen = frames(in: bytes, .client, pieces: size) { $0.recordByteCount = limit }
      let record = try #require(seen.first).record
      #expect(record.payload.head == Array(wire.prefix(limit)))
      #expect(record.payload.tail == Array(wire.dropFirst(limit).suffix(64)))
      #expect(record.payload.byteCount == 1000)
      #expect(record.isComplete)
      #expect(record.unmaskedHead == Array(payload.prefix(limit)))
    }
    for limit in [1000, 1001] {
      let seen = frames(in: bytes, .client, pieces: size) { $0.recordByteCount = limit }
      #expect(seen.first?.record.payload == PayloadExtract(wire))
    }
  }

  @Test("A control frame's payload is in its record whole, whatever is kept of others")
  func control() {
    let payload = [UInt8](repeating: 0x61, count: 125)
    let bytes = frame(.ping, payload) + frame(.close, [0x03, 0xe8] + payload.dropLast(2))
    let seen = frames(in: bytes, pieces: 9) { $0.recordByteCount = 0 }
    #expect(seen.map(\.record.payload.isWhole) == [true, true])
    #expect(seen[1].close?.reason.count == 123)
  }

  @Test("A close frame far too long is bounded, and read as far as it is kept")
  func longClose() {
    let bytes =
      hex("88 7f 7f ff ff ff ff ff ff ff 03 e8") + [UInt8](repeating: 0x61, count: 100_000)
    let seen = frames(in: bytes, pieces: 1000) { $0.recordByteCount = 0 }
    #expect(seen.map { $0.record.payload.head.count } == [125])
    #expect(seen[0].close?.code == .normalClosure)
    #expect(seen[0].close?.reason.count == 123)
    #expect(seen[0].violations.map(\.rule.id) == ["frame.control-too-long"])
  }

  // MARK: What is stored

  @Test("Each frame's payload is stored unmasked, and a message in one frame once")
  func payloads() throws {
    let bytes =
      frame(.text, Array("Hel".utf8), isFinal: false, key: exampleKey)
      + frame(.ping, [1, 2], key: exampleKey)
      + frame(.continuation, Array("lo".utf8), key: MaskingKey(1, 2, 3, 4))
      + frame(.binary, [7, 8, 9], key: exampleKey) + hex("82 85 37 fa 21 3d 37")
    for size in [1, 2, .max] {
      let seen = frames(in: bytes, .client, pieces: size) { $0.keepsFramePayloads = true }
      #expect(
        seen.map { $0.payload?.prefix(.max) } == [
          Array("Hel".utf8), [1, 2], Array("lo".utf8), [7, 8, 9], [0],
        ])
      #expect(seen[2].message?.content?.prefix(.max) == Array("Hello".utf8))
      #expect(seen[3].message?.content === seen[3].payload)
    }
    let plain = frames(in: bytes, .client) { _ in }
    #expect(plain.allSatisfy { $0.payload == nil })
  }

  @Test("Of a message as much is kept as is asked for", arguments: [0, 1, 4, 5, 6])
  func messages(kept: UInt64) {
    let bytes = text("Hello") + hex("01 03 48 65 6c 80 02 6c 6f")
    let seen = frames(in: bytes, pieces: 2) { $0.keptByteCount = kept }
    for message in seen.compactMap(\.message) {
      #expect(message.byteCount == 5 && message.isText && message.omission == nil)
      #expect(message.content?.byteCount == (kept == 0 ? nil : 5))
      #expect(message.content?.keptByteCount == (kept == 0 ? nil : min(kept, 5)))
      #expect(message.content?.isWhole == (kept == 0 ? nil : kept >= 5))
    }
    #expect(seen.compactMap(\.message).count == 2)
  }

  @Test("Text is judged also where nothing of it is kept")
  func notKept() {
    let seen = frames(in: hex("81 02 61 ff")) {
      $0.keptByteCount = 0
      $0.recordByteCount = 0
    }
    #expect(seen.map { $0.violations.map(\.rule.id) } == [["text.not-utf8"]])
    #expect(seen.first?.message?.isText == false)
  }

  // MARK: Headers alone

  private static let headersAlone: @Sendable (inout Attention) -> Void = {
    $0.readsPayloads = false
    $0.recordByteCount = 0
    $0.keptByteCount = 0
  }

  @Test("Without payloads, headers and control frames are judged, and messages counted")
  func headersAlone() {
    var attention = Attention()
    Self.headersAlone(&attention)
    expect(
      frames: [
        "text 5 = text 5 not text", "text+ 3", "continuation 2 = text 5 in 2 not text", "ping 5",
        "text 1 = text 1 not text",  // which is not judged
        "continuation 0 !message.continuation-without-start@4-8",
        "close 5 (1001 bye)", "binary 0 = binary 0 !close.data-after-close@4-8",
      ],
      in: hex(
        """
        81 05 48 65 6c 6c 6f  01 03 48 65 6c  80 02 6c 6f  89 05 48 65 6c 6c 6f  81 01 ff  80 00
        88 05 03 e9 62 79 65  82 00
        """), .server, attention: attention)
  }

  @Test("A masked close frame is unmasked there too")
  func maskedClose() {
    var attention = Attention()
    Self.headersAlone(&attention)
    // 1000 (03 e8) under the key of RFC 6455 §5.7.
    expect(
      frames: ["close 2 (1000)", "text 0 = text 0 not text !close.data-after-close@4-8"],
      in: hex("88 82 37 fa 21 3d 34 12  81 80 01 02 03 04"), .client, attention: attention)
  }

  /// Reading everything is the measure.
  @Test(
    "They find what a close look finds, texts and compressed data apart", arguments: Role.allCases)
  func likeACloseLook(sender: Role) {
    var random = SeededGenerator()
    for _ in 0..<300 {
      let bits: ReservedBits? = [nil, [], .rsv1].randomElement(using: &random) ?? nil
      let context = FrameContext(sender: sender, extensionBits: bits)
      let bytes = Self.stream(using: &random)
      let close = frames(in: bytes, context) { _ in }
      let size = Int.random(in: 1...40, using: &random)
      let alone = frames(in: bytes, context, pieces: size, Self.headersAlone)
      let isInPayload: (Finding) -> Bool = {
        ["text.not-utf8", "deflate.invalid-data", "deflate.incomplete-data", "deflate.tail"]
          .contains($0.rule.id)
      }
      #expect(
        alone.map(\.findings) == close.map { $0.findings.filter { !isInPayload($0) } },
        "seed \(random.seed)")
      // Of a control frame that is too long less is kept, so its reason is not all there.
      #expect(alone.map(\.close?.code) == close.map(\.close?.code), "seed \(random.seed)")
      #expect(
        alone.map { $0.message?.frameCount } == close.map { $0.message?.frameCount },
        "seed \(random.seed)")
      #expect(
        alone.map { $0.message?.wireByteCount } == close.map { $0.message?.wireByteCount },
        "seed \(random.seed)")
      #expect(alone.map(\.record.offset) == close.map(\.record.offset), "seed \(random.seed)")
    }
  }

  /// Whole frames, of which each breaks what rules it likes; the last may be cut off.
  private static func stream(using random: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 1...30, using: &random) {
      let opcodes: [UInt8] = [0, 0, 1, 1, 1, 2, 2, 8, 9, 10, 3, 15]
      let count = Int.random(in: 0...130, using: &random)
      let key = MaskingKey(1, 2, 3, UInt8.random(in: 0...255, using: &random))
      let header = FrameHeader(
        isFinal: Int.random(in: 0..<3, using: &random) > 0,
        reservedBits: Int.random(in: 0..<8, using: &random) == 0 ? .rsv1 : [],
        opcode: Opcode(inFirstByte: opcodes.randomElement(using: &random) ?? 1),
        maskingKey: Bool.random(using: &random) ? key : nil, payloadLength: UInt64(count),
        lengthEncoding: Int.random(in: 0..<8, using: &random) == 0 ? .sixtyFourBits : nil)
      bytes += header.bytes
      bytes += (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
    if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0...2, using: &random)) }
    return bytes
  }
}
