import PerMessageDeflate
import TestSupport
import Testing
import WebSocketProtocol

@Suite("Looking on at real traffic")
struct CaptureTests {
  /// Every message of a direction, inflated where it is compressed.
  static func messages(
    _ frames: [(header: FrameHeader, payload: [UInt8])], _ direction: DeflateDirection
  ) -> [Message] {
    var observer = DeflateObserver(direction)
    var messages: [Message] = []
    var opcode = Opcode.text
    var plain: [UInt8] = []
    for (header, payload) in frames where !header.opcode.isControl {
      if header.opcode != .continuation {
        opcode = header.opcode
        plain = []
      }
      if let inflated = observer.observe(header, payload: payload.span) {
        #expect(inflated.error == nil && inflated.violations.isEmpty)
        plain += inflated.bytes
        if header.isFinal { #expect(inflated.message?.bytes == plain) }
      } else {
        plain += payload
      }
      if header.isFinal { messages.append(Message(opcode: opcode, payload: plain)) }
    }
    return messages
  }

  @Test("Chromium's and Node's compressed messages are those that they sent in plain")
  func chromium() throws {
    let deflate = try CapturedConnection(reading: try fixture("chromium-deflate.pcap"))
    let plain = try CapturedConnection(reading: try fixture("chromium-plain.pcap"))
    let offers = try CapturedConnection.extensions(in: deflate.request)
    let answer = try CapturedConnection.extensions(in: deflate.response)
    let agreement = try NegotiationTests.agreement(answer, to: offers)

    let sent = Self.messages(deflate.client, agreement.client)
    // Not inside `#expect`, which would print 70,000 bytes.
    let isSent = sent == Self.messages(plain.client, DeflateDirection())
    #expect(isSent)
    #expect(sent.map(\.payload.count).contains(70_000))
    #expect(sent.first?.text == "Hello")
    // Node's greeting in fragments comes at its own time; the echoes come in order.
    let received = Self.messages(deflate.server, agreement.server)
    let isReceived = received == Self.messages(plain.server, DeflateDirection())
    #expect(isReceived)
    // The capture does show compression, and fragments of it.
    #expect(deflate.client.contains { $0.header.reservedBits == .rsv1 })
    #expect(deflate.server.contains { $0.header.opcode == .continuation })
  }

  @Test("A message without those before it: the finding says what is missing, and where")
  func joinedLate() throws {
    // Two frames of "Hello", the second referring to the first; only the second is seen, and it is
    // the last of two fragments.
    var observer = DeflateObserver(DeflateDirection())
    let first = FrameHeader(
      isFinal: false, reservedBits: .rsv1, opcode: .text, maskingKey: nil, payloadLength: 1)
    let second = FrameHeader(isFinal: true, opcode: .continuation, payloadLength: 4)
    let nothingYet = observer.observe(first, payload: bytes("f2").span)
    #expect(nothingYet?.bytes == [] && nothingYet?.error == nil)
    let ping = FrameHeader(isFinal: true, opcode: .ping, payloadLength: 0)
    let control = observer.observe(ping, payload: bytes("").span)
    #expect(control == nil)
    let seen = observer.observe(second, payload: bytes("00 11 00 00").span)
    let frame = try #require(seen)
    #expect(frame.message == nil)
    #expect(frame.violations.first?.rule.id == "deflate.invalid-data")
    // The distance ends in byte 2 of the message, 11: byte 1 of this payload, after a header of 2.
    #expect(frame.violations.first?.bits == 24..<32)
    #expect(frame.violations.first?.statement.id == "deflate.invalid-data/reaches-back")

    let whole = FrameHeader(
      isFinal: true, reservedBits: .rsv1, opcode: .text, maskingKey: nil, payloadLength: 7)
    let hello = observer.observe(whole, payload: bytes("f2 48 cd c9 c9 07 00").span)
    #expect(hello?.message?.bytes == Array("Hello".utf8))
  }

  @Test("A message whose tail was not removed breaks a rule, but is read anyway")
  func tail() throws {
    var observer = DeflateObserver(DeflateDirection())
    let header = FrameHeader(
      isFinal: true, reservedBits: .rsv1, opcode: .text, maskingKey: nil, payloadLength: 11)
    for _ in 0..<2 {
      let seen = observer.observe(
        header, payload: bytes("f2 48 cd c9 c9 07 00 00 00 ff ff").span)
      let frame = try #require(seen)
      #expect(frame.message?.bytes == Array("Hello".utf8))
      #expect(frame.violations.first?.rule.id == "deflate.tail")
      #expect(frame.violations.first?.bits == 96..<104)
    }
  }

  @Test("Random frames disturb nothing")
  func garbage() {
    var random = SeededGenerator()
    var observer = DeflateObserver(DeflateDirection(), keepingBytes: 1000, maximumByteCount: 2000)
    for _ in 0..<20_000 {
      let payload = (0..<Int.random(in: 0..<12, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      let header = FrameHeader(
        isFinal: .random(using: &random),
        reservedBits: ReservedBits(rawValue: .random(in: 0...255, using: &random)),
        opcode: Opcode(inFirstByte: .random(in: 0...255, using: &random)), maskingKey: nil,
        payloadLength: UInt64(payload.count))
      let frame = observer.observe(header, payload: payload.span)
      let frameBits = 8 * (header.byteCount + payload.count)
      #expect((frame?.bytes.count ?? 0) <= 1000, "seed \(random.seed)")
      let last = frame?.violations.compactMap(\.bits?.upperBound).max() ?? 0
      #expect(last <= frameBits, "seed \(random.seed)")
    }
  }
}

/// What Python's zlib compresses, with one context for both messages.
@Suite("Looking on at long messages")
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
    let lines = run.text.split(separator: "\n").map { bytes(String($0)) }
    try #require(lines.count == 3, "\(run.errors)")
    return lines
  }

  @Test(
    "of a long message the beginning is kept and the rest counted; the next one is read",
    .enabled(if: SystemProgram.isExpected("python3")), arguments: [0, 1000, 4_000_000])
  func long(kept: Int) throws {
    let lines = try Self.python()
    let (first, second) = (lines[0], lines[1])
    var observer = DeflateObserver(DeflateDirection(), keepingBytes: kept)
    let header = { (payload: [UInt8]) in
      FrameHeader(
        isFinal: true, reservedBits: .rsv1, opcode: .binary, payloadLength: UInt64(payload.count))
    }
    let seen = observer.observe(header(first), payload: first.span)
    let long = try #require(seen?.message)
    #expect(long.byteCount == UInt64(Self.byteCount))
    #expect(seen?.byteCount == UInt64(Self.byteCount))
    #expect(long.bytes.count == min(kept, Self.byteCount))
    #expect(long.isWhole == (kept >= Self.byteCount))
    let next = observer.observe(header(second), payload: second.span)
    #expect(second.count < 20)
    #expect(next?.error == nil && next?.violations == [])
    #expect(next?.message?.bytes == Array(lines[2].prefix(kept)))
    #expect(next?.message?.byteCount == UInt64(lines[2].count))
  }

  @Test(
    "a frame taken in pieces gives the same as the whole frame",
    .enabled(if: SystemProgram.isExpected("python3")), arguments: [1, 7, 4096, 5000])
  func pieces(size: Int) throws {
    let payload = try Self.python()[0]
    let header = FrameHeader(
      isFinal: true, reservedBits: .rsv1, opcode: .text, payloadLength: UInt64(payload.count))
    var whole = DeflateObserver(DeflateDirection(), keepingBytes: 2000)
    var pieces = whole
    let expected = whole.observe(header, payload: payload.span)
    pieces.begin(header)
    for start in stride(from: 0, to: payload.count, by: size) {
      pieces.receive(payload.span.extracting(start..<min(start + size, payload.count)))
    }
    let seen = pieces.end()
    #expect(seen == expected)
    #expect(seen?.message?.isWhole == false)
  }

  @Test("a message beyond all measure is given up, in bounded memory")
  func bomb() {
    // A stored block of five bytes, over and over.
    let block = bytes("00 05 00 fa ff 48 65 6c 6c 6f")
    let payload = Array(repeatElement(block, count: 10_000).joined()) + [0]
    var observer = DeflateObserver(DeflateDirection(), keepingBytes: 10, maximumByteCount: 49_999)
    let header = FrameHeader(
      isFinal: true, reservedBits: .rsv1, opcode: .text, payloadLength: UInt64(payload.count))
    let seen = observer.observe(header, payload: payload.span)
    #expect(seen?.error == .tooLarge(limit: 49_999))
    #expect(seen?.message == nil)
    #expect(seen?.bytes == Array("HelloHello".utf8))
    let hello = bytes("f2 48 cd c9 c9 07 00")
    let next = FrameHeader(isFinal: true, reservedBits: .rsv1, opcode: .text, payloadLength: 7)
    let after = observer.observe(next, payload: hello.span)
    #expect(after?.message?.bytes == Array("Hello".utf8))
  }

  @Test("compressed text that is not UTF-8 is a violation, also after what is kept")
  func notUTF8() {
    // Stored blocks: "Hello", then ff.
    let payload = bytes("00 05 00 fa ff 48 65 6c 6c 6f 00 01 00 fe ff ff 00")
    let header = FrameHeader(
      isFinal: true, reservedBits: .rsv1, opcode: .text, payloadLength: UInt64(payload.count))
    for kept in [100, 5, 0] {
      var observer = DeflateObserver(DeflateDirection(), keepingBytes: kept)
      let seen = observer.observe(header, payload: payload.span)
      #expect(seen?.violations.map(\.rule.id) == ["text.not-utf8"])
      #expect(seen?.message?.byteCount == 6)
    }
  }
}
