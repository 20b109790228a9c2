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
    let agreement = try #require(try DeflateAgreement(answer: answer, to: offers))

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

  @Test("Without the messages before it, one says what it lacks, and where")
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
    // Byte 3 of the message is byte 2 of this payload, behind a header of two bytes.
    #expect(frame.violations.first?.bits == 32..<40)
    #expect(frame.violations.first?.message.contains("earlier messages are missing") == true)

    let whole = FrameHeader(
      isFinal: true, reservedBits: .rsv1, opcode: .text, maskingKey: nil, payloadLength: 7)
    let hello = observer.observe(whole, payload: bytes("f2 48 cd c9 c9 07 00").span)
    #expect(hello?.message?.bytes == Array("Hello".utf8))
  }

  @Test("A sender that leaves the tail in is told so, and read all the same")
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
      let last = frame?.violations.map(\.bits.upperBound).max() ?? 0
      #expect(last <= frameBits, "seed \(random.seed)")
    }
  }
}
