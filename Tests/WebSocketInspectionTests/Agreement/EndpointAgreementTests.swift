import PerMessageDeflate
import TestSupport
import Testing
import WebSocketInspection

@testable import WebSocketProtocol

/// The endpoint stops at the first violation and the inspector at none; up to there they agree.
@Suite("The endpoint and the inspector agree")
struct EndpointAgreementTests {
  struct Setting: CustomTestStringConvertible, Sendable {
    let sender: Role
    /// The parameters of permessage-deflate; nil where it was not negotiated.
    let deflate: String?
    let wrongPerMille: Int

    var testDescription: String {
      "\(sender.rawValue), \(deflate ?? "no extension"), \(wrongPerMille) of 1000 wrong"
    }

    var agreement: DeflateAgreement? {
      get throws {
        try deflate.flatMap { try Negotiation(response: HTTPHead(parsing: answer($0))).deflate }
      }
    }

    private func answer(_ parameters: String) throws -> [UInt8] {
      Head.answer("Sec-WebSocket-Extensions: \(parameters)")
    }

    var heads: [Step] {
      guard let deflate else { return [.client(Head.request()), .server(Head.answer())] }
      let offer = "permessage-deflate; server_no_context_takeover; client_max_window_bits"
      return [
        .client(Head.request("Sec-WebSocket-Extensions: permessage-deflate, \(offer)")),
        .server(Head.answer("Sec-WebSocket-Extensions: \(deflate)")),
      ]
    }
  }

  static let settings: [Setting] = Role.allCases.flatMap { sender in
    [
      nil, "permessage-deflate", "permessage-deflate; server_no_context_takeover",
      "permessage-deflate; client_max_window_bits=9",
    ].flatMap { deflate in
      [0, 20, 150].map { Setting(sender: sender, deflate: deflate, wrongPerMille: $0) }
    }
  }

  /// What both tell of frames, in order.
  private enum Told: Hashable {
    case message(Opcode, [UInt8])
    case ping([UInt8])
    case pong([UInt8])
    case close(ClosePayload)
  }

  /// An endpoint that receives, and what it made of it.
  private struct Endpoint {
    var told: [Told] = []
    var received: [ObservedFrame] = []
    var sent: [ObservedFrame] = []
    var sentBytes: [UInt8] = []
    var failure: ConnectionFailure?
    /// How many pieces it took before it stopped reading.
    var pieceCount = 0

    init(_ setting: Setting, _ pieces: [[UInt8]]) throws {
      var settings = ConnectionSettings()
      settings.observesFrames = true
      let role = setting.sender.peer
      var connection = Connection(
        role: role,
        messageExtension: try setting.agreement.map { DeflateExtension(role: role, agreement: $0) },
        settings: settings, randomness: SeededGenerator(seed: 1))
      for piece in pieces {
        pieceCount += 1
        connection.receive(piece)
        while let event = connection.nextEvent() { take(event) }
        sentBytes += connection.takeBytesToSend()
        if failure != nil { return }
        if case .close? = told.last { return }
      }
    }

    private mutating func take(_ event: ConnectionEvent) {
      switch event {
      case .message(let message): told.append(.message(message.opcode, message.payload))
      case .ping(let payload): told.append(.ping(payload))
      case .pong(let payload): told.append(.pong(payload))
      case .closeReceived(let payload): told.append(.close(payload))
      case .failed(let failure): self.failure = failure
      case .frameReceived(let frame): received.append(frame)
      case .frameSent(let frame): sent.append(frame)
      case .ended: break
      }
    }
  }

  private static var attention: Attention {
    var attention = Attention()
    attention.keptByteCount = .max
    attention.recordByteCount = .max
    return attention
  }

  /// The frames that one end has sent, as an inspector sees their bytes.
  private func frames(
    in pieces: [[UInt8]], from sender: Role, _ setting: Setting
  ) -> [InspectedFrame] {
    let steps = pieces.map { sender == .client ? Step.client($0) : .server($0) }
    let resources = InspectionResources(store: PayloadStore(over: FakeStorage()))
    return ConnectionInspector(attention: Self.attention, resources: resources)
      .events(setting.heads + steps).compactMap(\.frame)
  }

  private func told(_ frame: InspectedFrame) -> [Told] {
    if let message = frame.message {
      return [.message(message.opcode, message.content?.prefix(.max) ?? [])]
    }
    guard frame.record.isComplete else { return [] }
    switch frame.record.header?.opcode {
    case .ping?: return [.ping(frame.record.unmaskedHead)]
    case .pong?: return [.pong(frame.record.unmaskedHead)]
    case .close?: return [.close(frame.close ?? ClosePayload())]
    default: return []
    }
  }

  /// The findings for which an endpoint fails the connection.
  ///
  /// It waits for all of a header and for all of a control frame, which the end of the input may cut.
  private func failures(_ frame: InspectedFrame) -> [Finding] {
    let failures = frame.violations.filter { $0.rule.closeCode != nil }
    guard !frame.record.isComplete else { return failures }
    guard let header = frame.record.header else { return [] }
    guard header.opcode.isControl else { return failures }
    return failures.filter { $0.bits?.upperBound ?? 0 <= 8 * header.byteCount }
  }

  // MARK: -

  @Test(
    "On the first failure, and on all messages and control frames before it", arguments: settings)
  func agree(setting: Setting) throws {
    var random = SeededGenerator()
    let seed = random.seed
    var failureCount = 0
    for round in 0..<20 {
      var traffic = RandomTraffic(
        from: setting.sender, deflate: try setting.agreement?[setting.sender],
        wrongPerMille: setting.wrongPerMille, random: SeededGenerator(seed: random.next()))
      let bytes = traffic.stream(messages: Int.random(in: 1...8, using: &random))
      let pieces = traffic.pieces(of: bytes)
      let endpoint = try Endpoint(setting, pieces)
      let taken = Array(pieces[..<endpoint.pieceCount])
      let frames = frames(in: taken, from: setting.sender, setting)
      let place: Comment = "seed \(seed), round \(round)"

      // The inspector reads on after a close frame, and after a failure.
      let closed = frames.firstIndex { $0.record.header?.opcode == .close && $0.record.isComplete }
      let failed = frames.firstIndex { !failures($0).isEmpty }
      if let failure = endpoint.failure {
        failureCount += 1
        let first = try #require(failed, place)
        #expect(frames[first].record.number == endpoint.received.last?.record.number, place)
        #expect(failures(frames[first]).first?.rule == failure.rule, place)
        #expect(failures(frames[first]).first?.rule.closeCode == failure.closeCode, place)
        let before = frames[..<first].flatMap(told)
        let isSame = before == endpoint.told
        #expect(isSame, place)
      } else {
        #expect(failed == nil || failed ?? 0 > closed ?? .max, place)
        let before = frames[...(closed ?? frames.endIndex - 1)].flatMap(told)
        let isSame = before == endpoint.told
        #expect(isSame, place)
      }
    }
    #expect((failureCount > 0) == (setting.wrongPerMille > 0), "seed \(seed)")
  }

  // MARK: - Frames that the endpoint hands over

  /// The frames that an endpoint has received and sent, as an inspector takes them from it.
  private func frames(_ observed: [ObservedFrame], from sender: Role, _ setting: Setting)
    -> [InspectedFrame]
  {
    let resources = InspectionResources(store: PayloadStore(over: FakeStorage()))
    let inspector = ConnectionInspector(attention: Self.attention, resources: resources)
    for step in setting.heads { inspector.take(step) }
    _ = inspector.allEvents()
    for frame in observed { inspector.receive(frame, from: sender == .client ? .first : .second) }
    return inspector.allEvents().compactMap(\.frame)
  }

  /// What can be known of a frame from the endpoint: not what has no consequence for it, and of a
  /// message's payload only why it failed.
  private func findings(_ seen: InspectedFrame, _ failure: ConnectionFailure?) -> [Finding] {
    guard let failure, case .violation(let first) = failure else { return [] }
    let ofPayloads: Set<Rule> = [
      .textNotUTF8, .invalidDeflateData, .incompleteDeflateData, .deflateTail,
    ]
    return seen.findings.filter { $0 == first || !ofPayloads.contains($0.rule) }
  }

  @Test("On frames, messages and findings, from bytes or from the endpoint", arguments: settings)
  func observed(setting: Setting) throws {
    var random = SeededGenerator()
    let seed = random.seed
    for round in 0..<20 {
      var traffic = RandomTraffic(
        from: setting.sender, deflate: try setting.agreement?[setting.sender],
        wrongPerMille: setting.wrongPerMille, random: SeededGenerator(seed: random.next()))
      let bytes = traffic.stream(messages: Int.random(in: 1...8, using: &random))
      let pieces = traffic.pieces(of: bytes)
      let endpoint = try Endpoint(setting, pieces)
      let place: Comment = "seed \(seed), round \(round)"

      let taken = Array(pieces[..<endpoint.pieceCount])
      let seen = frames(in: taken, from: setting.sender, setting)
      let handed = frames(endpoint.received, from: setting.sender, setting)
      #expect(handed.count <= seen.count, place)
      let failedNumber = endpoint.failure.flatMap { _ in endpoint.received.last?.record.number }
      for (handed, seen) in zip(handed, seen) {
        #expect(handed.record == seen.record && handed.context == seen.context, place)
        #expect(handed.close == seen.close, place)
        let failure = handed.record.number == failedNumber ? endpoint.failure : nil
        #expect(handed.findings == findings(seen, failure), place)
        // The message that it failed is nothing to the endpoint.
        if failure == nil { #expect(handed.message?.line == seen.message?.line, place) }
        #expect(handed.isCompressed == seen.isCompressed, place)
        #expect(handed.messageOpcode == seen.messageOpcode, place)
      }
      // What the endpoint sends breaks nothing.
      let sent = frames(in: [endpoint.sentBytes], from: setting.sender.peer, setting)
      let told = frames(endpoint.sent, from: setting.sender.peer, setting)
      #expect(told.map(\.line) == sent.map(\.line), place)
      #expect(told.flatMap(\.findings).isEmpty, place)
    }
  }
}
