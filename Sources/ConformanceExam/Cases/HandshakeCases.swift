import WebSocketProtocol

extension ExamCase {
  /// The opening handshake, §4.2: what a server accepts, what it refuses, and what it answers.
  static let handshakeCases =
    acceptValues + accepted + refused + versions + headSyntax + requestsInPieces + earlyFrames
    + subprotocols + hostileRequests

  /// A request that must open the connection, on which a ping is answered.
  static func opens(
    _ id: String, _ title: String, section: String = "4.2.1", isJudged: Bool = true,
    lesson: Int? = nil, cut: Cut = .whole,
    _ change: @escaping @Sendable (inout RequestText) -> Void = { _ in }
  ) -> ExamCase {
    ExamCase("handshake.\(id)", title, section: section, lesson: lesson) {
      [
        .open(Opening(isJudged: isJudged, cut: cut, change: change)), .send(.ping("open?")),
        .expect([.pong(Array("open?".utf8))]),
      ]
    }
  }

  /// A request that is to be refused, or may be.
  static func request(
    _ id: String, _ title: String, section: String = "4.2.1", needs: Set<Capability> = .opening,
    _ outcome: Opening.Outcome, _ change: @escaping @Sendable (inout RequestText) -> Void
  ) -> ExamCase {
    ExamCase("handshake.\(id)", title, section: section, needs: needs) {
      [.open(Opening(outcome: outcome, change: change)), .abandon]
    }
  }

  // MARK: - The accept value

  private static let acceptValues: [ExamCase] = [
    accept("accept-random", "The accept value proves that the server has read the key") { _ in },
    accept("accept-sample", "The accept value for the key of the RFC's example is right") {
      $0.set("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
    },
    accept("accept-signs", "The accept value for a key with + and / is right") {
      $0.set("Sec-WebSocket-Key", "+/+/+/+/+/+/+/+/+/+/+w==")
    },
    accept("accept-zeros", "The accept value for a key of 16 zero bytes is right") {
      $0.set("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA==")
    },
    accept("accept-spaces", "Spaces around the key do not belong to it") { request in
      request.value(of: "Sec-WebSocket-Key").map {
        request.set("Sec-WebSocket-Key", rest: "   \($0)  ")
      }
    },
    accept("accept-tab", "A tab before the key does not belong to it") { request in
      request.value(of: "Sec-WebSocket-Key").map {
        request.set("Sec-WebSocket-Key", rest: "\t\($0)")
      }
    },
    accept("accept-no-space", "A key right after the colon is read") { request in
      request.value(of: "Sec-WebSocket-Key").map { request.set("Sec-WebSocket-Key", rest: $0) }
    },
    ExamCase(
      "handshake.accept-twice", "Two connections get accept values of their own", section: "4.2.2",
      lesson: 1
    ) {
      let open = Step.open(Opening(isJudged: true))
      return [open, .meanwhile([open]), .meanwhile([open])]
    },
  ]

  private static func accept(
    _ id: String, _ title: String, _ change: @escaping @Sendable (inout RequestText) -> Void
  ) -> ExamCase {
    ExamCase("handshake.\(id)", title, section: "4.2.2", needs: [], lesson: 1) {
      [.open(Opening(isJudged: true, change: change))]
    }
  }

  // MARK: - What must be accepted

  private static let accepted: [ExamCase] = [
    opens("plain", "A plain request opens the connection"),
    opens("names-lower", "Header names in lower case are the same", section: "4.2.1") {
      $0.lines = $0.lines.map { ($0.name.lowercased(), $0.rest) }
    },
    opens("names-upper", "Header names in upper case are the same") {
      $0.lines = $0.lines.map { ($0.name.uppercased(), $0.rest) }
    },
    opens("upgrade-case", "Upgrade: WebSocket is the same as websocket") {
      $0.set("Upgrade", "WebSocket")
    },
    opens("upgrade-upper", "Upgrade: WEBSOCKET is the same as websocket") {
      $0.set("Upgrade", "WEBSOCKET")
    },
    opens("connection-lower", "Connection: upgrade is the same as Upgrade") {
      $0.set("Connection", "upgrade")
    },
    opens("connection-list", "Connection: keep-alive, Upgrade is a list, as Firefox sends it") {
      $0.set("Connection", "keep-alive, Upgrade")
    },
    opens("connection-list-first", "Connection: Upgrade, keep-alive is a list too") {
      $0.set("Connection", "Upgrade, keep-alive")
    },
    opens("connection-list-tight", "Connection: keep-alive,Upgrade needs no space") {
      $0.set("Connection", "keep-alive,Upgrade")
    },
    opens(
      "connection-twice", "A list may be in two headers of the same name", section: "RFC 9110 §5.3"
    ) {
      $0.set("Connection", "keep-alive")
      $0.add("Connection", "Upgrade")
    },
    opens("spaces", "Spaces around values do not belong to them", section: "RFC 9112 §5") {
      $0.lines = $0.lines.map { ($0.name, "  " + $0.rest + " \t ") }
    },
    opens("no-spaces", "No space is needed after a colon", section: "RFC 9112 §5") {
      $0.lines = $0.lines.map { ($0.name, String($0.rest.dropFirst())) }
    },
    opens("order", "The order of headers means nothing", section: "RFC 9110 §5.3") {
      $0.lines.reverse()
    },
    opens("unknown-headers", "Unknown headers are ignored") {
      for index in 1...20 { $0.add("X-Exam-\(index)", "value \(index)") }
    },
    opens("cookie", "A cookie of 3,000 bytes is no obstacle") {
      $0.add("Cookie", "session=" + String(repeating: "c", count: 3000))
    },
    opens("browser", "The headers of a browser are accepted") {
      $0.add("Pragma", "no-cache")
      $0.add("Cache-Control", "no-cache")
      $0.add("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36")
      $0.add("Accept-Encoding", "gzip, deflate, br")
      $0.add("Accept-Language", "en-US,en;q=0.9")
      $0.add("Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits")
    },
    ExamCase(
      "handshake.many-connections", "Eight connections are open at the same time", section: "4.2"
    ) {
      let ping: [Step] = [.send(.ping("me")), .expect([.pong(Array("me".utf8))])]
      return (0..<8).reduce(ping) { steps, _ in [.meanwhile(steps)] + ping }
    },
    request(
      "absolute-target", "A target may be a whole URL", section: "RFC 9112 §3.2.2",
      .either(note: "A request whose target is a whole URL was refused (RFC 9112 §3.2.2).")
    ) { request in
      let host = request.value(of: "Host") ?? ""
      request.target = "http://\(host)\(request.target)"
    },
    request(
      "query", "A target may have a query", .either(note: "A target with a query was refused.")
    ) {
      $0.target += ($0.target.contains("?") ? "&" : "?") + "exam=1&b=%20"
    },
  ]

  // MARK: - What must be refused

  private static let refused: [ExamCase] =
    ["POST", "PUT", "HEAD", "OPTIONS", "get", "DELETE"].map { method in
      request(
        "method-\(method)", "The method \(method) opens no connection: only GET does",
        .refused([400, 405, 501, 404])
      ) { $0.method = method }
    } + [
      request("http-1.0", "HTTP/1.0 opens no connection", .refused([400, 426, 505])) {
        $0.version = "HTTP/1.0"
      },
      request(
        "http-0.9", "A request line without a version opens no connection", .refused([400, 505])
      ) {
        $0.version = ""
      },
      missing("host", "Host"), missing("upgrade", "Upgrade"), missing("connection", "Connection"),
      missing("key", "Sec-WebSocket-Key"),
      request("upgrade-other", "Upgrade: h2c opens no connection", .refused([400, 426, 404, 200])) {
        $0.set("Upgrade", "h2c")
      },
      request(
        "upgrade-part", "Upgrade: websocket2 opens no connection", .refused([400, 426, 404, 200])
      ) {
        $0.set("Upgrade", "websocket2")
      },
      request(
        "connection-other", "Connection: keep-alive opens no connection",
        .refused([400, 426, 404, 200])
      ) {
        $0.set("Connection", "keep-alive")
      },
      request(
        "connection-part", "Connection: upgraded opens no connection",
        .refused([400, 426, 404, 200])
      ) {
        $0.set("Connection", "upgraded")
      },
      request("plain-http", "A plain HTTP request opens no connection", .refused([])) {
        for name in ["Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version"] {
          $0.remove(name)
        }
      },
      request(
        "host-twice", "A request with two different Host headers is refused",
        section: "RFC 9112 §3.2", .refused([400])
      ) { $0.add("Host", "other.example") },
      key("key-short", "A key of 15 bytes", "AAECAwQFBgcICQoLDA0O"),
      key("key-long", "A key of 17 bytes", "AAECAwQFBgcICQoLDA0ODxA="),
      key("key-not-base64", "A key that is not Base64", "not a key, not at all!!!"),
      key("key-empty", "An empty key", ""),
      key("key-unpadded", "A key without its ==", "AAECAwQFBgcICQoLDA0ODw"),
      request(
        "key-twice", "Two different keys are better refused", section: "11.3.1",
        .betterRefused([400], note: "A request with two keys was accepted (§11.3.1).")
      ) { $0.add("Sec-WebSocket-Key", "AAECAwQFBgcICQoLDA0ODw==") },
      request(
        "key-not-canonical", "The key that §4.1 prints has a stray bit; a server may take it",
        .either(note: "")
      ) { $0.set("Sec-WebSocket-Key", "AQIDBAUGBwgJCgsMDQ4PEC==") },
    ]

  private static func missing(_ id: String, _ name: String) -> ExamCase {
    request("no-\(id)", "A request without \(name) is refused", .refused([400, 426, 404, 200])) {
      $0.remove(name)
    }
  }

  /// §4.2.2 lets a server take a key that it does not decode.
  private static func key(_ id: String, _ title: String, _ key: String) -> ExamCase {
    request(
      id, title + " is better refused",
      .betterRefused(
        [400], note: "A key that does not encode 16 bytes was accepted; §4.2.2 leaves that open.")
    ) { $0.set("Sec-WebSocket-Key", key) }
  }

  // MARK: - Versions

  private static let versions: [ExamCase] =
    ["0", "12", "14", "99", "255"].map { version in
      ExamCase(
        "handshake.version-\(version)",
        "Version \(version) is refused, and the refusal names the version 13", section: "4.4"
      ) {
        let opening = Opening(outcome: .refused([426, 400])) {
          $0.set("Sec-WebSocket-Version", version)
        }
        return [
          .open(opening.with { $0.refusalNames = ("Sec-WebSocket-Version", "13") }), .abandon,
        ]
      }
    }
    + ["7", "8"].map { version in
      request(
        "version-\(version)", "Version \(version), a draft's, may be supported", section: "4.4",
        .either(note: "")
      ) { $0.set("Sec-WebSocket-Version", version) }
    } + [
      request(
        "no-version", "A request without a version is refused", section: "4.2.1",
        .refused([400, 426])
      ) {
        $0.remove("Sec-WebSocket-Version")
      },
      request(
        "version-empty", "An empty version is refused", section: "4.2.1", .refused([400, 426])
      ) {
        $0.set("Sec-WebSocket-Version", "")
      },
      request("version-word", "A version that is not a number is refused", .refused([400, 426])) {
        $0.set("Sec-WebSocket-Version", "thirteen")
      },
      request(
        "version-zero-13", "The version 013 is better refused", section: "4.3",
        .betterRefused([400, 426], note: "The version 013 was taken for 13 (§4.3).")
      ) { $0.set("Sec-WebSocket-Version", "013") },
      request(
        "version-twice", "Two versions are better refused", section: "11.3.5",
        .betterRefused([400, 426], note: "A request with two versions was accepted (§11.3.5).")
      ) { $0.add("Sec-WebSocket-Version", "8") },
    ]

  // MARK: - Subprotocols and extensions

  private static let subprotocols: [ExamCase] = [
    offer(
      "subprotocol-unknown",
      "A subprotocol that the server does not know is not agreed on, or the one that was offered",
      "Sec-WebSocket-Protocol", ["exam.example"]),
    offer(
      "subprotocol-list", "Of several subprotocols, at most one is answered",
      "Sec-WebSocket-Protocol", ["exam.one, exam.two,exam.three"]),
    offer(
      "subprotocol-two-headers", "Subprotocols may be in two headers", "Sec-WebSocket-Protocol",
      ["exam.one", "exam.two"]),
    offer(
      "subprotocol-empty-member", "An empty member of a list is ignored", "Sec-WebSocket-Protocol",
      ["exam.one,, exam.two"]),
    offer(
      "subprotocol-case", "Subprotocols are compared with their case", "Sec-WebSocket-Protocol",
      ["CHAT, Chat"]),
    offer(
      "extension-unknown", "An extension that the server does not know is not answered",
      "Sec-WebSocket-Extensions", ["x-exam; a=1; b"]),
    offer(
      "extension-quoted", "A quoted parameter is read", "Sec-WebSocket-Extensions",
      ["x-exam; a=\"1\""]),
    offer(
      "extension-list", "Unknown extensions in a list are not answered", "Sec-WebSocket-Extensions",
      ["x-one, x-two; p, x-three"]),
    offer(
      "extension-two-headers", "Extensions may be in two headers", "Sec-WebSocket-Extensions",
      ["x-one", "x-two"]),
    offer("origin", "An unknown origin is accepted or refused", "Origin", ["https://exam.example"]),
    offer("origin-null", "The origin null is accepted or refused", "Origin", ["null"]),
    request(
      "extension-malformed", "A malformed list of extensions is better refused", section: "9.1",
      .betterRefused([400], note: "A malformed Sec-WebSocket-Extensions was accepted (§9.1).")
    ) { $0.add("Sec-WebSocket-Extensions", "x-exam;;; =, ;") },
    request(
      "subprotocol-malformed", "A subprotocol that is not a token is better refused",
      section: "11.3.4",
      .betterRefused([400], note: "A subprotocol that is not a token was accepted (§11.3.4).")
    ) { $0.add("Sec-WebSocket-Protocol", "a b, {c}") },
  ]

  private static func offer(
    _ id: String, _ title: String, _ name: String, _ values: [String]
  ) -> ExamCase {
    ExamCase("handshake.\(id)", title, section: name == "Origin" ? "10.2" : "4.2.2") {
      [
        .open(
          Opening(outcome: .either(note: ""), isJudged: true) { request in
            request.remove(name)
            for value in values { request.add(name, value) }
          })
      ]
    }
  }
}
