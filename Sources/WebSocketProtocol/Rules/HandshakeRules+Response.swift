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
  package static let statusLine = handshake(
    "status-line", section: "RFC 9112 §4",
    "The first line is a version, a code of three digits and a reason, which may be empty.")

  package static let responseVersion = handshake(
    "response-version", section: "4.2.2 item 5.1", "The version of HTTP is 1.1 or higher.")

  package static let status = handshake(
    "status", section: "4.2.2 item 5.1", "The status code is 101, Switching Protocols.")
}

extension HandshakeReport {
  mutating func judgeStatusLine(rest: [UInt8]) {
    guard let line = head.lines.first else {
      return broken(.statusLine, nil, "There is no status line.")
    }
    guard case .status(let version, let code, _) = head.startLine else {
      if case .request = head.startLine {
        return broken(
          .statusLine, .line(line), "This is a request's first line. A response is wanted here.")
      }
      return broken(
        .statusLine, .line(line),
        "\(text(line.range).quoted) is no status line. The right one is "
          + "\"HTTP/1.1 101 Switching Protocols\".")
    }
    met(.statusLine, .line(line), "The first line is a status line.")

    let start = line.range.lowerBound
    let versionPlace = HandshakePlace(line: 1, bytes: start..<start + 8)
    if version >= HTTPVersion(1, 1) {
      met(.responseVersion, versionPlace, "The version is \(version).")
    } else {
      broken(
        .responseVersion, versionPlace, "The version is \(version). Only HTTP/1.1 knows 101.")
    }

    let codePlace = HandshakePlace(line: 1, bytes: start + 9..<start + 12)
    if code == 101 {
      met(.status, codePlace, "The status code is 101.")
    } else {
      broken(
        .status, codePlace,
        "The status code is \(code), not 101: the server does not switch to "
          + "WebSocket.", hint: HandshakeHint(status: code))
    }
  }
}

extension HandshakeHint {
  /// What a server means by another code than 101.
  fileprivate init?(status code: Int) {
    let explanation: String
    switch code {
    case 200...299:
      explanation =
        "It took the request for an ordinary one. Is this the address of its WebSocket endpoint?"
    case 300...399:
      explanation =
        "It sends the client elsewhere, as its Location header says. Browsers do not follow."
    case 400:
      explanation = "It found the request wrong. Its body may say what it missed."
    case 401, 407: explanation = "It wants to know first who asks."
    case 403: explanation = "It refuses. Often it is the Origin header that it does not like."
    case 404: explanation = "It knows no such resource. Is the path right?"
    case 405: explanation = "It wants another method. The opening handshake is a GET."
    case 426:
      explanation = "It speaks other versions, which it lists in its Sec-WebSocket-Version header."
    case 502, 503, 504:
      explanation = "It, or a proxy before it, cannot reach the WebSocket server."
    default: return nil
    }
    self.init("handshake.status-\(code)", explanation)
  }
}

// MARK: - Upgrade and Connection

extension Rule {
  package static let upgradeOfResponse = handshake(
    "response-upgrade", section: "4.2.2 item 5.2",
    "The Upgrade header is websocket and nothing else, in upper or lower case.")

  package static let connectionOfResponse = handshake(
    "response-connection", section: "4.2.2 item 5.3",
    "A Connection header names Upgrade, in upper or lower case.")
}

extension HandshakeReport {
  mutating func judgeUpgradeOfResponse(rest: [UInt8]) {
    let fields = head.fields(named: "Upgrade")
    guard let field = fields.first else {
      return broken(
        .upgradeOfResponse, nil, "\(missing("Upgrade")) It must be websocket.",
        hint: lostHeadersHint(rest))
    }
    if let other = fields.first(where: { !$0.value.equalsIgnoringCase("websocket") }) {
      broken(
        .upgradeOfResponse, .value(other),
        "Upgrade is \(other.value.quoted). It must be websocket alone.")
    } else {
      met(.upgradeOfResponse, .value(field), "Upgrade is \(field.value).")
    }
  }

  mutating func judgeConnectionOfResponse(rest: [UInt8]) {
    judgeList(
      "Connection", names: "Upgrade", .connectionOfResponse,
      hint: head.fields.isEmpty ? lostHeadersHint(rest) : nil)
  }

  /// Headers that stand behind the blank line: the line ends were doubled.
  private func lostHeadersHint(_ rest: [UInt8]) -> HandshakeHint? {
    let line = rest.drop { $0.isBlank || $0 == .cr || $0 == .lf }.prefix { $0 != .lf }
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), line[..<colon].isToken else {
      return nil
    }
    return HandshakeHint(
      "handshake.crlf-doubled",
      "Behind the blank line follows what looks like a header: a line end was written twice, and "
        + "the blank line that makes ends the head. End each line with one CR LF.")
  }
}

// MARK: - The accept value

extension Rule {
  package static let accept = handshake(
    "accept", section: "4.2.2 item 5.4",
    "Sec-WebSocket-Accept is the Base64 of the SHA-1 of the client's key and the GUID behind it.")

  package static let acceptRepeated = handshake(
    "accept-repeated", section: "11.3.3", "Sec-WebSocket-Accept stands in a response only once.")
}

extension HandshakeReport {
  mutating func judgeAccept(_ offer: HandshakeOffer?) {
    guard let field = singleField("Sec-WebSocket-Accept", .acceptRepeated) else {
      return broken(.accept, nil, missing("Sec-WebSocket-Accept"))
    }
    guard let key = offer?.key else {
      return judgeAcceptAlone(field)
    }
    let expected = AcceptValue.text(forKey: key)
    if field.value == expected {
      met(.accept, .value(field), "Sec-WebSocket-Accept is the right answer to \(key.quoted).")
    } else {
      broken(
        .accept, .value(field),
        "Sec-WebSocket-Accept is \(field.value.quoted). To the key \(key.quoted), "
          + "the answer is \(expected.quoted).",
        hint: AcceptMistake.find(key: key, value: field.value).map(HandshakeHint.init))
    }
  }

  /// Without the key, only the value's size can be judged: 20 bytes in Base64.
  private mutating func judgeAcceptAlone(_ field: HTTPField) {
    let byteCount = (try? Base64.decode(field.valueBytes))?.count
    if byteCount == 20 {
      undecided(
        .accept, .value(field), "Whether Sec-WebSocket-Accept is right depends on the client's key."
      )
    } else {
      let found = byteCount.map { "Base64 of \($0) bytes" } ?? "not canonical Base64"
      broken(
        .accept, .value(field),
        "Sec-WebSocket-Accept is \(field.value.quoted), \(found). It must be Base64 of 20 bytes.")
    }
  }
}
