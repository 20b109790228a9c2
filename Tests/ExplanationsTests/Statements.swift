import PerMessageDeflate
import WebSocketProtocol

@testable import WebSocketTransport

/// Statements as the libraries make them, from generated input.
enum Statements {
  /// Every statement that the generated input brings about, with the parts of each.
  static let all: Set<Statement> = {
    var collected = Collected()
    for finding in frameFindings + headFindings + deflateFindings { collected.add(finding) }
    for statement in AcceptMistake.statements + keyErrors + extensionErrors {
      collected.add(statement)
    }
    for statement in refusals + inflateErrors + failures + causes + ends + omissions {
      collected.add(statement)
    }
    return collected.statements
  }()

  private struct Collected {
    var statements: Set<Statement> = []

    mutating func add(_ finding: Finding) {
      add(finding.statement)
      if let mistake = finding.mistake { add(mistake) }
    }

    mutating func add(_ statement: Statement) {
      statements.insert(statement)
      for case .statement(let part) in statement.values.values { add(part) }
    }
  }
}

// MARK: - Frames

extension Statements {
  /// All first bytes with all forms of the length, in all contexts, whole and cut.
  private static var frameFindings: [Finding] {
    var findings: [Finding] = []
    let contexts = [nil, Role.client, .server].flatMap { sender in
      [nil, [], ReservedBits.rsv1].map { FrameContext(sender: sender, extensionBits: $0) }
    }
    let lengths: [[UInt8]] = [
      [0], [126, 0, 5], [126, 0, 200], [127, 0, 0, 0, 0, 0, 0, 1, 0],
      [127, 0x80, 0, 0, 0, 0, 0, 0, 0], [126], [0x80, 1, 2, 3, 4],
    ]
    for first in UInt8.min...UInt8.max {
      for length in lengths {
        let record = FrameRecord(firstFrameOf: [first] + length)
        for context in contexts {
          findings += FrameRules.judge(record.knownHeader, in: context)
        }
        findings += FrameRules.judgeAfterClose(record.knownHeader)
        findings += DeflateRules.judge(record.knownHeader)
      }
      let opcode = Opcode(inFirstByte: first & 15)
      for place in [MessageOrder.Place.interrupts, .continuesNothing] {
        findings += [FrameRules.judge(place, opcode: opcode)].compactMap { $0 }
      }
    }
    // Each way in which bytes can fail to be UTF-8.
    let texts: [[UInt8]] = [[0xc0, 0x80], [0xed, 0xa0, 0x80], [0xff], [0xe4, 0xbd], [0x80]]
    for text in texts {
      let frame = FrameRecord(firstFrameOf: [0x81, UInt8(text.count)] + text)
      findings += FrameRules.judge(frame)
      let close = [0x03, 0xe8] + text
      findings += FrameRules.judgeClosePayload(close.span, headerByteCount: 2)
    }
    let codes =
      CloseCode.registered.map(\.rawValue)
      + CloseCode.ranges.flatMap { [$0.lowerBound, $0.upperBound] }
    for code in codes {
      let payload = ClosePayload(code: CloseCode(rawValue: code)).bytes
      findings += FrameRules.judgeClosePayload(payload.span, headerByteCount: 2)
    }
    let oneByte: [UInt8] = [3]
    return findings + FrameRules.judgeClosePayload(oneByte.span, headerByteCount: 2)
  }
}

// MARK: - Heads

extension Statements {
  private static let request = [
    "GET /chat HTTP/1.1", "Host: a", "Upgrade: websocket", "Connection: Upgrade",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13",
    "Origin: http://a", "Sec-WebSocket-Protocol: chat, superchat",
    "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
  ]
  private static let response = [
    "HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade",
    "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", "Sec-WebSocket-Protocol: chat",
    "Sec-WebSocket-Extensions: permessage-deflate",
  ]
  /// What takes the place of a line, or of the value after a header's colon.
  private static let values = [
    "", " ", "13", "8", "a b", "a, a", "mqtt", "permessage-deflate; x", "permessage-deflate",
    "x-mux", "a;", "a; b=", "a; b=\"\"", "a; b=\"c", "a; b=\"c d\"", "a b", "a; =c", "=",
    "é\u{1}\r",
    "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25jZR==", "AQIDBAUGBwgJCgsMDQ4PEC==",
  ]
  private static let lines = [
    "POST /chat HTTP/1.1", "PRI * HTTP/2.0", "GET chat HTTP/1.1", "GET /a#b HTTP/1.1",
    "GET ws://a/ HTTP/1.1", "GET /chat HTTP/1.0", "HTTP/1.0 101 x", "HTTP/1.1 101 x", "OK",
    "no colon", "Name : value", ": value", "a(b): c", "X\u{e9}: a", "Sec-WebSocket-Key1: a",
    "GET /chat HTTP/1.1", "Location: /elsewhere",
  ]

  private static var headFindings: [Finding] {
    var findings: [Finding] = []
    for variant in variants(of: request) {
      findings += HandshakeReport(judgingRequest: HTTPHead(parsing: variant)).findings
    }
    let offers = [
      nil, HandshakeOffer(HTTPHead(parsing: bytes(request))),
      HandshakeOffer(key: "dGhlIHNhbXBsZSBub25jZQ=="),
    ]
    for variant in variants(of: response) + statuses {
      for offer in offers {
        let report = HandshakeReport(
          judgingResponse: HTTPHead(parsing: variant), to: offer,
          rest: Array("Upgrade: websocket".utf8), messageExtension: PermessageDeflate())
        findings += report.findings
      }
    }
    findings += unfinished
    for first in UInt8.min...UInt8.max {
      var reader = HTTPHeadReader(limit: 8)
      if case .broken(let finding) = reader.receive([first] + Array("GET /chat".utf8)) {
        findings.append(finding)
      }
    }
    return findings
  }

  /// A head with each of its lines left out, doubled, changed, indented and ended wrongly.
  private static func variants(of head: [String]) -> [[UInt8]] {
    var variants = [bytes(head), [], Array(bytes(head).dropLast(2))]
    for (index, line) in head.enumerated() {
      let name = line.prefix { $0 != ":" }
      let changes =
        [[], [line, line], ["  " + line], [line + "\u{0}"]] + values.map { ["\(name): \($0)"] }
        + lines.map { [$0] } + lines.map { [line, $0] }
      for change in changes {
        variants.append(bytes(Array(head[..<index] + change + head[(index + 1)...])))
      }
      variants.append(bytes(head, ending: "\n"))
      variants.append(bytes(Array(head[..<index]) + [line + "\r"] + Array(head[(index + 1)...])))
    }
    return variants
  }

  private static func bytes(_ lines: [String], ending: String = "\r\n") -> [UInt8] {
    Array((lines.map { $0 + ending }.joined() + ending).utf8)
  }

  private static var statuses: [[UInt8]] {
    (100...599).flatMap { code in
      [[], ["Location: /elsewhere"]].map { bytes(["HTTP/1.1 \(code) x"] + $0) }
    }
  }

  /// Handshakes that the other end breaks off.
  private static var unfinished: [Finding] {
    var findings: [Finding] = []
    for sent in ["", "HTTP/1.1 101"] {
      guard let key = try? SecWebSocketKey("dGhlIHNhbXBsZSBub25jZQ=="),
        var client = try? ClientHandshake(ClientRequest(host: "a"), key: key)
      else { continue }
      _ = client.receive(Array(sent.utf8))
      if case .fail(let failure) = client.receiveEndOfStream() {
        findings.append(failure.violation)
      }
    }
    var server = ServerHandshake()
    if case .reject(let rejected) = server.receiveEndOfStream(),
      case .violation(let finding) = rejected.cause
    {
      findings.append(finding)
    }
    return findings
  }

  private static var keyErrors: [Statement] {
    let texts = [
      "", "Zg", "Zm9vY", "=", "Zm-v", "Zm_v", "Zm v", "Zm9v\n", "Zm9v\r", "Zm9v\u{0}", "Zm9v\t",
      "Zh==",
    ]
    return texts.compactMap { text in
      do throws(SecWebSocketKey.Invalid) {
        _ = try SecWebSocketKey(text)
        return nil
      } catch {
        return error.statement
      }
    }
  }

  private static var extensionErrors: [Statement] {
    values.compactMap { text in
      do throws(HandshakeExtension.SyntaxError) {
        _ = try HandshakeExtension.parse(text)
        return nil
      } catch {
        return error.statement
      }
    }
  }
}

// MARK: - Compression

extension Statements {
  private static let offers: [String] = [
    "permessage-deflate", "permessage-deflate; server_no_context_takeover",
    "permessage-deflate; server_max_window_bits=10", "permessage-deflate; server_max_window_bits=8",
    "permessage-deflate; client_max_window_bits=10", "permessage-deflate; x",
    "permessage-deflate; server_max_window_bits=16", "permessage-deflate; server_max_window_bits",
    "permessage-deflate; server_max_window_bits=12; server_max_window_bits=12",
    "permessage-deflate; server_no_context_takeover=1", "x-mux",
    "permessage-deflate; client_max_window_bits=12", "permessage-deflate, permessage-deflate",
  ]

  /// What each end says of each pair of an offer and an answer.
  private static var refusals: [Statement] {
    let parsed = offers.compactMap { try? HandshakeExtension.parse($0) }
    let deflate = PermessageDeflate()
    var refusals = parsed.flatMap { DeflatePolicy().decide($0).declined.map(\.refusal) }
    for offer in parsed {
      for answer in parsed where answer.allSatisfy({ $0.name == deflate.name }) {
        do throws(ExtensionRefusal) {
          _ = try deflate.accept(answer, to: offer.filter { $0.name == deflate.name })
        } catch {
          refusals.append(error)
        }
      }
    }
    return refusals.map(\.statement)
  }

  private static var deflateFindings: [Finding] {
    [DeflateEnding.emptyBlock, .lastBlock, .wholeBlock].compactMap { $0.violation(bits: 0..<8) }
  }

  private static var inflateErrors: [Statement] {
    [
      InflateError.tooLarge(limit: 1), .invalid(offset: 1, reason: "invalid block type"),
      .invalid(offset: 1, reason: "invalid distance too far back"), .incomplete(byteCount: 3),
      .outOfMemory,
    ].map(\.statement)
  }
}

// MARK: - Messages

extension Statements {
  /// Why a message is not shown, as WebSocketInspection says it.
  static let omissions: [Statement] =
    [
      Statement("message.not-inflated"), Statement("message.compression-unknown"),
      Statement("message.inflate-failed-before"), Statement("message.har-not-base64"),
      Statement("message.har-too-long", ["limit": .number(1)]),
    ]
    + inflateErrors.map { Statement("message.inflate-failed", ["cause": .statement($0)]) }
}

// MARK: - Ends

extension Statements {
  private static let exampleFailures: [ConnectionFailure] =
    FrameRules.judge(
      PartialFrameHeader(firstByte: 0x83), in: FrameContext(sender: .server, extensionBits: [])
    ).map { .violation($0) }
    + [.messageTooLarge(limit: 1), .tooManyFragments(limit: 1), .outOfMemory]

  private static var failures: [Statement] { exampleFailures.map(\.statement) }

  private static let exampleCauses: [ServerHandshake.Rejected.Cause] = [
    .origin(nil), .origin("http://a"), .resource("/x"),
  ]

  private static var causes: [Statement] { exampleCauses.map(\.statement) }

  private static var ends: [Statement] {
    let error = SystemError(call: "read", code: 1)
    let streams: [StreamEnd] =
      [
        .closedByPeer, .closedHere, .broken(.system(error)),
        .notConnected(.connectTimedOut(.unknown)),
        .broken(.other(id: "tls", sentences: "It broke.")), .handshakeTimedOut,
        .requestAnswered(status: 200),
        .noPong, .closingTimedOut, .queueOverflow(byteCount: 1), .abandoned,
      ] + exampleCauses.map { .requestRefused(status: 400, cause: $0) }
    let connections: [ConnectionEnd?] =
      [nil]
      + exampleFailures.map { ConnectionEnd(cause: .failed($0)) }
      + [true, false].flatMap { flag in
        [
          ConnectionEnd(
            received: ClosePayload(code: .normalClosure),
            cause: .closingHandshake(startedHere: flag)),
          ConnectionEnd(cause: .noCloseFrame(insideFrame: flag)),
          ConnectionEnd(cause: .noAnswer(insideFrame: flag)),
        ]
      }
    return streams.flatMap { stream in
      connections.flatMap { connection in
        [WebSocketEnd(connection: connection, stream: stream).statement, stream.statement]
          + [connection?.statement].compactMap { $0 }
      }
    }
  }
}
