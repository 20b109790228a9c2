import PerMessageDeflate
import Testing
import WebSocketInspection
import WebSocketProtocol

/// Compressed messages; their bytes are those of RFC 7692 §7.2.3 unless told otherwise.
@Suite("Compressed messages")
struct DeflatedMessageTests {
  @Test(
    "RFC 7692 §7.2.3's examples, at every cut",
    arguments: [
      ("one block", "c1 07 f2 48 cd c9 c9 07 00", ["text 7 = text 5 from 7 \"Hello\""]),
      (
        "two fragments", "41 03 f2 48 cd  80 04 c9 c9 07 00",
        ["text+ 3", "continuation 4 = text 5 in 2 from 7 \"Hello\""]
      ),
      (
        "the context is kept", "c1 07 f2 48 cd c9 c9 07 00  c1 05 f2 00 11 00 00",
        ["text 7 = text 5 from 7 \"Hello\"", "text 5 = text 5 from 5 \"Hello\""]
      ),
      (
        "a block without compression", "c1 0b 00 05 00 fa ff 48 65 6c 6c 6f 00",
        ["text 11 = text 5 from 11 \"Hello\""]
      ),
      (
        "a block with BFINAL 1, and an empty one", "c1 08 f3 48 cd c9 c9 07 00 00",
        ["text 8 = text 5 from 8 \"Hello\""]
      ),
      (
        "two blocks", "c1 0d f2 48 05 00 00 00 ff ff ca c9 c9 07 00",
        ["text 13 = text 5 from 13 \"Hello\""]
      ),
      ("an empty message", "c1 01 00", ["text 1 = text 0 from 1 \"\""]),
      (
        "a message that is not compressed between two that are",
        "c1 07 f2 48 cd c9 c9 07 00  81 02 68 69  89 00  c1 05 f2 00 11 00 00",
        [
          "text 7 = text 5 from 7 \"Hello\"", "text 2 = text 2 \"hi\"", "ping 0",
          "text 5 = text 5 from 5 \"Hello\"",
        ]
      ),
    ])
  func examples(name: String, bytes: String, lines: [String]) {
    expect(frames: lines, in: hex(bytes), .compressingServer)
  }

  @Test("A masked one is unmasked first, over pieces and control frames")
  func masked() {
    let bytes =
      frame(.binary, hex("f2 48 cd"), isFinal: false, bits: .rsv1, key: exampleKey)
      + frame(.ping, [1], key: exampleKey)
      + frame(.continuation, hex("c9 c9 07 00"), key: MaskingKey(9, 8, 7, 6))
    expect(
      frames: ["binary+ 3", "ping 1", "continuation 4 = binary 5 in 2 from 7 48656c6c6f"],
      in: bytes, FrameContext(sender: .client, extensionBits: .rsv1))
  }

  // MARK: What is wrong

  @Test(
    "What compressed data can break, with the place of the byte",
    arguments: [
      // A block of the kind 3, which DEFLATE does not have, after a whole block of one byte.
      (
        "c1 08 00 01 00 fe ff 61 06 00",
        ["text 8 = text ? from 8 not text (message.inflate-failed) !deflate.invalid-data@64-72"]
      ),
      // The length of a block without compression, and not its complement, in its last byte.
      (
        "c1 07 00 01 00 fe fe 61 00",
        ["text 7 = text ? from 7 not text (message.inflate-failed) !deflate.invalid-data@48-56"]
      ),
      // The data ends inside a block.
      (
        "c1 03 f2 48 cd",
        ["text 3 = text ? from 3 not text (message.inflate-failed) !deflate.incomplete-data@32-40"]
      ),
      // The same in two frames: it is seen at the end of the second.
      (
        "41 02 f2 48  80 01 cd",
        [
          "text+ 2",
          "continuation 1 = text ? in 2 from 3 not text (message.inflate-failed) "
            + "!deflate.incomplete-data@16-24",
        ]
      ),
      // The second frame has no byte at which to see it: the last of its header represents it.
      (
        "41 03 f2 48 cd  80 00",
        [
          "text+ 3",
          "continuation 0 = text ? in 2 from 3 not text (message.inflate-failed) "
            + "!deflate.incomplete-data@8-16",
        ]
      ),
      // The first frame shows it; the second is told that it cannot be read, and breaks nothing.
      (
        "41 02 06 00  80 01 00  c1 07 f2 48 cd c9 c9 07 00",
        [
          "text+ 2 !deflate.invalid-data@16-24",
          "continuation 1 = text ? in 2 from 3 not text (message.inflate-failed-before)",
          "text 7 = text 5 from 7 \"Hello\"",
        ]
      ),
      // The tail was not removed; the message is read anyway, and the next one too.
      (
        "c1 0b f2 48 cd c9 c9 07 00 00 00 ff ff  c1 05 f2 00 11 00 00",
        [
          "text 11 = text 5 from 11 \"Hello\" !deflate.tail@96-104",
          "text 5 = text 5 from 5 \"Hello\"",
        ]
      ),
      // A block with BFINAL 1 ends the data.
      (
        "c1 07 f3 48 cd c9 c9 07 00", ["text 7 = text 5 from 7 \"Hello\" !deflate.tail@64-72"]
      ),
    ])
  func wrong(bytes: String, lines: [String]) {
    expect(frames: lines, in: hex(bytes), .compressingServer)
  }

  @Test(
    "An inflated text that is not UTF-8 is told once, at the payload's first byte",
    arguments: [
      // Blocks without compression: "Hello", then ff.
      (
        "c1 11 00 05 00 fa ff 48 65 6c 6c 6f 00 01 00 fe ff ff 00",
        ["text 17 = text 6 from 17 not text 48656c6c6fff !text.not-utf8@16-24"]
      ),
      // The text ends inside a character, e4.
      (
        "c1 07 00 01 00 fe ff e4 00",
        ["text 7 = text 1 from 7 not text e4 !text.not-utf8@16-24"]
      ),
      // ff in the first frame, and again in the second.
      (
        "41 06 00 01 00 fe ff ff  80 07 00 01 00 fe ff ff 00",
        [
          "text+ 6 !text.not-utf8@16-24", "continuation 7 = text 2 in 2 from 13 not text ffff",
        ]
      ),
    ])
  func notUTF8(bytes: String, lines: [String]) {
    expect(frames: lines, in: hex(bytes), .compressingServer)
  }

  @Test("A message that was interrupted leaves nothing in the next one")
  func interrupted() {
    expect(
      frames: [
        "text+ 3", "text 7 = text 5 from 7 \"Hello\" !message.interrupted@4-8",
        "text 5 = text 5 from 5 \"Hello\"",
      ], in: hex("41 03 f2 48 cd  c1 07 f2 48 cd c9 c9 07 00  c1 05 f2 00 11 00 00"),
      .compressingServer)
  }

  // MARK: What is not known

  @Test("A reference to messages that were not seen is not the sender's fault")
  func missingContext() {
    // Two messages of "Hello" were sent, and the first was not seen.
    expect(
      frames: [
        "text 5 = text ? from 5 not text (message.inflate-failed)",
        "text 7 = text 5 from 7 \"Hello\"",
      ], in: hex("c1 05 f2 00 11 00 00  c1 07 f2 48 cd c9 c9 07 00"), .compressingServer)
  }

  @Test("After a handshake it is")
  func reachesBack() {
    let extensions = "Sec-WebSocket-Extensions: permessage-deflate"
    let inspector = ConnectionInspector()
    let events = inspector.events([
      .client(Head.request(extensions)),
      .server(Head.answer(extensions), hex("c1 05 f2 00 11 00 00")),
    ])
    let finding = events.compactMap(\.frame).flatMap(\.violations).first
    // The distance ends in byte 2 of the payload, 11, after a header of 2 bytes.
    #expect(finding?.statement.id == "deflate.invalid-data/reaches-back")
    #expect(finding?.bits == 32..<40)
  }

  @Test("Without the negotiation a compressed message is not inflated, and not judged")
  func notKnown() {
    expect(
      frames: [
        "text 7 = text ? perhaps from 7 not text (message.compression-unknown) "
          + "?frame.rsv-not-negotiated@1-2"
      ], in: hex("c1 07 f2 48 cd c9 c9 07 00"), FrameContext(sender: .server))
  }

  @Test(
    "Of a long message as much is kept as is asked for, and all of it is counted",
    arguments: [0, 1, 4, 5, 100])
  func kept(count: UInt64) {
    var attention = Attention()
    attention.keptByteCount = count
    let events = ConnectionInspector(
      assuming: .singleStream(.compressingServer), attention: attention
    )
    .events([.client(hex("c1 07 f2 48 cd c9 c9 07 00"))])
    let message = events.compactMap { $0.frame?.message }.first
    #expect(message?.byteCount == 5 && message?.isText == true)
    #expect(
      message?.content?.prefix(.max) == (count == 0 ? nil : Array("Hello".utf8.prefix(Int(count)))))
  }
}
