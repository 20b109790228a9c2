// What HTTP itself asks of a head, as far as a WebSocket endpoint must be strict about it: two ends
// that read a head differently can be played against each other.

extension Rule {
  static let syntaxRules: [Rule] = [
    headTooLong, headUnfinished, bareLF, bareCR, controlByte, nonASCII, folding, missingColon,
    blankBeforeColon, fieldName,
  ]

  package static let headTooLong = handshake(
    "head-too-long", section: "RFC 6585 §5",
    "A head has a limit, so that nobody can fill the other end's memory with one.")

  package static let headUnfinished = handshake(
    "head-unfinished", section: "RFC 9112 §2.1", "A blank line ends the head.")

  package static let bareLF = handshake(
    "bare-lf", section: "RFC 9112 §2.2", "Every line ends in CR LF, not in LF alone.")

  package static let bareCR = handshake(
    "bare-cr", section: "RFC 9112 §2.2", "A CR stands nowhere but before the LF of a line's end.")

  package static let controlByte = handshake(
    "control-byte", section: "RFC 9110 §5.5", "No NUL and no other control byte stands in a head.")

  package static let nonASCII = handshake(
    "non-ascii", section: "RFC 9110 §5.1",
    "The first line and the names of headers are ASCII; only values may hold other bytes.")

  package static let folding = handshake(
    "folded-line", section: "RFC 9112 §5.2",
    "Every header has a line of its own, which does not begin with a blank.")

  package static let missingColon = handshake(
    "missing-colon", section: "RFC 9112 §5", "A header is a name, a colon and a value.")

  package static let blankBeforeColon = handshake(
    "blank-before-colon", section: "RFC 9112 §5.1", "No blank stands between a name and its colon.")

  package static let fieldName = handshake(
    "header-name", section: "RFC 9110 §5.1",
    "A header's name is a token: letters, digits and a few signs, at least one of them.")
}

// MARK: - Bytes

extension HandshakeFinding {
  /// Judges one byte by the rules that say what may stand in a head at all; nil where it may.
  ///
  /// In a header's value, behind the colon, bytes that are not ASCII are let through unread: browsers
  /// send such cookies.
  init?(byte: UInt8, behind previous: UInt8?, at offset: Int, line: Int, isInValue: Bool) {
    let hint = offset == 0 ? HandshakeHint(firstByte: byte) : nil
    func broken(_ rule: Rule, at offset: Int, _ message: String) -> HandshakeFinding {
      HandshakeFinding(
        rule, .broken, line: line, bytes: offset..<offset + 1, message, hint: hint)
    }
    switch (previous, byte) {
    case (.cr, .lf):
      return nil
    case (.cr, _):
      self = broken(.bareCR, at: offset - 1, "There is a CR without LF behind it.")
    case (_, .lf):
      self = broken(.bareLF, at: offset, "The line ends in LF alone. It must end in CR LF.")
    case (_, .cr), (_, 0x09), (_, 0x20...0x7e):
      return nil
    case (_, 0x80...) where isInValue:
      return nil
    case (_, 0x80...):
      self = broken(
        .nonASCII, at: offset, "There is \(byte.nameInProse). Only ASCII is allowed here.")
    default:
      self = broken(.controlByte, at: offset, "There is \(byte.nameInProse), a control byte.")
    }
  }

  /// Says that a head does not end in time.
  init(headLongerThan limit: Int, line: Int?) {
    self.init(
      .headTooLong, .broken, line: line, bytes: limit..<limit,
      "The head has no end within \(limit.grouped) bytes, the limit.")
  }
}

extension HandshakeHint {
  /// What a first byte that begins no line of HTTP may come from.
  fileprivate init?(firstByte byte: UInt8) {
    switch byte {
    case 0x16:
      self.init(
        "handshake.tls",
        "This looks like TLS: a wss:// client at a port that speaks plain ws://. Use ws:// here, "
          + "or TLS on both ends.")
    case 0x81, 0x82:
      self.init(
        "handshake.frame-first",
        "This looks like a WebSocket frame. The opening handshake comes before the first one.")
    default:
      return nil
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
      met(.headUnfinished, nil, "A blank line ends the head.")
    } else {
      broken(.headUnfinished, nil, "The bytes end before the blank line that ends a head.")
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
      if let finding = HandshakeFinding(
        byte: byte, behind: previous, at: offset, line: line, isInValue: isInValue),
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
    for (rule, praise) in [
      (Rule.bareLF, "Every line ends in CR LF."), (.bareCR, "No CR stands alone."),
      (.controlByte, "No control byte stands in the head."), (.nonASCII, "All names are ASCII."),
    ] where !brokenRules.contains(rule) {
      met(rule, nil, praise)
    }
  }

  private mutating func judgeLines() {
    var isRight: [Rule: Bool] = [
      .folding: true, .missingColon: true, .blankBeforeColon: true, .fieldName: true,
    ]
    for line in head.lines {
      switch line.content {
      case .start: break
      case .continuation:
        isRight[.folding] = false
        broken(
          .folding, .line(line),
          "The line begins with a blank, which makes it a continuation of the line above.",
          hint: indentationHint(line))
      case .unreadable:
        isRight[.missingColon] = false
        broken(
          .missingColon, .line(line),
          "There is no colon in \(text(line.range).quoted). A header is a name, a colon and a value."
        )
      case .field(let field):
        if field.colon > field.nameRange.upperBound {
          isRight[.blankBeforeColon] = false
          broken(
            .blankBeforeColon,
            HandshakePlace(line: field.line, bytes: field.nameRange.upperBound..<field.colon),
            "A blank stands between \(field.name.quoted) and its colon. Take it away.")
        }
        if !field.name.utf8.isToken {
          isRight[.fieldName] = false
          broken(
            .fieldName, HandshakePlace(line: field.line, bytes: field.nameRange),
            field.name.isEmpty
              ? "The header has no name before its colon."
              : "\(field.name.quoted) is no name: \(strangeByte(in: field.name)) may not stand in one."
          )
        }
      }
    }
    for (rule, praise) in [
      (Rule.folding, "No line begins with a blank."), (.missingColon, "Every header has a colon."),
      (.blankBeforeColon, "No blank stands before a colon."),
      (.fieldName, "Every header's name is a token."),
    ] where isRight[rule] == true {
      met(rule, nil, praise)
    }
  }

  private func indentationHint(_ line: HTTPLine) -> HandshakeHint? {
    guard text(line.range).utf8.contains(UInt8(ascii: ":")) else { return nil }
    return HandshakeHint(
      "handshake.indented",
      "This looks like a header from an indented multi-line string in source code. Each header "
        + "begins in its line's first column.")
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: head.bytes[range], as: UTF8.self)
  }

  func strangeByte(in token: String) -> String {
    token.utf8.first { !$0.isTokenByte }?.nameInProse ?? "nothing"
  }
}
