import Testing
import WebSocketInspection
import WebSocketProtocol

@Suite("Messages and the order of frames")
struct MessageTests {
  @Test(
    "RFC 6455 §5.7's frames, at every cut",
    arguments: [
      (FrameContext.server, "81 05 48 65 6c 6c 6f", ["text 5 = text 5 \"Hello\""]),
      (.client, "81 85 37 fa 21 3d 7f 9f 4d 51 58", ["text 5 = text 5 \"Hello\""]),
      (
        .server, "01 03 48 65 6c 80 02 6c 6f",
        ["text+ 3", "continuation 2 = text 5 in 2 \"Hello\""]
      ),
      (
        .server, "89 05 48 65 6c 6c 6f 8a 05 48 65 6c 6c 6f", ["ping 5", "pong 5"]
      ),
      (.server, "88 05 03 e9 62 79 65", ["close 5 (1001 bye)"]),
    ])
  func examples(context: FrameContext, bytes: String, lines: [String]) {
    expect(frames: lines, in: hex(bytes), context)
  }

  @Test("RFC 6455 §5.7's long frames: 256 bytes with 16 bits of length, 65,536 with 64")
  func lengths() {
    for count in [256, 65_536] {
      let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
      let bytes = frame(.binary, payload)
      #expect(Array(bytes.prefix(4)) == (count == 256 ? hex("82 7e 01 00") : hex("82 7f 00 00")))
      var attention = Attention()
      attention.keptByteCount = .max
      for size in [1, 7, 4096, bytes.count] where size > 1 || count == 256 {
        let events = ConnectionInspector(assuming: .singleStream(.server), attention: attention)
          .events(Step.client(bytes).pieces(of: size))
        let frames = events.compactMap(\.frame)
        #expect(frames.count == 1 && frames[0].findings == [])
        #expect(frames.first?.message?.byteCount == UInt64(count))
        let isSame = frames.first?.message?.content?.prefix(.max) == payload
        #expect(isSame, "in pieces of \(size)")
      }
    }
  }

  @Test("Fragments are joined, and control frames between them are not")
  func fragments() {
    expect(
      frames: [
        "text+ 3", "ping 1", "continuation+ 1", "continuation 2 = text 6 in 3 \"你好\"",
      ], in: hex("01 03 e4 bd a0 89 01 ff 00 01 e5 80 02 a5 bd"), .server)
  }

  @Test("A text is UTF-8 over all its frames, cut anywhere, each with its own key")
  func textOverFrames() {
    let content = Array("aé你👋z".utf8)
    for first in 0...content.count {
      for second in first...content.count {
        let keys = [exampleKey, MaskingKey(1, 2, 3, 4), MaskingKey(0, 0xff, 0, 0x80)]
        let bytes =
          frame(.text, Array(content[..<first]), isFinal: false, key: keys[0])
          + frame(.continuation, Array(content[first..<second]), isFinal: false, key: keys[1])
          + frame(.continuation, Array(content[second...]), key: keys[2])
        expect(
          frames: [
            "text+ \(first)", "continuation+ \(second - first)",
            "continuation \(content.count - second) = text 11 in 3 \"aé你👋z\"",
          ], in: bytes, .client)
      }
    }
  }

  @Test("It goes on after what is wrong")
  func goesOn() {
    expect(
      frames: [
        "continuation 1 !message.continuation-without-start@4-8", "text+ 1",
        "text+ 1 !message.interrupted@4-8", "continuation 1 = text 2 in 2 \"cd\"",
      ], in: hex("80 01 61  01 01 62  01 01 63  80 01 64"), .server)
  }

  @Test("A text is told once that it is not UTF-8, and the next one is judged by itself")
  func toldOnce() {
    expect(
      frames: [
        "text+ 1 !text.not-utf8@16-24", "continuation+ 1",
        "continuation 1 = text 3 in 3 not text ffffff", "text 1 = text 1 \"a\"",
      ], in: hex("01 01 ff  00 01 ff  80 01 ff  81 01 61"), .server)
  }

  @Test("A reserved opcode is not a part of a message")
  func reservedOpcode() {
    expect(
      frames: [
        "text+ 1", "opcode-3 1 !frame.opcode-reserved@4-8", "continuation 1 = text 2 in 2 \"ab\"",
      ], in: hex("01 01 61  83 01 ff  80 01 62"), .server)
  }

  @Test("Data after a close frame is told, control frames after it are not")
  func afterClose() {
    expect(
      frames: [
        "close 0 (no code)", "ping 0", "text 0 = text 0 \"\" !close.data-after-close@4-8",
        "continuation 0 !close.data-after-close@4-8 !message.continuation-without-start@4-8",
        "close 2 (1000)",
      ], in: hex("88 00  89 00  81 00  80 00  88 02 03 e8"), .server)
  }

  @Test(
    "Text that is or may be compressed is not judged where it cannot be inflated",
    arguments: [
      // RSV1 belongs to an extension beside permessage-deflate: it is known that nothing is known.
      (ReservedBits([.rsv1, .rsv2]), "from 2 not text (message.not-inflated)", ""),
      (
        nil, "perhaps from 2 not text (message.compression-unknown)",
        " ?frame.rsv-not-negotiated@1-2"
      ),
    ] as [(ReservedBits?, String, String)])
  func compressed(bits: ReservedBits?, message: String, finding: String) {
    expect(
      frames: ["text+ 1\(finding)", "continuation 1 = text ? in 2 \(message)"],
      in: hex("41 01 ff  80 01 ff"), FrameContext(sender: .server, extensionBits: bits))
  }

  @Test("RSV1 that nothing owns does not excuse text that is not UTF-8")
  func notNegotiated() {
    expect(
      frames: [
        "text 1 = text 1 not text ff !frame.rsv-not-negotiated@1-2 !text.not-utf8@16-24"
      ], in: hex("c1 01 ff"), .server)
  }

  @Test("Each frame tells its place, its number and its message's type")
  func places() {
    let bytes = hex("02 01 61  89 00  80 7e 00 01 62  81 00")
    for cut in Cut.everywhere([.client(bytes)]) {
      let frames = ConnectionInspector(assuming: .singleStream(.server)).events(cut.steps)
        .compactMap(\.frame)
      #expect(frames.map(\.record.number) == [1, 2, 3, 4])
      #expect(frames.map(\.record.offset) == [0, 3, 5, 10])
      #expect(frames.map(\.messageOpcode) == [.binary, nil, .binary, .text])
      #expect(frames.map(\.context) == Array(repeating: .server, count: 4))
    }
  }
}
