// What a server asks of a request: RFC 6455 §4.2.1, whose items stand here in order.

extension Rule {
  static let requestRules: [Rule] = [
    requestLine, method, requestVersion, requestTarget, host, hostRepeated, upgradeOfRequest,
    connectionOfRequest, versionRepeated, version, keyRepeated, key, originRepeated,
  ]
}

// MARK: - The request line

extension Rule {
  package static let requestLine = handshake(
    "request-line", section: "RFC 9112 §3",
    "The first line is a method, a target and a version, with one space between them.")

  package static let method = handshake(
    "method", section: "4.2.1 item 1", "The method is GET.")

  package static let requestVersion = handshake(
    "request-version", section: "4.2.1 item 1", "The version of HTTP is 1.1 or higher.")

  package static let requestTarget = handshake(
    "request-target", section: "4.2.1 item 1",
    "The target is a path that begins with \"/\", or an http or https URI, without a fragment.")
}

extension HandshakeReport {
  mutating func judgeRequestLine() {
    guard let line = head.lines.first else {
      return broken(.requestLine, nil, "There is no request line.")
    }
    guard case .request(let method, let target, let version) = head.startLine else {
      if case .status = head.startLine {
        return broken(
          .requestLine, .line(line), "This is a response's first line. A request is wanted here.")
      }
      return broken(
        .requestLine, .line(line),
        "\(text(line.range).quoted) is no request line. One looks like \"GET /chat HTTP/1.1\".")
    }
    let place = HandshakePlace.line(line)
    met(.requestLine, place, "The first line is a request line.")

    let methodPlace = HandshakePlace(
      line: 1, bytes: line.range.lowerBound..<line.range.lowerBound + method.utf8.count)
    if method == "GET" {
      met(.method, methodPlace, "The method is GET.")
    } else {
      broken(
        .method, methodPlace,
        "The method is \(method.quoted). It must be GET, in upper case.",
        hint: method == "PRI" ? .http2 : nil)
    }

    let versionPlace = HandshakePlace(
      line: 1, bytes: line.range.upperBound - 8..<line.range.upperBound)
    if version >= HTTPVersion(1, 1) {
      met(.requestVersion, versionPlace, "The version is \(version).")
    } else {
      broken(
        .requestVersion, versionPlace, "The version is \(version). It must be HTTP/1.1 or higher.")
    }

    let targetPlace = HandshakePlace(
      line: 1, bytes: methodPlace.bytes.upperBound + 1..<versionPlace.bytes.lowerBound - 1)
    if let problem = Self.problem(ofTarget: target) {
      broken(.requestTarget, targetPlace, "The target is \(target.quoted). \(problem)")
    } else {
      met(.requestTarget, targetPlace, "The target is \(target.quoted).")
    }
  }

  /// What is wrong with a target; nil where nothing is.
  ///
  /// RFC 6455 §3, §4.1.
  static func problem(ofTarget target: String) -> String? {
    if target.utf8.contains(UInt8(ascii: "#")) {
      return "A fragment, from \"#\" on, is never sent."
    }
    let start = String(target.prefix(8)).lowercased()
    if target.hasPrefix("/") || start.hasPrefix("http://") || start.hasPrefix("https://") {
      return nil
    }
    return start.hasPrefix("ws:") || start.hasPrefix("wss:")
      ? "On the wire it is the path alone, or begins with http:// or https://."
      : "It must begin with \"/\", http:// or https://."
  }
}

extension HandshakeHint {
  static let http2 = HandshakeHint(
    "handshake.http2",
    "This is the preface of HTTP/2. The opening handshake of RFC 6455 is HTTP/1.1; RFC 8441 has "
      + "another one for HTTP/2.")

  static let hixie = HandshakeHint(
    "handshake.draft-76",
    "Sec-WebSocket-Key1 and -Key2 belong to a draft of 2010, which no browser speaks any more.")
}

// MARK: - Host

extension Rule {
  package static let host = handshake(
    "host", section: "4.2.1 item 2", "A Host header names the server that the client means.")

  package static let hostRepeated = handshake(
    "host-repeated", section: "RFC 9112 §3.2", "Host stands in a request only once.")
}

extension HandshakeReport {
  mutating func judgeHost() {
    guard let field = singleField("Host", .hostRepeated) else {
      return broken(.host, nil, missing("Host"))
    }
    if field.value.isEmpty || !field.value.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) {
      broken(.host, .field(field), "Host is \(field.value.quoted). It must name the server.")
    } else {
      met(.host, .field(field), "Host is \(field.value.quoted).")
    }
  }

  /// That a header is not there, or where it hides.
  func missing(_ name: String) -> String {
    for line in head.lines where line.content == .continuation {
      let trimmed = head.bytes.trimmingBlanks(line.range)
      if text(trimmed).prefix(name.utf8.count + 1).lowercased() == name.lowercased() + ":" {
        return "There is no \(name) header. Line \(line.number) looks like it, "
          + "but begins with a blank."
      }
    }
    return "There is no \(name) header."
  }
}

// MARK: - Upgrade and Connection

extension Rule {
  package static let upgradeOfRequest = handshake(
    "request-upgrade", section: "4.2.1 item 3",
    "An Upgrade header names websocket, in upper or lower case.")

  package static let connectionOfRequest = handshake(
    "request-connection", section: "4.2.1 item 4",
    "A Connection header, which is a list, names Upgrade, in upper or lower case.")
}

extension HandshakeReport {
  mutating func judgeUpgradeOfRequest() {
    judgeList("Upgrade", names: "websocket", .upgradeOfRequest)
  }

  mutating func judgeConnectionOfRequest() {
    judgeList("Connection", names: "Upgrade", .connectionOfRequest)
  }

  mutating func judgeList(
    _ name: String, names wanted: String, _ rule: Rule, hint: HandshakeHint? = nil
  ) {
    let members = head.listMembers(of: name)
    if let member = members.first(where: { $0.text.equalsIgnoringCase(wanted) }) {
      met(rule, .member(member), "\(name) names \(member.text).")
    } else if let field = head.fields(named: name).first {
      broken(
        rule, .field(field), "\(name) is \(field.value.quoted). It must name \(wanted).", hint: hint
      )
    } else {
      broken(rule, nil, "\(missing(name)) It must name \(wanted).", hint: hint)
    }
  }
}

// MARK: - The version

extension Rule {
  package static let version = handshake(
    "version", section: "4.2.1 item 6", "Sec-WebSocket-Version is 13.")

  package static let versionRepeated = handshake(
    "version-repeated", section: "11.3.5",
    "Sec-WebSocket-Version stands in a request only once.")
}

extension HandshakeReport {
  /// Judged before the key: a client of another version learns that first.
  mutating func judgeVersion() {
    guard let field = singleField("Sec-WebSocket-Version", .versionRepeated) else {
      return broken(
        .version, nil, "\(missing("Sec-WebSocket-Version")) It must be 13.",
        hint: head.fields(named: "Sec-WebSocket-Key1").isEmpty ? nil : .hixie)
    }
    if field.value == "13" {
      met(.version, .field(field), "Sec-WebSocket-Version is 13.")
    } else {
      broken(
        .version, .value(field),
        "Sec-WebSocket-Version is \(field.value.quoted). It must be 13, the version of RFC 6455.")
    }
  }
}

// MARK: - The key

extension Rule {
  package static let key = handshake(
    "key", section: "4.2.1 item 5", "Sec-WebSocket-Key holds 16 bytes in Base64.")

  package static let keyRepeated = handshake(
    "key-repeated", section: "11.3.1", "Sec-WebSocket-Key stands in a request only once.")
}

extension HandshakeReport {
  mutating func judgeKey() {
    guard let field = singleField("Sec-WebSocket-Key", .keyRepeated) else {
      return broken(
        .key, nil, missing("Sec-WebSocket-Key"),
        hint: head.fields(named: "Sec-WebSocket-Key1").isEmpty ? nil : .hixie)
    }
    do {
      _ = try SecWebSocketKey(field.value)
      met(.key, .value(field), "Sec-WebSocket-Key is canonical Base64 of 16 bytes.")
    } catch {
      broken(.key, .value(field), "Sec-WebSocket-Key is \(field.value.quoted). \(error)")
    }
  }
}

// MARK: - Origin

extension Rule {
  package static let originRepeated = handshake(
    "origin-repeated", section: "RFC 6454 §7.3", "Origin stands in a request only once.")
}

extension HandshakeReport {
  /// Whether an origin is welcome is the server's policy; see ``ServerHandshake``.
  mutating func judgeOrigin() {
    _ = singleField("Origin", .originRepeated)
  }
}
