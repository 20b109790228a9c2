// What a server asks of a request: RFC 6455 §4.2.1, whose items are here in order.

extension Rule {
  static let requestRules: [Rule] = [
    requestLine, method, requestVersion, requestTarget, host, hostRepeated, upgradeOfRequest,
    connectionOfRequest, versionRepeated, version, keyRepeated, key, originRepeated,
  ]
}

// MARK: - The request line

extension Rule {
  /// RFC 9112 §3: the first line is a method, a target and a version, with one space between them.
  package static let requestLine = handshake("request-line", section: "RFC 9112 §3")

  /// §4.1: the method of the request MUST be GET.
  package static let method = handshake("method", section: "4.2.1 item 1")

  /// §4.1: the HTTP version MUST be at least 1.1.
  package static let requestVersion = handshake("request-version", section: "4.2.1 item 1")

  /// §4.1: the target MUST match the resource name, a path, or be an http or https URI; §3: a
  /// fragment MUST NOT be used.
  package static let requestTarget = handshake("request-target", section: "4.2.1 item 1")
}

extension HandshakeReport {
  mutating func judgeRequestLine() {
    guard let line = head.lines.first else {
      return broken(.requestLine, nil, variant: "missing")
    }
    guard case .request(let method, let target, let version) = head.startLine else {
      if case .status = head.startLine {
        return broken(.requestLine, .line(line), variant: "response")
      }
      return broken(.requestLine, .line(line), ["line": .text(text(line.range))])
    }
    kept(.requestLine, .line(line))

    let methodPlace = HandshakePlace(
      line: 1, bytes: line.range.lowerBound..<line.range.lowerBound + method.utf8.count)
    if method == "GET" {
      kept(.method, methodPlace)
    } else {
      // "PRI" begins the preface of HTTP/2, which has its own handshake in RFC 8441.
      broken(
        .method, methodPlace, ["method": .text(method)],
        mistake: method == "PRI" ? Statement("handshake.http2") : nil)
    }

    let versionPlace = HandshakePlace(
      line: 1, bytes: line.range.upperBound - 8..<line.range.upperBound)
    if version >= HTTPVersion(1, 1) {
      kept(.requestVersion, versionPlace, ["version": .name(version.description)])
    } else {
      broken(.requestVersion, versionPlace, ["version": .name(version.description)])
    }

    let targetPlace = HandshakePlace(
      line: 1, bytes: methodPlace.bytes.upperBound + 1..<versionPlace.bytes.lowerBound - 1)
    judge(target: target, targetPlace)
  }

  /// Judges a target by RFC 6455 §3 and §4.1.
  private mutating func judge(target: String, _ place: HandshakePlace) {
    let values = ["target": Statement.Value.text(target)]
    let start = String(target.prefix(8)).lowercased()
    if target.utf8.contains(UInt8(ascii: "#")) {
      broken(.requestTarget, place, variant: "fragment", values)
    } else if target.hasPrefix("/") || start.hasPrefix("http://") || start.hasPrefix("https://") {
      kept(.requestTarget, place, values)
    } else if start.hasPrefix("ws:") || start.hasPrefix("wss:") {
      broken(.requestTarget, place, variant: "websocket-url", values)
    } else {
      broken(.requestTarget, place, values)
    }
  }
}

// MARK: - Host

extension Rule {
  /// §4.1: the request MUST contain a Host header.
  package static let host = handshake("host", section: "4.2.1 item 2")

  /// RFC 9112 §3.2: a server MUST refuse a request with more than one Host header.
  package static let hostRepeated = handshake("host-repeated", section: "RFC 9112 §3.2")
}

extension HandshakeReport {
  mutating func judgeHost() {
    guard let field = singleField("Host", .hostRepeated) else {
      return broken(.host, nil, variant: "missing", ["missing": missing("Host")])
    }
    if field.value.isEmpty || !field.value.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) {
      broken(.host, .field(field), ["value": .text(field.value)])
    } else {
      kept(.host, .field(field), ["value": .text(field.value)])
    }
  }

  /// That a header is not there, or where it hides.
  func missing(_ name: String) -> Statement.Value {
    for line in head.lines where line.content == .continuation {
      let trimmed = head.bytes.trimmingBlanks(line.range)
      if text(trimmed).prefix(name.utf8.count + 1).lowercased() == name.lowercased() + ":" {
        return .statement(
          Statement(
            "missing-header/indented", ["header": .name(name), "line": .name(line.number)]))
      }
    }
    return .statement(Statement("missing-header", ["header": .name(name)]))
  }
}

// MARK: - Upgrade and Connection

extension Rule {
  /// §4.1: the request MUST contain an Upgrade header whose value MUST include "websocket".
  package static let upgradeOfRequest = handshake("request-upgrade", section: "4.2.1 item 3")

  /// §4.1: the request MUST contain a Connection header, a list, whose value MUST include "Upgrade".
  package static let connectionOfRequest = handshake(
    "request-connection", section: "4.2.1 item 4")
}

extension HandshakeReport {
  mutating func judgeUpgradeOfRequest() {
    judgeList("Upgrade", names: "websocket", .upgradeOfRequest)
  }

  mutating func judgeConnectionOfRequest() {
    judgeList("Connection", names: "Upgrade", .connectionOfRequest)
  }

  mutating func judgeList(
    _ name: String, names wanted: String, _ rule: Rule, mistake: Statement? = nil
  ) {
    let members = head.listMembers(of: name)
    if let member = members.first(where: { $0.text.equalsIgnoringCase(wanted) }) {
      kept(rule, .member(member), ["header": .name(name), "member": .name(member.text)])
    } else if let field = head.fields(named: name).first {
      broken(
        rule, .field(field),
        ["header": .name(name), "value": .text(field.value), "wanted": .name(wanted)],
        mistake: mistake)
    } else {
      broken(
        rule, nil, variant: "missing", ["missing": missing(name), "wanted": .name(wanted)],
        mistake: mistake)
    }
  }
}

// MARK: - The version

extension Rule {
  /// §4.1: the value of Sec-WebSocket-Version MUST be 13.
  package static let version = handshake("version", section: "4.2.1 item 6")

  /// §11.3.5: Sec-WebSocket-Version MUST NOT appear more than once in a request.
  package static let versionRepeated = handshake("version-repeated", section: "11.3.5")
}

extension HandshakeReport {
  /// Judged before the key: a client of another version learns that first.
  mutating func judgeVersion() {
    guard let field = singleField("Sec-WebSocket-Version", .versionRepeated) else {
      return broken(
        .version, nil, variant: "missing", ["missing": missing("Sec-WebSocket-Version")],
        mistake: mistakeOfDraft76)
    }
    if field.value == "13" {
      kept(.version, .field(field))
    } else {
      broken(.version, .value(field), ["value": .text(field.value)])
    }
  }

  /// Sec-WebSocket-Key1 and -Key2 are from a draft of 2010.
  private var mistakeOfDraft76: Statement? {
    head.fields(named: "Sec-WebSocket-Key1").isEmpty ? nil : Statement("handshake.draft-76")
  }
}

// MARK: - The key

extension Rule {
  /// §4.1: the value of Sec-WebSocket-Key MUST be a nonce of 16 bytes in Base64.
  package static let key = handshake("key", section: "4.2.1 item 5")

  /// §11.3.1: Sec-WebSocket-Key MUST NOT appear more than once in a request.
  package static let keyRepeated = handshake("key-repeated", section: "11.3.1")
}

extension HandshakeReport {
  mutating func judgeKey() {
    guard let field = singleField("Sec-WebSocket-Key", .keyRepeated) else {
      return broken(
        .key, nil, variant: "missing", ["missing": missing("Sec-WebSocket-Key")],
        mistake: mistakeOfDraft76)
    }
    do {
      _ = try SecWebSocketKey(field.value)
      kept(.key, .value(field))
    } catch {
      broken(
        .key, .value(field), ["value": .text(field.value), "reason": .statement(error.statement)])
    }
  }
}

// MARK: - Origin

extension Rule {
  /// RFC 6454 §7.3: a user agent MUST NOT include more than one Origin header.
  package static let originRepeated = handshake("origin-repeated", section: "RFC 6454 §7.3")
}

extension HandshakeReport {
  /// Whether an origin is welcome is the server's policy; see ``ServerHandshake``.
  mutating func judgeOrigin() {
    _ = singleField("Origin", .originRepeated)
  }
}
