import PerMessageDeflate
import WebSocketProtocol

/// Something that `wsx explain` has a page on.
struct Subject {
  /// What kind of thing it is: a rule, a close code, an opcode, a field.
  var kind: Kind
  /// The word or number that calls the page, and others that do.
  var names: [String]
  /// The page's heading.
  var title: String
  /// One line for the list.
  var summary: String
  /// The page, in paragraphs.
  var paragraphs: [String]
  /// Where the RFC says so.
  var citation: String

  enum Kind: String, CaseIterable {
    case field = "Fields of a frame"
    case opcode = "Opcodes"
    case code = "Close codes"
    case rule = "Rules"
  }

  static let all = fields + opcodes + codes + codeRanges + rules
}

extension Subject {
  static let opcodes = Opcode.all.map { opcode in
    let hex = "0x" + String(opcode.rawValue, radix: 16)
    return Subject(
      kind: .opcode,
      names: ["\(opcode.rawValue)", hex] + (opcode.isReserved ? [] : [opcode.name]),
      title: "opcode \(hex), \(opcode.name)",
      summary: opcode.name,
      paragraphs: opcodeParagraphs(opcode),
      citation: opcode.isControl && !opcode.isReserved ? "§5.5" : "§5.2, §5.6")
  }

  private static func opcodeParagraphs(_ opcode: Opcode) -> [String] {
    switch opcode {
    case .continuation:
      [
        "The frame goes on with the message that an earlier text or binary frame began with FIN 0. "
          + "The last one of them has FIN 1. Control frames may stand between them.",
        "The message's type is the first frame's; a continuation does not repeat it.",
      ]
    case .text:
      [
        "The frame begins a message of UTF-8 text. The payload is bytes, not characters: “你” is "
          + "three of them, and the payload length counts bytes.",
        "A fragment may end inside a character; the whole message may not. Text that is not UTF-8 "
          + "closes the connection with 1007.",
      ]
    case .binary:
      ["The frame begins a message of bytes. What they mean is between the two applications."]
    case .close:
      [
        "The frame begins the closing handshake, or answers it. Its payload is empty, or a close code "
          + "of two bytes with a reason of up to 123 bytes of UTF-8 behind it.",
        "Whoever receives one answers with one, once. After sending it, an endpoint sends no more data.",
      ]
    case .ping:
      [
        "The frame asks: are you there? The peer answers as soon as it can with a pong that carries the "
          + "same payload, up to 125 bytes. It may stand between the fragments of a message."
      ]
    case .pong:
      [
        "The frame answers a ping, with the ping's payload. One that nobody asked for is allowed: a "
          + "sign of life that needs no answer."
      ]
    default:
      [
        "This opcode has no meaning yet. An endpoint that receives it fails the connection with 1002, "
          + "because it cannot know what the frame was meant to say."
      ]
    }
  }
}

extension Subject {
  static let codes = CloseCode.registered.map { code in
    let onWire =
      code.mayBeSent
      ? "It may stand in a close frame."
      : "It never stands in a close frame: an endpoint that receives it fails the connection with 1002."
    return Subject(
      kind: .code,
      names: ["\(code.rawValue)"],
      title: "close code \(code.rawValue), \(code.name)",
      summary: code.name,
      paragraphs: [code.meaning, onWire] + advice(on: code),
      citation: "§7.4")
  }

  /// The codes without a name of their own, by the range that they lie in.
  static let codeRanges = [0...999, 1016...2999, 3000...3999, 4000...4999, 5000...65_535].map {
    codeRange($0)
  }

  private static func codeRange(_ range: ClosedRange<UInt16>) -> Subject {
    var page = code(CloseCode(rawValue: range.upperBound))
    page.names = ["\(range.lowerBound)-\(range.upperBound)"]
    page.title = "close codes \(range.lowerBound)–\(range.upperBound), \(page.summary)"
    return page
  }

  /// A page for a code without a name of its own.
  static func code(_ code: CloseCode) -> Subject {
    Subject(
      kind: .code, names: [], title: "close code \(code.rawValue), \(code.name)",
      summary: code.name,
      paragraphs: [
        code.meaning,
        code.mayBeSent
          ? "It may stand in a close frame." : "It never stands in a close frame.",
      ], citation: "§7.4.2")
  }

  static let rules = (Rule.all + Rule.deflateRules).map { rule in
    Subject(
      kind: .rule,
      names: [rule.id],
      title: rule.id,
      summary: rule.requirement,
      paragraphs: [
        rule.requirement,
        rule.closeCode.map {
          "An endpoint that sees it broken closes the connection with \($0.rawValue) (\($0.name))."
        }
          ?? (rule.isOfHandshake
            ? "There is no connection to close yet: the handshake fails."
            : "An endpoint that sees it broken need not close the connection."),
      ],
      citation: rule.citation)
  }
}

extension Rule {
  /// Whether the rule is kept or broken before there is a connection.
  fileprivate var isOfHandshake: Bool {
    Rule.handshakeRules.contains(self) || Rule.deflateNegotiationRules.contains(self)
  }
}
