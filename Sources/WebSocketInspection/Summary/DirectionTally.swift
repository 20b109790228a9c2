import WebSocketProtocol

/// What one end of a connection has sent.
public struct DirectionTally {
  /// How many messages have ended.
  public var messages: UInt64 = 0
  /// The size of the messages in bytes, inflated.
  public var messageBytes: UInt64 = 0
  /// Whether the size of all messages is known.
  public var isMessageBytesKnown = true
  /// How many frames have begun.
  public var frames: UInt64 = 0
  /// The size of the frames on the wire in bytes, with headers.
  public var frameBytes: UInt64 = 0
  /// How many of the frames are pings.
  public var pings: UInt64 = 0
  /// How many of the frames are pongs.
  public var pongs: UInt64 = 0
  /// What the first close frame says; nil before it.
  public var close: ClosePayload?
  /// Whether a frame is incomplete.
  public var isCut = false
  /// Whether frames could not be found any more.
  public var isLost = false
  /// How often bytes were missing.
  public var gaps = 0
  /// How often each rule was broken, in the order of the first time.
  public var violations: [RuleTally] = []
  /// Whether the stream is inside a frame, and not after a gap.
  var endsInsideFrame = false

  /// Whether a part of what this end sent was not seen.
  public var isIncompletelyKnown: Bool { gaps > 0 || isLost }
}

/// How often a rule was broken.
public struct RuleTally {
  /// The rule.
  public var rule: Rule
  /// How often it was broken.
  public var count: Int
  /// When it was broken first.
  public var first: EventMoment
}

extension DirectionTally {
  /// Adds frames that were counted and have no event.
  mutating func add(_ passed: PassedFrames) {
    frames &+= passed.frames
    frameBytes &+= passed.frameBytes
    messages &+= passed.messages
    messageBytes &+= passed.messageBytes
  }

  mutating func note(_ frame: InspectedFrame, _ moment: EventMoment) {
    frames &+= 1
    endsInsideFrame = !frame.record.isComplete
    frameBytes &+= frame.record.byteCount
    for finding in frame.findings where finding.verdict == .broken { note(finding.rule, moment) }
    if let message = frame.message { note(message) }
    guard frame.record.isComplete else {
      isCut = true
      return
    }
    switch frame.record.header?.opcode {
    case .ping?: pings &+= 1
    case .pong?: pongs &+= 1
    case .close?: close = close ?? frame.close ?? ClosePayload()
    default: break
    }
  }

  mutating func noteLost() {
    isLost = true
    endsInsideFrame = false
  }

  mutating func note(_ message: InspectedMessage) {
    messages &+= 1
    if let length = message.byteCount {
      messageBytes &+= length
    } else {
      isMessageBytesKnown = false
    }
  }

  private mutating func note(_ rule: Rule, _ moment: EventMoment) {
    if let index = violations.firstIndex(where: { $0.rule == rule }) {
      violations[index].count += 1
    } else {
      violations.append(RuleTally(rule: rule, count: 1, first: moment))
    }
  }
}
