/// Judges the frames of one direction in order, and never stops: the explorer's side of the rules.
///
/// For each frame: `begin`, its payload in pieces of any size, `end`. An endpoint stops at the first
/// violation; an explorer wants them all. Memory is bounded by `keepMessageBytes`.
public struct FrameJudge: Sendable {
  private let context: FrameContext
  private let keepMessageBytes: Int

  private var order = MessageOrder()
  private var message: MessageInProgress?
  private var isAfterClose = false

  // Of the frame at hand.
  private var header = PartialFrameHeader()
  private var isPartOfMessage = false
  private var closeBytes: [UInt8] = []
  private var findings = FrameFindings()

  /// A judge before the first frame.
  ///
  /// Of a message, and of a close frame, up to `keepMessageBytes` bytes of payload are kept.
  public init(context: FrameContext, keepMessageBytes: Int = 1 << 20) {
    self.context = context
    self.keepMessageBytes = max(0, keepMessageBytes)
  }

  /// Begins a frame with its header, or with as much of it as is there.
  public mutating func begin(_ header: PartialFrameHeader) {
    self.header = header
    findings = FrameFindings(all: FrameRules.judge(header, in: context))
    closeBytes = []
    isPartOfMessage = false
    if isAfterClose { findings.all += FrameRules.judgeAfterClose(header) }

    guard let opcode = header.opcode, let isFinal = header.isFinal else { return }
    let place = order.place(opcode: opcode, isFinal: isFinal)
    if let violation = FrameRules.judge(place, opcode: opcode) {
      findings.all.append(violation)
    }
    switch place {
    case .begins, .interrupts:
      message = MessageInProgress(opcode: opcode, isCompressed: isCompressed(header))
    case .continues:
      break
    case .standsApart, .continuesNothing:
      return
    }
    isPartOfMessage = true
    message?.beginFrame(
      headerByteCount: header.layout?.headerByteCount ?? 0, isEmpty: header.payloadLength == 0)
  }

  /// Takes the next bytes of the frame's payload, unmasked.
  public mutating func receivePayload(_ unmasked: Span<UInt8>) {
    if isPartOfMessage {
      if let violation = message?.receive(unmasked, keeping: keepMessageBytes) {
        findings.all.append(violation)
      }
    } else if header.opcode == .close {
      let room = max(0, keepMessageBytes - closeBytes.count)
      closeBytes.append(unmasked.extracting(first: room))
    }
  }

  /// Ends the frame; `complete` says whether all its bytes were there.
  ///
  /// A frame that breaks off is not judged for what is missing.
  public mutating func end(complete: Bool) -> FrameFindings {
    if header.opcode == .close {
      isAfterClose = true
      let payload = closeBytes
      let isWhole = complete && UInt64(payload.count) == header.payloadLength
      findings.all += FrameRules.judgeClosePayload(
        payload.span, headerByteCount: header.layout?.headerByteCount ?? 0, isWhole: isWhole)
      if isWhole || payload.count >= 2 {
        findings.close = ClosePayload(parsing: payload.span)
      }
    }
    if isPartOfMessage, complete, header.isFinal == true, var ended = message {
      if let violation = ended.finish() { findings.all.append(violation) }
      findings.message = ended.summary
      message = nil
    }
    // A judge that waits for the next frame holds nothing of this one: there may be thousands.
    defer { findings = FrameFindings() }
    return findings
  }

  /// What RSV1 on a message's first frame says in this context.
  private func isCompressed(_ header: PartialFrameHeader) -> Bool? {
    guard header.reservedBits?.contains(.rsv1) == true else { return false }
    return context.extensionBits?.contains(.rsv1)
  }
}

/// What is found out about one frame among the frames of its direction.
public struct FrameFindings: Hashable, Sendable {
  /// What the rules say of it.
  public var all: [Finding] = []
  /// What a close frame says; nil for other frames, and where its code is not there.
  public var close: ClosePayload?
  /// The message that this frame ends.
  public var message: MessageSummary?

  /// Findings about one frame.
  public init(all: [Finding] = []) {
    self.all = all
  }
}

/// What is kept of a message until its last frame.
private struct MessageInProgress: Sendable {
  var summary: MessageSummary
  /// Present while the text is UTF-8 so far.
  ///
  /// Compressed text is no text before it is inflated, so that it has none.
  private var text: TextCheck?

  init(opcode: Opcode, isCompressed: Bool?) {
    let isText = opcode == .text && isCompressed == false
    text = isText ? TextCheck() : nil
    summary = MessageSummary(
      opcode: opcode, frameCount: 0, payloadLength: 0, payload: [],
      isValidText: isText ? true : nil, isCompressed: isCompressed)
  }

  mutating func beginFrame(headerByteCount: Int, isEmpty: Bool) {
    summary.frameCount &+= 1
    text?.beginFrame(headerByteCount: headerByteCount, isEmpty: isEmpty)
  }

  mutating func receive(_ bytes: Span<UInt8>, keeping limit: Int) -> Finding? {
    summary.payloadLength &+= UInt64(bytes.count)
    if summary.payloadLength <= UInt64(limit) {
      summary.payload?.append(bytes)
    } else {
      summary.payload = nil
    }
    return note(text?.validate(bytes))
  }

  mutating func finish() -> Finding? {
    note(text?.finish())
  }

  /// A text is told once that it is not UTF-8.
  private mutating func note(_ violation: Finding?) -> Finding? {
    if violation != nil {
      summary.isValidText = false
      text = nil
    }
    return violation
  }
}
