import Testing
import WebSocketInspection
import WebSocketProtocol

/// What an inspector tells, a line an event, so that a test can compare all of it.
struct Account: Hashable {
  var lines: [String] = []

  init(_ events: [InspectionEvent]) {
    lines = events.map(\.line)
  }
}

extension InspectionEvent {
  /// The event in one line.
  var line: String {
    let who = sender?.rawValue ?? "\(side)"
    return switch content {
    case .opened(let ends):
      "opened"
        + [(!ends.areRolesKnown, " roles unknown"), (!ends.isFromStart, " joined late")]
        .filter(\.0).map(\.1).joined()
    case .head(let head): "\(who) \(head.line)"
    case .exchange(let exchange): "exchange \(exchange.line)"
    case .frame(let frame): "\(who) \(frame.line)"
    case .message(let message): "\(who) message \(message.line)"
    case .gap(let count): "\(who) gap \(count.map { "\($0)" } ?? "unknown")"
    case .lost: "\(who) lost"
    case .finished: "\(who) finished"
    case .reset: "\(who) reset"
    case .ended(let summary): "ended \(summary.ending.map(\.line) ?? "without an ending")"
    }
  }
}

extension InspectedHead {
  fileprivate var line: String {
    let start =
      switch head.startLine {
      case .request(let method, let target, _): "\(method) \(target)"
      case .status(_, let code, _): "\(code)"
      case .unreadable: "unreadable"
      }
    return start + (report == nil ? " plain" : "") + (isUnfinished ? " unfinished" : "")
      + violations.map { " !\($0.rule.id)" }.joined()
  }
}

extension Exchange {
  fileprivate var line: String {
    var line = outcome.rawValue
    if request == nil { line += " request unseen" }
    if let negotiation { line += " \(negotiation.line)" }
    return line
  }
}

extension Negotiation {
  /// `none`, `deflate 15/12*`, where `*` marks an end that keeps no context, or `unknown`.
  var line: String {
    guard let extensionBits else { return "unknown" }
    guard let deflate else { return extensionBits.isEmpty ? "none" : "bits" }
    func line(_ role: Role) -> String {
      "\(deflate[role].windowBits)\(deflate[role].keepsContext ? "" : "*")"
    }
    return "deflate \(line(.client))/\(line(.server))"
  }
}

extension InspectedFrame {
  /// Opcode with `+` where FIN is 0, payload bytes there and declared, what a close frame says, the
  /// message that it ends, and findings with their bits.
  var line: String {
    let known = record.knownHeader
    let opcode = known.opcode.map { $0.isReserved ? "opcode-\($0.rawValue)" : $0.name } ?? "frame"
    var line = opcode + (known.isFinal == false ? "+" : "")
    if record.isComplete {
      line += " \(record.payload.byteCount)"
    } else {
      line += " \(record.payload.byteCount) of \(known.payloadLength.map { "\($0)" } ?? "?")"
    }
    if let close {
      line +=
        " (\(close.code.map { "\($0.rawValue)" } ?? "no code")"
        + (close.reason.isEmpty ? ")" : " \(close.reason))")
    }
    if let message { line += " = \(message.line)" }
    return line + findings.map(\.line).joined()
  }
}

extension Finding {
  fileprivate var line: String {
    let mark =
      switch verdict {
      case .broken: "!"
      case .undecided: "?"
      case .kept, .notApplicable: "-"
      }
    return " \(mark)\(rule.id)" + (bits.map { "@\($0.lowerBound)-\($0.upperBound)" } ?? "")
  }
}

extension InspectedMessage {
  /// Kind, size, frames where there are several, size on the wire where it is compressed, content.
  var line: String {
    var line = opcode.name + " \(byteCount.map { "\($0)" } ?? "?")"
    if frameCount != 1 { line += " in \(frameCount)" }
    switch isCompressed {
    case true?: line += " from \(wireByteCount)"
    case nil: line += " perhaps from \(wireByteCount)"
    case false?: break
    }
    if opcode == .text, !isText { line += " not text" }
    if let omission { return line + " (\(omission.id))" }
    guard let content else { return line }
    let bytes = content.prefix(.max)
    line += isText ? " \"\(String(decoding: bytes, as: UTF8.self))\"" : " \(digits(bytes))"
    return content.isWhole ? line : line + "…"
  }
}

extension Ending {
  fileprivate var line: String {
    var line = kind.rawValue
    if let stream { line += ", \(stream)" }
    if isInsideFrame { line += ", inside a frame" }
    if let cause { line += ", because \(cause)" }
    return line
  }
}

/// Expects what an inspector tells of some steps, however they are cut unless told otherwise.
func expect(
  _ lines: [String], of steps: [Step],
  _ beginning: ConnectionInspector.Beginning = ConnectionInspector.Beginning(),
  assuming assumptions: Assumptions = Assumptions(), attention: Attention = Attention(),
  isCut: Bool = true, cutsInHeads: Bool = false,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let cuts = isCut ? Cut.everywhere(steps, inHeads: cutsInHeads) : [.asGiven(steps)]
  for cut in cuts {
    let inspector = ConnectionInspector(beginning, assuming: assumptions, attention: attention)
    let told = Account(inspector.events(cut.steps)).lines
    guard told != lines else { continue }
    #expect(told == lines, "\(cut.name)", sourceLocation: sourceLocation)
    return
  }
}

/// Expects the frames of one stream of bytes, a line each, however it is cut.
func expect(
  frames lines: [String], in bytes: [UInt8], _ context: FrameContext,
  attention: Attention = Attention(), sourceLocation: SourceLocation = #_sourceLocation
) {
  var records: [FrameRecord]?
  for cut in Cut.everywhere([.client(bytes)], inHeads: true) {
    let inspector = ConnectionInspector(assuming: .singleStream(context), attention: attention)
    let frames = inspector.events(cut.steps).compactMap(\.frame)
    let told = frames.map(\.line)
    let isSame = records == nil || records == frames.map(\.record)
    records = frames.map(\.record)
    guard told != lines || !isSame else { continue }
    #expect(told == lines, "\(cut.name)", sourceLocation: sourceLocation)
    #expect(isSame, "\(cut.name): other records", sourceLocation: sourceLocation)
    return
  }
}

extension InspectionEvent {
  /// The frame, where the event is one.
  var frame: InspectedFrame? {
    if case .frame(let frame) = content { frame } else { nil }
  }

  /// The exchange, where the event is one.
  var exchange: Exchange? {
    if case .exchange(let exchange) = content { exchange } else { nil }
  }

  /// The summary, where the event is the end.
  var summary: ConnectionSummary? {
    if case .ended(let summary) = content { summary } else { nil }
  }
}
