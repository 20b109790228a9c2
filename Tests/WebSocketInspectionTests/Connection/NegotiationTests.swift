import Testing
import WebSocketInspection
import WebSocketProtocol

/// What the opening handshake agrees on, and how the frames after it are then read.
@Suite("What is negotiated")
struct NegotiationTests {
  private static let compressed = hex("c1 07 f2 48 cd c9 c9 07 00")

  @Test(
    "permessage-deflate and its parameters",
    arguments: [
      ("permessage-deflate", "deflate 15/15"),
      ("permessage-deflate; server_max_window_bits=10", "deflate 15/10"),
      ("permessage-deflate; client_max_window_bits=9; server_max_window_bits=8", "deflate 9/8"),
      ("permessage-deflate; server_no_context_takeover", "deflate 15/15*"),
      ("permessage-deflate; client_no_context_takeover", "deflate 15*/15"),
    ])
  func parameters(answer: String, line: String) {
    expect(
      [
        "opened", "client GET /chat", "server 101", "exchange accepted \(line)",
        "server text 7 = text 5 from 7 \"Hello\"", "ended open",
      ],
      of: [
        .client(
          Head.request("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits")),
        .server(Head.answer("Sec-WebSocket-Extensions: \(answer)"), Self.compressed),
      ])
  }

  @Test(
    "An answer that cannot be read, or is of another extension, leaves the bits unknown",
    arguments: [
      ("permessage-deflate; server_max_window_bits=99", "!handshake.extension-parameters"),
      ("permessage-deflate; mystery", "!handshake.extension-parameters"),
      ("permessage-deflate, permessage-deflate", "!handshake.extension-parameters"),
      ("x-scramble", "!handshake.extension-not-offered"),
      ("permessage-deflate, x-scramble", "!handshake.extension-not-offered"),
      ("permessage-deflate; =", "!handshake.extension-syntax"),
    ])
  func unknown(answer: String, finding: String) {
    expect(
      [
        "opened", "client GET /chat", "server 101 \(finding)", "exchange invalid unknown",
        "server text 7 = text ? perhaps from 7 not text (message.compression-unknown) "
          + "?frame.rsv-not-negotiated@1-2",
        "ended open",
      ],
      of: [
        .client(Head.request("Sec-WebSocket-Extensions: permessage-deflate")),
        .server(Head.answer("Sec-WebSocket-Extensions: \(answer)"), Self.compressed),
      ])
  }

  @Test("An extension that both ends know and we do not")
  func other() {
    expect(
      [
        "opened", "client GET /chat", "server 101", "exchange accepted unknown",
        "server text 0 = text 0 \"\" ?frame.rsv-not-negotiated@2-3", "ended open",
      ],
      of: [
        .client(Head.request("Sec-WebSocket-Extensions: x-scramble")),
        .server(Head.answer("Sec-WebSocket-Extensions: x-scramble"), hex("a1 00")),
      ])
  }

  @Test("permessage-deflate that was not offered is used anyway, and read")
  func notOffered() {
    expect(
      [
        "opened", "client GET /chat", "server 101 !handshake.extension-not-offered",
        "exchange invalid deflate 15/15", "server text 7 = text 5 from 7 \"Hello\"", "ended open",
      ],
      of: [
        .client(Head.request()),
        .server(
          Head.answer("Sec-WebSocket-Extensions: permessage-deflate"), Self.compressed),
      ])
  }

  @Test("An offer that is not taken negotiates nothing")
  func notTaken() {
    expect(
      [
        "opened", "client GET /chat", "server 101", "exchange accepted none",
        "server text 7 = text 7 not text f248cdc9c90700 !frame.rsv-not-negotiated@1-2 "
          + "!text.not-utf8@16-24",
        "ended open",
      ],
      of: [
        .client(Head.request("Sec-WebSocket-Extensions: permessage-deflate")),
        .server(Head.answer(), Self.compressed),
      ])
  }

  @Test("An answer whose request was not seen tells what it agrees on")
  func answerAlone() {
    expect(
      [
        "opened joined late", "server 101", "exchange accepted request unseen deflate 15/15",
        "server text 7 = text 5 from 7 \"Hello\"", "ended open",
      ],
      of: [.server(Head.answer("Sec-WebSocket-Extensions: permessage-deflate"), Self.compressed)],
      ConnectionInspector.Beginning(isFromStart: false))
  }

  @Test("Each direction has its own window and context")
  func directions() {
    let parameters = "permessage-deflate; client_no_context_takeover"
    // The second Hello refers to the first, which only the server's context still holds.
    let again = hex("f2 00 11 00 00")
    expect(
      [
        "opened", "client GET /chat", "server 101", "exchange accepted deflate 15*/15",
        "server text 7 = text 5 from 7 \"Hello\"", "server text 5 = text 5 from 5 \"Hello\"",
        "client text 7 = text 5 from 7 \"Hello\"",
        "client text 5 = text ? from 5 not text (message.inflate-failed) "
          + "!deflate.invalid-data@64-72",
        "ended open",
      ],
      of: [
        .client(Head.request("Sec-WebSocket-Extensions: permessage-deflate")),
        .server(
          Head.answer("Sec-WebSocket-Extensions: \(parameters)"), Self.compressed,
          frame(.text, again, bits: .rsv1)),
        .client(
          frame(.text, hex("f2 48 cd c9 c9 07 00"), bits: .rsv1, key: exampleKey),
          frame(.text, again, bits: .rsv1, key: exampleKey)),
      ])
  }

  // MARK: What the exchange tells

  @Test("An exchange tells who asked for what, and what was chosen")
  func exchange() throws {
    let events = ConnectionInspector().events([
      .client(
        Head.request(
          "Origin: https://example.org", "User-Agent: curl/8",
          "Sec-WebSocket-Protocol: mqtt, stomp",
          "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
          target: "http://example.com/a?b=c")),
      .server(
        Head.answer(
          "Server: nginx", "Sec-WebSocket-Protocol: stomp",
          "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=12")),
    ])
    let exchange = try #require(events.compactMap(\.exchange).first)
    #expect(exchange.outcome == .accepted && !exchange.isDescribed)
    #expect(exchange.host == "example.com" && exchange.resourceName == "/a?b=c")
    #expect(exchange.origin == "https://example.org" && exchange.userAgent == "curl/8")
    #expect(exchange.server == "nginx")
    #expect(exchange.offer?.subprotocols == ["mqtt", "stomp"])
    #expect(exchange.negotiation?.subprotocol == "stomp")
    #expect(exchange.negotiation?.extensionBits == .rsv1)
    #expect(
      exchange.negotiation?.extensions?.map(\.text) == [
        "permessage-deflate; client_max_window_bits=12"
      ])
    #expect(exchange.request?.side == .first && exchange.response?.side == .second)

    let opening = try #require(events.last?.summary?.opening)
    #expect(opening.concernsWebSocket && opening.isSeenAsBytes)
    #expect(opening.host == "example.com" && opening.resourceName == "/a?b=c")
    #expect(opening.origin == "https://example.org" && opening.userAgent == "curl/8")
    #expect(opening.server == "nginx" && opening.status == 101)
    #expect(opening.statusReason == "Switching Protocols")
    #expect(opening.offeredSubprotocols == ["mqtt", "stomp"] && opening.subprotocols == ["stomp"])
    #expect(
      opening.offeredExtensions == ["permessage-deflate; client_max_window_bits"])
    #expect(opening.extensions == ["permessage-deflate; client_max_window_bits=12"])
  }

  @Test("A wrong accept value is traced to the mistake that makes it")
  func mistake() {
    let events = ConnectionInspector().events([
      // SHA-1 of the key without the GUID, in Base64, as Python's hashlib computes it.
      .client(Head.request()), .server(Head.answer(accept: "hHLtf2V1k8aDQZfNjw3Ia1hCwt0=")),
    ])
    let finding = events.compactMap(\.exchange?.response).flatMap(\.violations).first
    #expect(finding?.rule.id == "handshake.accept")
    #expect(finding?.mistake?.id == "accept.no-guid")
  }
}
