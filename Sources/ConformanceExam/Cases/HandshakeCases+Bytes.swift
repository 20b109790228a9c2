import WebSocketProtocol

// How a request is written, how it arrives, and what may be smuggled in it.

extension ExamCase {
  // MARK: - The syntax of heads

  static let headSyntax: [ExamCase] = [
    request(
      "space-before-colon", "A space before a colon makes a request be refused",
      section: "RFC 9112 §5.1", .refused([400])
    ) { $0.rename("Upgrade", "Upgrade ") },
    request(
      "folded", "A folded header is refused, or unfolded", section: "RFC 9112 §5.2",
      .either(note: "")
    ) {
      $0.set("Connection", rest: " keep-alive,\r\n Upgrade")
    },
    request(
      "line-feeds", "Lines may end with LF alone", section: "RFC 9112 §2.2", .either(note: "")
    ) {
      $0.lineEnd = "\n"
    },
    request(
      "blank-first", "Empty lines before a request should be ignored", section: "RFC 9112 §2.2",
      .either(note: "An empty line before a request was not ignored (RFC 9112 §2.2).")
    ) { $0.method = "\r\n" + $0.method },
    request(
      "line-without-colon", "A line without a colon makes a request be refused",
      section: "RFC 9112 §5",
      .betterRefused([400], note: "A header line without a colon was accepted.")
    ) { request in request.lines[1].rest += "\r\nno colon here" },
    request(
      "nul-in-value", "A NUL in a value is better refused", section: "RFC 9110 §5.5",
      .betterRefused([400], note: "A header value with NUL was accepted.")
    ) { $0.add("X-Exam", "a\0b") },
    request(
      "space-in-target", "A space in the target makes a request be refused",
      section: "RFC 9112 §3.2",
      .betterRefused([400], note: "A target with a space in it was accepted.")
    ) { $0.target += "a b" },
    request(
      "fragment-in-target", "A target with a # is better refused", section: "3",
      .betterRefused([400, 404], note: "A target with a # was accepted (§3).")
    ) { $0.target += "#part" },
    request(
      "latin-1", "A value with bytes above 127 is refused or ignored", section: "RFC 9110 §5.5",
      .either(note: "")
    ) {
      $0.add("X-Exam", "Grüße")
    },
    request(
      "empty-value", "An unknown header may be empty", section: "RFC 9110 §5.5",
      .either(note: "A request with an empty header was refused.")
    ) {
      $0.add("X-Exam", "")
    },
    request(
      "hundred-headers", "A hundred headers are accepted or refused", section: "RFC 9110 §5.4",
      .either(note: "")
    ) {
      for index in 1...100 { $0.add("X-Exam-\(index)", "value") }
    },
  ]

  // MARK: - Requests in pieces

  static let requestsInPieces: [ExamCase] = [
    opens(
      "bytewise", "A request that arrives byte by byte opens the connection", lesson: 8,
      cut: .bytes(1)),
    opens(
      "in-tens", "A request that arrives in pieces of ten bytes opens the connection", lesson: 8,
      cut: .bytes(10)),
    opens(
      "cut-first", "A request of which one byte arrives first opens the connection", lesson: 8,
      cut: .before(1)),
    cutAtEnd(1), cutAtEnd(2), cutAtEnd(3),
  ]

  /// Frames that arrive with the head.
  ///
  /// §4.1 has a client wait for the response, so a server may refuse them; what it takes, it must not
  /// lose.
  static let earlyFrames: [ExamCase] = [
    together("text", [.text("with the head")], needs: .echo),
    together("ping", [.ping("with the head")], needs: .opening),
    together("three", [.text("one"), .ping("two"), .text("three")], needs: .echo),
    together("long", [.binary(Payload.of(20_000))], needs: .echo),
    ExamCase(
      "handshake.with-half-frame", "Half of a frame in the packet of the head is kept",
      section: "4.2.2", needs: .echo, lesson: 8
    ) {
      let bytes = ExamFrame.text("in two halves").bytes(from: .client, key: MaskingKey(rawValue: 1))
      return [
        .open(Opening(pieces: [.bytes(Array(bytes[..<9]))])), .send([.bytes(Array(bytes[9...]))]),
        .expect([.message(.text, Array("in two halves".utf8))]),
      ]
    },
    ExamCase(
      "handshake.with-close", "A close frame in the packet of the head is answered",
      section: "4.2.2",
      lesson: 8
    ) { [.open(Opening(pieces: [.frame(.close(1000))])), .awaitClose(.code(1000))] },
  ].map {
    $0.lenient(
      "A client has to wait for the response before it sends frames (§4.1), so a server need not take "
        + "them.")
  }

  /// A request whose last bytes, parts of CR LF CR LF, arrive apart.
  private static func cutAtEnd(_ count: Int) -> ExamCase {
    ExamCase(
      "handshake.cut-end-\(count)",
      "A request opens the connection whose last \(count) bytes arrive later",
      section: "4.2.1", lesson: 8
    ) {
      [
        .open(Opening(cut: .beforeLast(count))), .send(.ping("open?")),
        .expect([.pong(Array("open?".utf8))]),
      ]
    }
  }

  private static func together(
    _ name: String, _ frames: [ExamFrame], needs: Set<Capability>
  ) -> ExamCase {
    ExamCase(
      "handshake.with-\(name)", "Frames in the packet of the head are not lost: \(name)",
      section: "4.2.2", needs: needs, lesson: 8
    ) {
      [
        .open(Opening(pieces: frames.map { .frame($0) })), .expect(Answer.expected(for: frames)),
      ]
    }
  }

  // MARK: - Requests that mean harm

  static let hostileRequests: [ExamCase] = [
    request(
      "content-length", "A request with a body is better refused", section: "RFC 9112 §6",
      .betterRefused([400], note: "A request with a body opened the connection.")
    ) {
      $0.add("Content-Length", "5")
      $0.body = Array("hello".utf8)
    },
    request(
      "chunked", "A request with a chunked body is better refused", section: "RFC 9112 §6.1",
      .betterRefused([400, 501], note: "A request with a chunked body opened the connection.")
    ) {
      $0.add("Transfer-Encoding", "chunked")
      $0.body = Array("0\r\n\r\n".utf8)
    },
    request(
      "length-and-chunked", "A request with Content-Length and Transfer-Encoding is better refused",
      section: "RFC 9112 §6.1",
      .betterRefused(
        [400, 501],
        note: "A request that two readers may split differently was accepted (RFC 9112 §6.1).")
    ) {
      $0.add("Content-Length", "5")
      $0.add("Transfer-Encoding", "chunked")
      $0.body = Array("0\r\n\r\n".utf8)
    },
    request(
      "two-content-lengths", "A request with two lengths is better refused",
      section: "RFC 9112 §6.3",
      .betterRefused(
        [400], note: "A request with two different lengths was accepted (RFC 9112 §6.3).")
    ) {
      $0.add("Content-Length", "0")
      $0.add("Content-Length", "5")
    },
    harmless(
      "garbage", "Bytes that are not HTTP", SplitMix(seed: 7).someBytes(300) + [13, 10, 13, 10]),
    harmless(
      "tls", "The beginning of a TLS handshake",
      [0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3] + SplitMix(seed: 8).someBytes(508)),
    harmless("nothing", "A connection on which nothing is sent", []),
    harmless("half-head", "Half of a request", Array("GET / HTTP/1.1\r\nHost: exam\r\nUpgr".utf8)),
    harmless(
      "line-ends", "A thousand line ends", Array(String(repeating: "\r\n", count: 1000).utf8)),
    harmless("http-2", "The preface of HTTP/2", Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)),
    harmless(
      "long-line", "A request line of 100,000 bytes",
      Array("GET /\(String(repeating: "a", count: 100_000)) HTTP/1.1\r\n\r\n".utf8)),
    harmless(
      "long-head", "A head of 1 MB that does not end",
      Array(
        "GET / HTTP/1.1\r\n\(String(repeating: "X-Exam: value value value value\r\n", count: 32_000))"
          .utf8)),
    harmless(
      "frames-first", "Frames without an opening handshake",
      ExamFrame.text("hello").bytes(from: .client, key: MaskingKey(rawValue: 5))),
  ]

  /// Bytes that need no answer, and after which another connection still opens.
  private static func harmless(_ id: String, _ title: String, _ bytes: [UInt8]) -> ExamCase {
    ExamCase("handshake.\(id)", title + " must not disturb another connection", section: "10.7") {
      [
        .open(Opening(outcome: .anything) { $0.raw = bytes }),
        .meanwhile([.send(.ping("alive?")), .expect([.pong(Array("alive?".utf8))])]),
        .abandon,
      ]
    }
  }
}
