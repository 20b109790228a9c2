import WebSocketProtocol

extension ExamCase {
  /// The TCP connection below: who ends it, what half of it means, floods, slow peers, several at once.
  static let connectionCases = ends + floods + slow + several

  private static let ping = ExamFrame.ping("alive?")
  private static let isAlive: [Step] = [.send(ping), .expect([.pong(ping.payload)])]

  /// A peer that goes without a closing handshake: the server should let the connection go too.
  private static let ends: [ExamCase] = [
    ExamCase("connection.end-after-open", "A client that ends TCP is let go", section: "7.1.5") {
      [.endSending, .awaitEnd(orNote: note)]
    },
    ExamCase(
      "connection.end-in-header", "A client that ends TCP in a frame's header is let go",
      section: "7.1.5"
    ) {
      [.send([.bytes([0x81])]), .endSending, .awaitEnd(orNote: note)]
    },
    ExamCase(
      "connection.end-in-payload", "A client that ends TCP in a frame's payload is let go",
      section: "7.1.5"
    ) {
      [.send([.bytes([0x81, 0x85, 1, 2, 3, 4, 5])]), .endSending, .awaitEnd(orNote: note)]
    },
    ExamCase(
      "connection.end-in-message", "A client that ends TCP between two fragments is let go",
      section: "7.1.5"
    ) {
      [.send(.text("Hel", isFinal: false)), .endSending, .awaitEnd(orNote: note)]
    },
    ExamCase(
      "connection.end-in-head", "A client that ends TCP within its request is let go",
      section: "7.1.5", needs: []
    ) {
      [
        .open(Opening(outcome: .anything) { $0.isCut = true }), .pause(.milliseconds(20)),
        .endSending,
        .awaitEnd(orNote: note),
      ]
    },
    ExamCase(
      "connection.half-close-after-close",
      "A close frame is answered though the client has ended its direction",
      section: "7.1.1"
    ) { [.send(.close(1000)), .endSending, .awaitClose(.code(1000)), .awaitEnd(orNote: nil)] }
    .lenient(
      "A client that closed waits for the server to end TCP (§7.1.1), so this is not what a server expects."
    ),
    ExamCase(
      "connection.half-close-after-text",
      "What came before the end of the client's direction may be answered",
      section: "7.1.5", needs: .echo
    ) {
      let text = ExamFrame.text("and then silence")
      return [.send(text), .endSending, .takes([text]), .awaitEnd(orNote: note)]
    },
    reset("after-open", []), reset("in-frame", [.send([.bytes([0x82, 0xfe, 0x10, 0, 1, 2, 3])])]),
    reset("in-message", [.send(.text("Hel", isFinal: false))]),
    reset("after-text", [.send(.text("nobody waits for this"))]),
    reset("after-close", [.send(.close(1000))]),
    ExamCase(
      "connection.twenty-aborted", "Twenty connections that end at once disturb no other",
      section: "10.4"
    ) {
      (0..<20).map { _ in .meanwhile([.reset]) } + isAlive
    },
    ExamCase(
      "connection.thirty-in-a-row", "Thirty connections open and close one after another",
      section: "7.1.1"
    ) {
      (0..<30).map { _ in .meanwhile([.close([0x03, 0xe8], .code(1000))]) } + isAlive
    },
  ]

  private static let note = "The server kept a connection that its client had ended."

  private static func reset(_ name: String, _ steps: [Step]) -> ExamCase {
    ExamCase(
      "connection.reset-\(name)", "A client that resets TCP disturbs no other connection",
      section: "7.1.5"
    ) { steps + [.reset, .meanwhile(isAlive)] }
  }

  private static let floods: [ExamCase] = [
    ExamCase(
      "connection.ping-flood", "Two thousand pings at once: the last is answered", section: "5.5.3"
    ) {
      let pings = (1...2000).map { ExamFrame.ping("flood \($0)") }
      return [.send(pings.map { .frame($0) }), .expectLast(.pong(Array("flood 2000".utf8)))]
    },
    ExamCase(
      "connection.pong-flood", "Two thousand pongs need no answer, and a ping after them does",
      section: "5.5.3"
    ) {
      [.send((1...2000).map { .frame(.pong("flood \($0)")) })] + isAlive
    },
    ExamCase(
      "connection.empty-frames", "Ten thousand empty fragments make one message", section: "5.4",
      needs: .echo
    ) {
      let frames =
        [ExamFrame.binary([], isFinal: false)]
        + Array(repeating: .continuation([], isFinal: false), count: 10_000) + [.continuation([1])]
      return [.send(frames.map { .frame($0) }), .expectUnlessTooLarge([.message(.binary, [1])])]
    },
    ExamCase(
      "connection.thousand-texts", "A thousand texts in one piece come back in their order",
      section: "5.4", needs: .echo
    ) {
      let texts = (1...1000).map { ExamFrame.text("text \($0)") }
      return [.send(texts.map { .frame($0) }), .expect(Answer.expected(for: texts))]
    },
  ]

  private static let slow: [ExamCase] = [
    ExamCase(
      "connection.slow-reader", "A client that reads late gets a long message whole",
      section: "5.2", needs: .echo
    ) {
      let message = ExamFrame(.binary, Payload.of(900_000))
      return [
        .read(false), .send(message), .pause(.milliseconds(300)), .read(true),
        .expectUnlessTooLarge([.message(.binary, message.payload)]),
      ]
    },
    ExamCase(
      "connection.slow-reader-of-many", "A client that reads late gets two hundred messages",
      section: "5.2", needs: .echo
    ) {
      let messages = (1...200).map { _ in ExamFrame(.binary, Payload.of(3000)) }
      return [
        .read(false), .send(messages.map { .frame($0) }), .pause(.milliseconds(300)), .read(true),
        .expect(Answer.expected(for: messages)),
      ]
    },
    ExamCase(
      "connection.others-go-on", "A client that does not read keeps no other waiting",
      section: "10.4", needs: .echo
    ) {
      [
        .read(false), .send((1...300).map { _ in .frame(.binary(Payload.of(3000))) }),
        .meanwhile(isAlive), .abandon,
      ]
    },
    ExamCase(
      "connection.slow-sender", "A frame comes back whose bytes arrive every 40 ms", section: "5.2",
      needs: .echo
    ) {
      let bytes = ExamFrame.text("slowly").bytes(from: .client, key: MaskingKey(rawValue: 9))
      return bytes.flatMap { [Step.send([.bytes([$0])]), .pause(.milliseconds(40))] }
        + [.expect([.message(.text, Array("slowly".utf8))])]
    },
    ExamCase(
      "connection.idle", "A connection that is silent for a second stays open", section: "5.5.2"
    ) {
      [.pause(.milliseconds(1000))] + isAlive
    },
  ]

  private static let several: [ExamCase] = [
    ExamCase(
      "connection.two-messages", "Two connections have messages of their own, half sent on one",
      section: "5.4", needs: .echo
    ) {
      let text = ExamFrame.text("on the other connection")
      return [
        .send(.text("on the ", isFinal: false)), .meanwhile([.send(text), .echoes(text)]),
        .send(.continuation("first")), .expect([.message(.text, Array("on the first".utf8))]),
      ]
    },
    ExamCase(
      "connection.two-fragmented", "Two connections have fragmented messages at the same time",
      section: "5.4", needs: .echo
    ) {
      [
        .send(.text("a1", isFinal: false)),
        .meanwhile([
          .send(.binary([1], isFinal: false)), .send(.continuation([2])),
          .expect([.message(.binary, [1, 2])]),
        ]),
        .send(.continuation("a2")), .expect([.message(.text, Array("a1a2".utf8))]),
      ]
    },
    ExamCase(
      "connection.two-half-frames", "Half of a frame on one connection does not hold up another",
      section: "5.2", needs: .echo
    ) {
      let bytes = ExamFrame.text("in two halves").bytes(from: .client, key: MaskingKey(rawValue: 3))
      let text = ExamFrame.text("whole")
      return [
        .send([.bytes(Array(bytes[..<8]))]), .meanwhile([.send(text), .echoes(text)]),
        .send([.bytes(Array(bytes[8...]))]),
        .expect([.message(.text, Array("in two halves".utf8))]),
      ]
    },
    ExamCase(
      "connection.half-character",
      "Half of a character on one connection is not completed by another", section: "8.1",
      needs: .echo
    ) {
      [
        .send(.text(bytes: [0xe2, 0x82], isFinal: false)),
        .meanwhile([.send(.text("ok")), .expect([.message(.text, Array("ok".utf8))])]),
        .send(.continuation([0xac])), .expect([.message(.text, Array("€".utf8))]),
      ]
    },
    ExamCase("connection.close-one", "Closing one connection leaves another open", section: "7.1.1")
    {
      [.meanwhile([.close([0x03, 0xe8], .code(1000))])] + isAlive
    },
    ExamCase("connection.fail-one", "Failing one connection leaves another open", section: "7.1.7")
    {
      [.meanwhile([.send(ExamFrame(Opcode(inFirstByte: 3))), .fails([1002])])] + isAlive
    },
    ExamCase(
      "connection.own-messages", "A message comes back on its own connection only", section: "5.4",
      needs: .echo
    ) {
      let text = ExamFrame.text("mine")
      return [
        .meanwhile([.send(text), .echoes(text)]), .send(ping), .expect([.pong(ping.payload)]),
      ]
    },
  ]
}
