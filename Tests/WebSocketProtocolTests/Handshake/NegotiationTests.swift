import Testing

@testable import WebSocketProtocol

/// One extension from the offer to the frames, at both ends and for an observer.
@Suite("Negotiating an extension")
struct NegotiationTests {
  private static let toy = ToyExtension()

  private static var request: ClientRequest {
    ClientRequest(
      host: "localhost", messageExtension: toy, extensions: [HandshakeExtension(name: "x-other")])
  }

  private static func client() throws -> ClientHandshake {
    try ClientHandshake(request, key: SecWebSocketKey("dGhlIHNhbXBsZSBub25jZQ=="))
  }

  private static func accepted(
    by toy: ToyExtension?, request: [UInt8]
  ) throws -> ServerHandshake.Accepted {
    var policy = ServerPolicy()
    policy.messageExtension = toy
    var handshake = ServerHandshake(policy)
    guard case .accept(let accepted) = handshake.receive(request) else {
      throw NotAccepted()
    }
    return accepted
  }

  private struct NotAccepted: Error {}

  @Test("what was agreed on transforms the messages at both ends")
  func fromOfferToFrames() throws {
    var client = try Self.client()
    let head = String(decoding: client.requestBytes, as: UTF8.self)
    #expect(head.contains("Sec-WebSocket-Extensions: x-double, x-other\r\n"))

    let accepted = try Self.accepted(by: Self.toy, request: client.requestBytes)
    let response = String(decoding: accepted.response, as: UTF8.self)
    #expect(response.contains("Sec-WebSocket-Extensions: x-double\r\n"))
    guard case .open(let opened) = client.receive(accepted.response) else {
      Issue.record("not opened")
      return
    }
    #expect(opened.extensions == [HandshakeExtension(name: "x-double")])
    #expect(opened.agreedExtension == accepted.agreedExtension)

    var server = Connection(accepted, randomness: ExampleKey())
    #expect(server.role == .server)
    try server.send(text: "ab")
    let bytes = server.takeBytesToSend()
    #expect(bytes == [0b1_010_0001, 4, 0x61, 0x61, 0x62, 0x62])
    var other = Connection(opened, randomness: ExampleKey())
    #expect(other.role == .client)
    #expect(other.events(receiving: bytes) == [.message(.text("ab"))])
  }

  @Test(
    "a server without the extension, or one that declines it, agrees on nothing",
    arguments: [nil, ToyExtension(listing: nil)])
  func declined(_ toy: ToyExtension?) throws {
    var client = try Self.client()
    let accepted = try Self.accepted(by: toy, request: client.requestBytes)
    #expect(accepted.agreedExtension == nil)
    guard case .open(let opened) = client.receive(accepted.response) else {
      Issue.record("not opened")
      return
    }
    #expect(opened.extensions.isEmpty && opened.agreedExtension == nil)
  }

  @Test(
    "an extension that was offered, but that this end does not use, is agreed on without effect")
  func unused() throws {
    var client = try Self.client()
    let answer = "x-other; level=2"
    guard
      case .open(let opened) = client.receive(
        Array(
          Example.response.with("\r\nSec-WebSocket-Protocol: chat", "")
            .adding("Sec-WebSocket-Extensions: \(answer)").utf8))
    else {
      Issue.record("not opened")
      return
    }
    #expect(opened.extensions.map(\.text) == [answer])
    #expect(opened.agreedExtension == nil)
  }

  @Test("a server is not asked about offers of other extensions, nor where there are none")
  func notOffered() throws {
    let request = Array(Example.request.adding("Sec-WebSocket-Extensions: x-other").utf8)
    #expect(try Self.accepted(by: Self.toy, request: request).agreedExtension == nil)
  }

  // MARK: - Observers

  private func report(_ answer: String, to offers: [String]?) -> HandshakeReport {
    let offer = offers.map {
      HandshakeOffer(
        key: "dGhlIHNhbXBsZSBub25jZQ==", subprotocols: ["chat"],
        extensions: $0.map { HandshakeExtension(name: $0) })
    }
    let head = Example.response.adding("Sec-WebSocket-Extensions: \(answer)")
    return HandshakeReport(
      judgingResponse: HTTPHead(parsing: Array(head.utf8)), to: offer, messageExtension: Self.toy)
  }

  private func verdict(_ report: HandshakeReport) -> Finding.Verdict? {
    report.findings.first { $0.rule == .extensionParameters }?.verdict
  }

  @Test("an observer judges the answer by the same object, also without the request")
  func observing() {
    #expect(verdict(report("x-double", to: ["x-double"])) == .kept)
    #expect(verdict(report("x-double; a", to: ["x-double"])) == .broken)
    #expect(verdict(report("x-double", to: nil)) == .undecided)
    #expect(verdict(report("x-double; a", to: nil)) == .broken)
    #expect(verdict(report("x-double", to: ["x-other"])) == .notApplicable)
    #expect(verdict(report("x-other", to: ["x-other"])) == .kept)
    #expect(verdict(report("x-other", to: nil)) == .undecided)
  }

  @Test("a report has the extension that was agreed on, where the answer is right")
  func agreed() {
    #expect(report("x-double", to: ["x-double"]).agreedExtension?.listing.text == "x-double")
    #expect(report("x-double", to: nil).agreedExtension?.listing.text == "x-double")
    #expect(report("x-double; a", to: nil).agreedExtension == nil)
    #expect(report("x-other", to: ["x-other"]).agreedExtension == nil)
  }
}
