import Testing
import WebSocketInspection
import WebSocketProtocol

/// Bytes of which it is not said which end sent them: pasted ones, or a file.
@Suite("One stream of bytes")
struct SingleStreamTests {
  private static let compression = "Sec-WebSocket-Extensions: permessage-deflate"
  private static let compressed = hex("c1 07 f2 48 cd c9 c9 07 00")

  @Test("A request's head, and the client's frames")
  func request() {
    expect(
      [
        "opened", "client GET /chat", "client text 5 = text 5 \"Hello\"", "exchange unanswered",
        "ended open",
      ], of: [.client(Head.request(), text("Hello", key: exampleKey))],
      assuming: .singleStream(.unknown), cutsInHeads: true)
  }

  @Test("A response's head, and the server's frames by what it agrees on")
  func response() {
    expect(
      [
        "opened", "server 101", "exchange accepted request unseen deflate 15/15",
        "server text 7 = text 5 from 7 \"Hello\"", "ended open",
      ], of: [.client(Head.answer(Self.compression), Self.compressed)],
      assuming: .singleStream(.unknown))
  }

  @Test("Both heads: it is not known whose frames follow")
  func both() {
    expect(
      [
        "opened", "client GET /chat", "server 101", "exchange accepted deflate 15/15",
        "first text 7 = text 5 from 7 \"Hello\" ?mask.client-unmasked@8-9", "ended open",
      ],
      of: [.client(Head.request(Self.compression), Head.answer(Self.compression), Self.compressed)],
      assuming: .singleStream(.unknown))
    expect(
      [
        "opened", "client GET /chat", "server 101", "exchange accepted deflate 15/15",
        "server text 7 = text 5 from 7 \"Hello\"", "ended open",
      ],
      of: [.client(Head.request(Self.compression), Head.answer(Self.compression), Self.compressed)],
      assuming: .singleStream(FrameContext(sender: .server)))
  }

  @Test(
    "What is said counts more than what the heads say",
    arguments: [
      // permessage-deflate is said to be there, and was not negotiated.
      (FrameContext.compressingServer, [Head.answer()], "server text 7 = text 5 from 7 \"Hello\""),
      // It is said not to be there, and was negotiated.
      (
        FrameContext.server, [Head.answer("Sec-WebSocket-Extensions: permessage-deflate")],
        "server text 7 = text 7 not text f248cdc9c90700 !frame.rsv-not-negotiated@1-2 "
          + "!text.not-utf8@16-24"
      ),
    ])
  func outranked(context: FrameContext, heads: [[UInt8]], line: String) {
    let events = ConnectionInspector(assuming: .singleStream(context))
      .events([.client(heads.flatMap { $0 }, Self.compressed)])
    #expect(events.compactMap(\.frame).map { "server \($0.line)" } == [line])
  }

  @Test("The parameters that the heads tell are used where the bits are only said again")
  func parameters() {
    // The second Hello refers to the first, which this server's context does not keep.
    let answer = Head.answer("\(Self.compression); server_no_context_takeover")
    let events = ConnectionInspector(assuming: .singleStream(.compressingServer))
      .events([.client(answer, Self.compressed, hex("c1 05 f2 00 11 00 00"))])
    #expect(
      events.compactMap(\.frame).flatMap(\.violations).map(\.statement.id) == [
        "deflate.invalid-data/reaches-back"
      ])
  }

  @Test("A frame's place counts from the stream's first byte, heads included")
  func places() {
    let (request, answer) = (Head.request(), Head.answer())
    let heads = request.count + answer.count
    for cut in Cut.everywhere([.client(request, answer, text("a"), text("b"))], inHeads: true) {
      let frames = ConnectionInspector(assuming: .singleStream(.unknown)).events(cut.steps)
        .compactMap(\.frame)
      #expect(frames.map(\.record.offset) == [UInt64(heads), UInt64(heads + 3)], "\(cut.name)")
      #expect(frames.map(\.record.number) == [1, 2], "\(cut.name)")
    }
  }

  @Test(
    "What is not a head is a frame, at every cut",
    arguments: [
      ("47", "opcode-7+ 0 of ? !frame.rsv-not-negotiated@1-2 !frame.opcode-reserved@4-8"),
      (
        "47 45 54", "opcode-7+ 1 of 69 !frame.rsv-not-negotiated@1-2 !frame.opcode-reserved@4-8"
      ),
      ("16 03 01 02", "opcode-6+ 2 of 3 !frame.rsv-not-negotiated@3-4 !frame.opcode-reserved@4-8"),
      (
        "50 52 49 20",
        "continuation+ 2 of 82 !frame.rsv-not-negotiated@1-2 !frame.rsv-not-negotiated@3-4 "
          + "!message.continuation-without-start@4-8"
      ),
      ("0a 01 0a", "pong+ 1 !frame.control-fragmented@0-1"),
    ])
  func notHead(bytes: String, line: String) {
    expect(frames: [line], in: hex(bytes), .server)
  }

  @Test("A head that breaks off is told, from its method on")
  func unfinished() {
    let head = Array(Head.request().dropLast(2))
    for count in 4...head.count {
      let events = ConnectionInspector(assuming: .singleStream(.unknown))
        .events([.client(Array(head[..<count]))])
      let lines = Account(events).lines
      #expect(lines.count > 1 && lines[1].contains(" unfinished "), "\(count): \(lines)")
    }
  }
}
