import Foundation
import PerMessageDeflate
import TestSupport
import Testing
import TrafficCapture

/// The same conversations through decode, capture, tap, connect and serve.
@Suite("all commands tell the same of a conversation")
struct AgreementTests {
  /// A conversation: what each end sends, in order, heads included.
  struct Conversation {
    var steps: [(fromClient: Bool, bytes: [UInt8])] = []
    var isCompressed = false

    /// All bytes of one direction.
    func stream(fromClient: Bool) -> [UInt8] {
      steps.filter { $0.fromClient == fromClient }.flatMap { $0.bytes }
    }
  }

  // MARK: - The conversations

  /// One conversation for each rule that a frame can break, at both ends, and many that break none.
  static let generated: [Conversation] = {
    var deflater = Deflater()
    var compressed: [UInt8] = []
    let hello = Array("Hello, Hello, Hello".utf8)
    let couldDeflate = deflater.deflate(hello.span, appendingTo: &compressed)
    precondition(couldDeflate)
    let close: [UInt8] = [0x03, 0xE8]
    // Each is written as its frames: opcode, payload, FIN, RSV1; "masked" is turned round for one.
    let plain: [[Frame]] = [
      [Frame(1, hello), Frame(8, close)],
      [Frame(2, [0, 1, 0xFF]), Frame(8, [])],
      [Frame(1, Array("Hel".utf8), isFinal: false), Frame(9, [1]), Frame(0, Array("lo".utf8))],
      [Frame(10, [7, 7]), Frame(8, [0x0F, 0xA0] + Array("so long".utf8))],
      [Frame(2, [UInt8](repeating: 5, count: 70_000)), Frame(8, close)],
      [Frame(3, [1])], [Frame(11, [])], [Frame(1, [0x41], rsv: 0x20)],
      [Frame(9, [1], isFinal: false)], [Frame(9, [UInt8](repeating: 1, count: 126))],
      [Frame(8, [3])], [Frame(8, [0x03, 0xED])], [Frame(8, [0x03, 0xE8, 0xFF])],
      [Frame(0, [0x41])], [Frame(1, [0x41], isFinal: false), Frame(1, [0x42])],
      [Frame(1, [0xC0, 0x80])], [Frame(1, [0xE4, 0xBD])],
      [Frame(1, [0xE4], isFinal: false), Frame(0, [0xBD, 0xA0])],
      [Frame(1, [0x41], hasWrongMask: true)], [Frame(1, [0x41], length: .sixteen)],
      [Frame(1, [0x41], length: .sixtyFour)], [Frame(1, [0x41], rsv: 0x40)],
      [Frame(1, hello), Frame(8, close), Frame(1, hello)],
    ]
    let deflated: [[Frame]] = [
      [Frame(1, compressed, rsv: 0x40), Frame(8, close)],
      [
        Frame(1, Array(compressed[..<3]), isFinal: false, rsv: 0x40),
        Frame(0, Array(compressed[3...])), Frame(8, close),
      ],
      [Frame(1, hello), Frame(2, [])],
      [Frame(1, [0xFF, 0xFF], rsv: 0x40)], [Frame(9, [1], rsv: 0x40)],
      [Frame(1, Array(compressed[..<3]), isFinal: false, rsv: 0x40), Frame(0, [], rsv: 0x40)],
    ]
    return [(plain, false), (deflated, true)].flatMap { all, isCompressed in
      all.flatMap { frames in
        [true, false].map { conversation(frames, fromClient: $0, isCompressed: isCompressed) }
      }
    }
  }()

  /// A frame to write, right or wrong.
  struct Frame {
    enum Length { case shortest, sixteen, sixtyFour }
    var opcode: UInt8
    var payload: [UInt8]
    var isFinal: Bool
    var rsv: UInt8
    var length: Length
    var hasWrongMask: Bool

    init(
      _ opcode: UInt8, _ payload: [UInt8], isFinal: Bool = true, rsv: UInt8 = 0,
      length: Length = .shortest, hasWrongMask: Bool = false
    ) {
      self.opcode = opcode
      self.payload = payload
      self.isFinal = isFinal
      self.rsv = rsv
      self.length = length
      self.hasWrongMask = hasWrongMask
    }

    func bytes(fromClient: Bool) -> [UInt8] {
      let isMasked = fromClient != hasWrongMask
      let mask: UInt8 = isMasked ? 0x80 : 0
      var bytes = [(isFinal ? 0x80 : 0) | rsv | opcode]
      let count = payload.count
      switch length {
      case .shortest where count < 126: bytes.append(mask | UInt8(count))
      case .shortest where count < 65_536, .sixteen:
        bytes += [mask | 126] + PacketBytes.bytes(UInt16(count))
      case .shortest, .sixtyFour: bytes += [mask | 127] + PacketBytes.bytes(UInt64(count))
      }
      guard isMasked else { return bytes + payload }
      let key: [UInt8] = [0x37, 0xFA, 0x21, 0x3D]
      return bytes + key + payload.enumerated().map { $1 ^ key[$0 % 4] }
    }
  }

  private static func conversation(
    _ frames: [Frame], fromClient: Bool, isCompressed: Bool
  ) -> Conversation {
    let more = isCompressed ? "Sec-WebSocket-Extensions: permessage-deflate\r\n" : ""
    let request = """
      GET /echo HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\(more)\r\n
      """
    let response = """
      HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r
      Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\(more)\r\n
      """
    var told = Conversation(isCompressed: isCompressed)
    told.steps = [(true, Array(request.utf8)), (false, Array(response.utf8))]
    told.steps += frames.map { (fromClient, $0.bytes(fromClient: fromClient)) }
    return told
  }

  // MARK: - The commands

  /// What `capture`, `tap`, `connect` or `serve` tell of conversations: a list for each.
  private func captured(_ conversations: [Conversation]) throws -> [Account] {
    var builder = CaptureBuilder()
    for (index, conversation) in conversations.enumerated() {
      let port = UInt16(30_000 + index)
      builder.join(port)
      for step in conversation.steps {
        builder.send(step.bytes, port, fromClient: step.fromClient)
      }
      builder.finish(port)
    }
    let told = try CapturedJSON("-", input: builder.file)
    try expectSchema(told.run.text)
    let objects = told.objects
    return (1...conversations.count).map { Account(objects, connection: $0) }
  }

  private func played(_ command: String, _ conversations: [Conversation]) throws -> [Account] {
    let lines = try conversations.map { conversation in
      let steps = conversation.steps.map { step in
        [
          step.fromClient ? "client" : "server",
          step.bytes.map { String(format: "%02x", $0) }.joined(),
        ]
      }
      let object: [String: Any] = ["steps": steps, "options": [String]()]
      return String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
    }
    let script = packageDirectory.appendingPathComponent("Tests/wsxTests/Fixtures/replay.py").path
    let wsx = BuiltProgram.productsDirectory.appendingPathComponent("wsx").path
    let run = try SystemProgram.any.run(
      ["timeout", "300", "python3", script, wsx, command],
      input: Array(lines.joined(separator: "\n").utf8))
    try #require(run.status == 0, "\(run.errors)")
    try expectSchema(run.text)
    let objects = try JSONLines.objects(run.text)
    return (1...conversations.count).map { Account(objects, connection: $0) }
  }

  private func decoded(_ conversation: Conversation, fromClient: Bool) throws -> (
    account: Account, text: String
  ) {
    let extensions = conversation.isCompressed ? "permessage-deflate" : "none"
    let run = try BuiltProgram("wsx").run(
      ["decode", "--format", "json", "--input-format", "raw", "--extensions", extensions],
      input: conversation.stream(fromClient: fromClient))
    return (Account(try JSONLines.objects(run.text), connection: 1), run.text)
  }

  private func expectSchema(_ lines: String) throws {
    if ConnectionSchema.canBeChecked {
      #expect(try ConnectionSchema.complaints(about: lines) == "")
    }
  }

  // MARK: - Tests

  @Test("generated ones, whose frames break each rule, at both ends")
  func generatedConversations() throws {
    let all = Self.generated
    let captured = try captured(all)
    let broken = Set(captured.flatMap { $0.brokenRules })
    #expect(broken.count >= 17, "\(broken.sorted())")
    var pasted = ""
    for (conversation, account) in zip(all, captured) {
      #expect(!account.frames(of: "client").isEmpty || !account.frames(of: "server").isEmpty)
      for (fromClient, direction) in [(true, "client"), (false, "server")] {
        let (decoded, text) = try decoded(conversation, fromClient: fromClient)
        pasted += text
        #expect(decoded.frames(of: direction) == account.frames(of: direction))
        #expect(decoded.messages(of: direction) == account.messages(of: direction))
      }
    }
    try expectSchema(pasted)
  }

  @Test("generated ones, through a tap", .enabled(if: SystemProgram.isExpected("python3")))
  func tappedConversations() throws {
    for (captured, tapped) in zip(
      try captured(Self.generated), try played("tap", Self.generated))
    {
      #expect(tapped == captured)
    }
  }

  @Test(
    "an endpoint reads as far as it may, and tells the same up to there",
    .enabled(if: SystemProgram.isExpected("python3")),
    arguments: [("serve", "client"), ("connect", "server")])
  func endpoints(command: String, direction: String) throws {
    // What comes from the other end is made by the command itself.
    let all = Self.generated.filter { conversation in
      conversation.steps.last?.fromClient == (direction == "client")
    }
    for (captured, own) in zip(try captured(all), try played(command, all)) {
      let expected = captured.frames(of: direction)
      let told = own.frames(of: direction)
      #expect(!told.isEmpty && told.count <= expected.count)
      for (told, expected) in zip(told, expected) {
        #expect(told.header == expected.header)
        // An endpoint stops at the first rule that is broken, where it may not have the payload yet.
        #expect(told.rules.first == expected.rules.first)
        if told.rules.isEmpty { #expect(told == expected) }
      }
      if told == expected, told.allSatisfy({ $0.rules.isEmpty }) {
        #expect(own.messages(of: direction) == captured.messages(of: direction))
        #expect(own.closes[direction] == captured.closes[direction])
      }
    }
  }

  @Test(
    "every capture under Samples, through a tap and as pasted bytes",
    .enabled(if: SystemProgram.isExpected("python3")))
  func samples() throws {
    var conversations: [Conversation] = []
    var accounts: [Account] = []
    for path in CaptureSamples.paths {
      let file = CaptureSamples.directory.appendingPathComponent(path)
      guard let conversation = try Self.conversation(in: file) else { continue }
      let told = try CapturedJSON(file.path)
      guard let exchange = told.objects("exchange").first, told.objects("end").count == 1 else {
        continue
      }
      let agreed = exchange["agreedExtensions"] as? [[String: Any]] ?? []
      conversations.append(
        Conversation(steps: conversation.steps, isCompressed: !agreed.isEmpty))
      accounts.append(Account(told.objects, connection: 1))
    }
    try #require(conversations.count >= 40)
    let tapped = try played("tap", conversations)
    for (index, account) in accounts.enumerated() {
      #expect(tapped[index] == account)
      for (fromClient, direction) in [(true, "client"), (false, "server")] {
        // One sample has a request with another method, which decode does not take for a head.
        let stream = conversations[index].stream(fromClient: fromClient)
        guard stream.starts(with: "GET".utf8) || stream.starts(with: "HTTP".utf8) else { continue }
        let decoded = try decoded(conversations[index], fromClient: fromClient).account
        #expect(decoded.frames(of: direction) == account.frames(of: direction))
        #expect(decoded.messages(of: direction) == account.messages(of: direction))
      }
    }
  }

  /// The bytes of a capture's only connection; nil where there are more, or bytes are missing.
  private static func conversation(in file: URL) throws -> Conversation? {
    var reader = CaptureReader()
    var dissector = PacketDissector()
    var tracker = StreamTracker()
    var conversation = Conversation()
    var connections = 0
    var isSimple = true
    func note(_ events: [StreamEvent]) {
      for event in events {
        switch event {
        case .began(let info):
          connections += 1
          if !info.isOpening { isSimple = false }
        case .data(let bytes):
          conversation.steps.append((bytes.sender == .first, bytes.bytes))
        case .gap: isSimple = false
        default: break
        }
      }
    }
    reader.receive(Array(try Data(contentsOf: file)))
    while let packet = try? reader.next() {
      if let segment = dissector.segment(in: packet) { note(tracker.receive(segment)) }
    }
    note(tracker.finish())
    return isSimple && connections == 1 && !conversation.steps.isEmpty ? conversation : nil
  }
}

// MARK: - What is compared

/// What a command tells of one connection.
struct Account: Equatable {
  struct Frame: Equatable {
    /// Its number, FIN, RSV bits, opcode, MASK, how its length is written, and its length.
    var header: [String]
    var payload: String?
    var isComplete: Bool?
    var rules: [String]
  }

  private var framesOfEach: [String: [Frame]] = [:]
  private var messagesOfEach: [String: [[String]]] = [:]
  /// The close frame of each end, as its code and reason; what its application is told.
  private(set) var closes: [String: [String]] = [:]
  /// Which rules were broken, as the end tells.
  private(set) var brokenRules: Set<String> = []

  init(_ objects: [[String: Any]], connection: Int) {
    for object in objects where object["connection"] as? Int == connection {
      let direction = object["direction"] as? String ?? "null"
      func text(_ names: String...) -> [String] {
        names.map { "\($0) \(object[$0].map { "\($0)" } ?? "-")" }
      }
      switch object["type"] as? String {
      case "frame":
        let violations = object["violations"] as? [[String: Any]] ?? []
        framesOfEach[direction, default: []].append(
          Frame(
            header: text(
              "frame", "fin", "rsv1", "rsv2", "rsv3", "opcode", "masked", "lengthEncoding",
              "payloadLength"),
            payload: object["payload"] as? String, isComplete: object["complete"] as? Bool,
            rules: violations.compactMap { $0["rule"] as? String }))
      case "message":
        messagesOfEach[direction, default: []].append(
          text(
            "opcodeName", "frames", "lastFrame", "compressed", "payloadLength", "text", "payload"))
      case "end":
        for end in object["ends"] as? [[String: Any]] ?? [] {
          let close = end["close"] as? [String: Any]
          closes[end["direction"] as? String ?? "null"] = [
            "\(close?["code"] ?? "none")", "\(close?["reason"] ?? "none")",
          ]
        }
        let findings = object["findings"] as? [[String: Any]] ?? []
        brokenRules = Set(findings.compactMap { $0["rule"] as? String })
      default: break
      }
    }
  }

  func frames(of direction: String) -> [Frame] { framesOfEach[direction] ?? [] }
  func messages(of direction: String) -> [[String]] { messagesOfEach[direction] ?? [] }
}
