// What HTTP itself asks of a head, as far as a WebSocket endpoint must be strict about it: two ends
// that read a head differently can be played against each other.

extension Rule {
  static let syntaxRules: [Rule] = [
    headTooLong, headUnfinished, bareLF, bareCR, controlByte, nonASCII, folding, missingColon,
    blankBeforeColon, fieldName,
  ]

  /// RFC 6585 §5: a server may refuse a request whose head is too large.
  ///
  /// A head without a limit would let a peer fill the memory.
  package static let headTooLong = handshake("head-too-long", section: "RFC 6585 §5")

  /// RFC 9112 §2.1: a blank line ends the head.
  package static let headUnfinished = handshake("head-unfinished", section: "RFC 9112 §2.1")

  /// RFC 9112 §2.2: every line ends in CR LF.
  ///
  /// A recipient MAY take LF alone; this one does not.
  package static let bareLF = handshake("bare-lf", section: "RFC 9112 §2.2")

  /// RFC 9112 §2.2: a sender MUST NOT generate a CR without the LF of a line's end.
  package static let bareCR = handshake("bare-cr", section: "RFC 9112 §2.2")

  /// RFC 9110 §5.5: NUL and other control bytes are not allowed in a value, nor anywhere else.
  package static let controlByte = handshake("control-byte", section: "RFC 9110 §5.5")

  /// RFC 9110 §5.1: names are tokens of ASCII; only values may hold other bytes.
  package static let nonASCII = handshake("non-ascii", section: "RFC 9110 §5.1")

  /// RFC 9112 §5.2: a sender MUST NOT generate a line that continues the one above.
  package static let folding = handshake("folded-line", section: "RFC 9112 §5.2")

  /// RFC 9112 §5: a header is a name, a colon and a value.
  package static let missingColon = handshake("missing-colon", section: "RFC 9112 §5")

  /// RFC 9112 §5.1: no whitespace is allowed between a name and its colon; a server MUST reject it.
  package static let blankBeforeColon = handshake("blank-before-colon", section: "RFC 9112 §5.1")

  /// RFC 9110 §5.1: a header's name is a token.
  package static let fieldName = handshake("header-name", section: "RFC 9110 §5.1")
}

// MARK: - Bytes

extension Finding {
  /// Judges one byte by the rules that say what may be in a head at all; nil where it may.
  ///
  /// In a header's value, after the colon, bytes that are not ASCII are let through unread: browsers
  /// send such cookies.
  init?(byte: UInt8, after previous: UInt8?, at offset: Int, line: Int, isInValue: Bool) {
    func broken(
      _ rule: Rule, at place: Int, _ values: Statement.Values = [:]
    ) -> Finding {
      Finding(
        rule, .broken, .head(line: line, bytes: place..<place + 1), Statement(rule, nil, values),
        mistake: offset == 0 ? Statement(ofFirstByte: byte) : nil)
    }
    switch (previous, byte) {
    case (.cr, .lf):
      return nil
    case (.cr, _):
      self = broken(.bareCR, at: offset - 1)
    case (_, .lf):
      self = broken(.bareLF, at: offset)
    case (_, .cr), (_, 0x09), (_, 0x20...0x7e):
      return nil
    case (_, 0x80...) where isInValue:
      return nil
    case (_, 0x80...):
      self = broken(.nonASCII, at: offset, ["byte": .statement(byte.statement)])
    default:
      self = broken(.controlByte, at: offset, ["byte": .statement(byte.statement)])
    }
  }

  /// Says that a head does not end in time.
  init(headLongerThan limit: Int, line: Int?) {
    self.init(
      .headTooLong, .broken, .head(line: line, bytes: limit..<limit),
      Statement(.headTooLong, nil, ["limit": .count(limit)]))
  }
}

extension Statement {
  /// The mistake from which a first byte may come that does not begin a line of HTTP.
  fileprivate init?(ofFirstByte byte: UInt8) {
    switch byte {
    case 0x15: self.init("handshake.tls-alert")
    case 0x16: self.init("handshake.tls")
    case 0x81, 0x82: self.init("handshake.frame-first")
    default: return nil
    }
  }
}

extension UInt8 {
  /// The byte as a part of a sentence.
  var statement: Statement {
    switch self {
    case 0x21...0x7e:
      return Statement("byte/printable", ["character": .name("\(Unicode.Scalar(self))")])
    case 0x20: return Statement("byte/space")
    case 0x00: return Statement("byte/nul")
    case 0x09: return Statement("byte/tab")
    case 0x0a: return Statement("byte/lf")
    case 0x0d: return Statement("byte/cr")
    default:
      let digits = String(self, radix: 16)
      return Statement("byte", ["hex": .name(digits.count == 1 ? "0" + digits : digits)])
    }
  }
}

// MARK: - Lines

extension HandshakeReport {
  mutating func judgeSyntax() {
    judgeLength()
    judgeBytes()
    judgeLines()
  }

  private mutating func judgeLength() {
    if head.isComplete {
      kept(.headUnfinished, nil)
    } else {
      broken(.headUnfinished, nil)
    }
  }

  /// One finding a line for each rule: the first byte that breaks it.
  private mutating func judgeBytes() {
    var brokenRules: Set<Rule> = []
    var rulesOfLine: Set<Rule> = []
    var line = 1
    var isInValue = false
    for (offset, byte) in head.bytes.enumerated() {
      let previous = offset > 0 ? head.bytes[offset - 1] : nil
      if let finding = Finding(
        byte: byte, after: previous, at: offset, line: line, isInValue: isInValue),
        rulesOfLine.insert(finding.rule).inserted
      {
        add(finding)
        brokenRules.insert(finding.rule)
      }
      if byte == .lf {
        line += 1
        rulesOfLine = []
        isInValue = false
      } else if byte == UInt8(ascii: ":"), line > 1 {
        isInValue = true
      }
    }
    for rule in [Rule.bareLF, .bareCR, .controlByte, .nonASCII] where !brokenRules.contains(rule) {
      kept(rule, nil)
    }
  }

  private mutating func judgeLines() {
    var brokenRules: Set<Rule> = []
    for line in head.lines {
      switch line.content {
      case .start: break
      case .continuation:
        brokenRules.insert(.folding)
        broken(.folding, .line(line), mistake: mistakeOfIndentation(line))
      case .unreadable:
        brokenRules.insert(.missingColon)
        broken(.missingColon, .line(line), ["line": .text(text(line.range))])
      case .field(let field):
        if field.colon > field.nameRange.upperBound {
          brokenRules.insert(.blankBeforeColon)
          broken(
            .blankBeforeColon,
            HandshakePlace(line: field.line, bytes: field.nameRange.upperBound..<field.colon),
            ["header": .text(field.name)])
        }
        if !field.name.utf8.isToken {
          brokenRules.insert(.fieldName)
          judgeName(of: field)
        }
      }
    }
    for rule in [Rule.folding, .missingColon, .blankBeforeColon, .fieldName]
    where !brokenRules.contains(rule) {
      kept(rule, nil)
    }
  }

  private mutating func judgeName(of field: HTTPField) {
    let place = HandshakePlace(line: field.line, bytes: field.nameRange)
    guard let strange = strangeByte(in: field.name) else {
      return broken(.fieldName, place, variant: "empty")
    }
    broken(.fieldName, place, ["header": .text(field.name), "byte": .statement(strange.statement)])
  }

  private func mistakeOfIndentation(_ line: HTTPLine) -> Statement? {
    guard text(line.range).utf8.contains(UInt8(ascii: ":")) else { return nil }
    return Statement("handshake.indented")
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: head.bytes[range], as: UTF8.self)
  }

  /// The first byte that may not be in a token; nil where there is none.
  func strangeByte(in token: String) -> UInt8? {
    token.utf8.first { !$0.isTokenByte }
  }
}
