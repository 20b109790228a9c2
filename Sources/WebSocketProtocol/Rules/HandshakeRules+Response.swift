// What a client asks of a response: RFC 6455 §4.2.2 item 5 and §4.1, which say the same from both
// sides.

extension Rule {
  static let responseRules: [Rule] = [
    statusLine, responseVersion, status, upgradeOfResponse, connectionOfResponse, acceptRepeated,
    accept,
  ]
}

// MARK: - The status line

extension Rule {
  /// RFC 9112 §4: the first line is a version, a code of three digits and a reason, which may be
  /// empty.
  package static let statusLine = handshake("status-line", section: "RFC 9112 §4")

  /// §4.2.2: the server answers with HTTP/1.1; older versions do not know 101.
  package static let responseVersion = handshake("response-version", section: "4.2.2 item 5.1")

  /// §4.2.2: the status code is 101; §4.1: with any other, the connection is not open.
  package static let status = handshake("status", section: "4.2.2 item 5.1")
}

extension HandshakeReport {
  mutating func judgeStatusLine(rest: [UInt8]) {
    guard let line = head.lines.first else {
      return broken(.statusLine, nil, variant: "missing")
    }
    guard case .status(let version, let code, _) = head.startLine else {
      if case .request = head.startLine {
        return broken(.statusLine, .line(line), variant: "request")
      }
      return broken(
        .statusLine, .line(line), ["line": .text(text(line.range))],
        mistake: Statement("handshake.not-http"))
    }
    kept(.statusLine, .line(line))

    let start = line.range.lowerBound
    let versionPlace = HandshakePlace(line: 1, bytes: start..<start + 8)
    if version >= HTTPVersion(1, 1) {
      kept(.responseVersion, versionPlace, ["version": .name(version.description)])
    } else {
      broken(.responseVersion, versionPlace, ["version": .name(version.description)])
    }

    let codePlace = HandshakePlace(line: 1, bytes: start + 9..<start + 12)
    if code == 101 {
      kept(.status, codePlace)
    } else {
      broken(.status, codePlace, ["code": .name(code)], mistake: mistake(ofStatus: code))
    }
  }

  /// What a server means by another code than 101; nil for codes without a meaning for a client.
  private func mistake(ofStatus code: Int) -> Statement? {
    guard (200..<600).contains(code) else { return nil }
    if (300..<400).contains(code), let location = head.fields(named: "Location").first?.value {
      return Statement("handshake.status-\(code)/location", ["location": .text(location)])
    }
    return Statement("handshake.status-\(code)")
  }
}

// MARK: - Upgrade and Connection

extension Rule {
  /// §4.1: if the response has no Upgrade header or its value is not "websocket", the client MUST
  /// fail the connection.
  package static let upgradeOfResponse = handshake("response-upgrade", section: "4.2.2 item 5.2")

  /// §4.1: if the response has no Connection header that holds the token "Upgrade", the client MUST
  /// fail the connection.
  package static let connectionOfResponse = handshake(
    "response-connection", section: "4.2.2 item 5.3")
}

extension HandshakeReport {
  mutating func judgeUpgradeOfResponse(rest: [UInt8]) {
    let fields = head.fields(named: "Upgrade")
    guard let field = fields.first else {
      return broken(
        .upgradeOfResponse, nil, variant: "missing", ["missing": missing("Upgrade")],
        mistake: mistakeOfLostHeaders(rest))
    }
    if let other = fields.first(where: { !$0.value.equalsIgnoringCase("websocket") }) {
      broken(.upgradeOfResponse, .value(other), ["value": .text(other.value)])
    } else {
      kept(.upgradeOfResponse, .value(field), ["value": .name(field.value)])
    }
  }

  mutating func judgeConnectionOfResponse(rest: [UInt8]) {
    judgeList(
      "Connection", names: "Upgrade", .connectionOfResponse,
      mistake: head.fields.isEmpty ? mistakeOfLostHeaders(rest) : nil)
  }

  /// Headers that follow the blank line: the line ends were doubled.
  private func mistakeOfLostHeaders(_ rest: [UInt8]) -> Statement? {
    let line = rest.drop { $0.isBlank || $0 == .cr || $0 == .lf }.prefix { $0 != .lf }
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), line[..<colon].isToken else {
      return nil
    }
    return Statement("handshake.crlf-doubled")
  }
}

// MARK: - The accept value

extension Rule {
  /// §4.1: if Sec-WebSocket-Accept is missing or is not the Base64 of the SHA-1 of the key and the
  /// GUID after it, the client MUST fail the connection.
  package static let accept = handshake("accept", section: "4.2.2 item 5.4")

  /// §11.3.3: Sec-WebSocket-Accept MUST NOT appear more than once in a response.
  package static let acceptRepeated = handshake("accept-repeated", section: "11.3.3")
}

extension HandshakeReport {
  mutating func judgeAccept(_ offer: HandshakeOffer?) {
    guard let field = singleField("Sec-WebSocket-Accept", .acceptRepeated) else {
      return broken(
        .accept, nil, variant: "missing", ["missing": missing("Sec-WebSocket-Accept")])
    }
    guard let key = offer?.key else {
      return judgeAcceptAlone(field)
    }
    let expected = AcceptValue.text(forKey: key)
    if field.value == expected {
      kept(.accept, .value(field), ["key": .text(key)])
    } else {
      broken(
        .accept, .value(field),
        ["value": .text(field.value), "key": .text(key), "expected": .text(expected)],
        mistake: AcceptMistake.find(key: key, value: field.value))
    }
  }

  /// Without the key, only the value's size can be judged: 20 bytes in Base64.
  private mutating func judgeAcceptAlone(_ field: HTTPField) {
    let value = ["value": Statement.Value.text(field.value)]
    guard let byteCount = (try? Base64.decode(field.valueBytes))?.count else {
      return broken(.accept, .value(field), variant: "not-base64", value)
    }
    guard byteCount == 20 else {
      return broken(
        .accept, .value(field), variant: "wrong-size",
        value.merging(["count": .count(byteCount)]) { $1 })
    }
    undecided(.accept, .value(field))
  }
}
