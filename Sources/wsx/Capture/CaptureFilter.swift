import CommandLineKit
import WebSocketProtocol

/// Which items to show.
struct CaptureFilter {
  var connection: Int?
  var direction: Role?
  var opcode: Opcode?
  var text: String?
  var pattern: TextPattern?
  var violationsOnly = false

  /// A regular expression; `Regex` is no `Sendable`, and this needs no more than to be asked.
  struct TextPattern {
    let regex: Regex<AnyRegexOutput>
    func matches(_ text: String) -> Bool { (try? regex.firstMatch(in: text)) != nil }
  }

  init(_ arguments: Arguments) throws(Failure) {
    connection = try arguments.number("connection", in: 1...Int.max)
    direction = arguments["direction"].flatMap { Role(rawValue: $0) }
    text = arguments["text"]
    violationsOnly = arguments.has("violations")
    if let name = arguments["opcode"] {
      guard
        let named = Opcode.all.first(where: { $0.name == name && !$0.isReserved })
          ?? UInt8(name).flatMap({ Opcode(rawValue: $0) })
      else {
        throw .usage(
          "--opcode takes continuation, text, binary, close, ping, pong or a number from 0 to 15, "
            + "not \(quoted(name)).")
      }
      opcode = named
    }
    if let expression = arguments["match"] {
      do {
        pattern = TextPattern(regex: try Regex(expression))
      } catch {
        throw .usage("--match: \(quoted(expression)) is no regular expression: \(error)")
      }
    }
  }

  /// Whether frames are chosen by what they say.
  var choosesContent: Bool { text != nil || pattern != nil }

  /// So much of a message is held against a regular expression, which needs it in memory.
  static let matchedBytes = 4 << 20
  /// How many messages were larger than that.
  private(set) var cutMatchCount = 0

  /// Whether frames are chosen by what they are, not only by where they are.
  var choosesFrames: Bool {
    direction != nil || opcode != nil || choosesContent || violationsOnly
  }

  /// What is to be said where nothing was admitted.
  var wordsForNothing: String {
    let asksForMore = connection != nil || direction != nil || opcode != nil || choosesContent
    return violationsOnly && !asksForMore
      ? "no rule is broken." : "nothing in the capture is what the options ask for."
  }

  mutating func admits(_ item: CaptureItem) -> Bool {
    if let connection, connection != item.connection { return false }
    guard choosesFrames else { return true }
    if let direction, direction != item.sender { return false }
    switch item.content {
    case .frame(let frame, let message):
      if let opcode, frame.record.knownHeader.opcode != opcode { return false }
      if violationsOnly, frame.findings.all.violations.isEmpty { return false }
      if !choosesContent { return true }
      guard let message else { return admits(frame.ownText) }
      return admits(message)
    case .message(let message):
      if let opcode, message.opcode != opcode { return false }
      return !violationsOnly && (!choosesContent || admits(message))
    case .handshake(let report, _):
      return violationsOnly && !report.worthTelling.isEmpty && opcode == nil && !choosesContent
    case .gap, .lost:
      return opcode == nil && !choosesContent && !violationsOnly
    default:
      return false
    }
  }

  private mutating func admits(_ message: CapturedMessage) -> Bool {
    guard message.isText, let content = message.content else { return false }
    if let text, !content.contains(text) { return false }
    guard let pattern else { return true }
    if content.byteCount > Self.matchedBytes { cutMatchCount += 1 }
    return pattern.matches(content.text(atMost: Self.matchedBytes))
  }

  /// What a frame says that is no message.
  private func admits(_ content: String?) -> Bool {
    guard let content else { return false }
    if let text, !content.contains(text) { return false }
    return pattern?.matches(content) ?? true
  }
}

extension ExaminedFrame {
  /// The text of a frame that is text by itself, such as a ping's or a close frame's reason.
  fileprivate var ownText: String? {
    guard record.header?.reservedBits.contains(.rsv1) == false else { return nil }
    return findings.close?.reason ?? String(validating: unmaskedPayload, as: UTF8.self)
  }
}

/// Hands on what a filter admits.
struct FilteringPrinter: CapturePrinter {
  private(set) var filter: CaptureFilter
  private(set) var next: any CapturePrinter
  /// Whether anything was admitted.
  private(set) var hasAdmitted = false
  /// The openings of connections of which nothing was admitted yet.
  private var openings: [Int: CaptureItem] = [:]

  init(filter: CaptureFilter, next: any CapturePrinter) {
    self.filter = filter
    self.next = next
  }

  mutating func show(_ item: CaptureItem) {
    if case .closed = item.content { openings[item.connection] = nil }
    guard filter.admits(item) else {
      if case .opened = item.content, filter.choosesFrames { openings[item.connection] = item }
      return
    }
    hasAdmitted = true
    if let opening = openings.removeValue(forKey: item.connection) { next.show(opening) }
    next.show(item)
  }

  mutating func finish() {
    next.finish()
  }
}
