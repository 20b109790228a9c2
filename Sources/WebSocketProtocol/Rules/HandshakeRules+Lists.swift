// Subprotocols and extensions: what a client offers and what a server chooses of it.

extension Rule {
  static let listRules: [Rule] = [
    subprotocolName, subprotocolTwice, subprotocolRepeated, subprotocolNotOffered,
    extensionSyntax, extensionNotOffered, extensionParameters,
  ]
}

// MARK: - Subprotocols

extension Rule {
  package static let subprotocolName = handshake(
    "subprotocol-name", section: "4.1 request item 10",
    "A subprotocol's name is a token, and where the header stands, there is at least one.")

  package static let subprotocolTwice = handshake(
    "subprotocol-twice", section: "4.1 request item 10",
    "A client offers each subprotocol only once.")

  package static let subprotocolRepeated = handshake(
    "subprotocol-repeated", section: "11.3.4",
    "Sec-WebSocket-Protocol stands in a response only once, with one name.")

  package static let subprotocolNotOffered = handshake(
    "subprotocol-not-offered", section: "4.2.2 item 5.5",
    "A server chooses one of the subprotocols that the client offered, or none.")
}

extension HandshakeReport {
  private static let protocolHeader = "Sec-WebSocket-Protocol"

  mutating func judgeOfferedSubprotocols() {
    guard judgeNames(praise: "Offered, the one liked best first") else {
      return notApplicable(.subprotocolTwice, "No subprotocol is offered.")
    }
    var seen: Set<String> = []
    var isUnique = true
    for member in head.listMembers(of: Self.protocolHeader) where !seen.insert(member.text).inserted
    {
      isUnique = false
      broken(
        .subprotocolTwice, .member(member), "\(member.text.quoted) is offered a second time.")
    }
    if isUnique {
      met(.subprotocolTwice, nil, "Each subprotocol is offered once.")
    }
  }

  mutating func judgeChosenSubprotocol(_ offer: HandshakeOffer?) {
    guard judgeNames(praise: "Chosen") else {
      notApplicable(.subprotocolRepeated, "No subprotocol is chosen.")
      return notApplicable(.subprotocolNotOffered, "No subprotocol is chosen.")
    }
    let members = head.listMembers(of: Self.protocolHeader)
    for member in members.dropFirst() {
      broken(
        .subprotocolRepeated, .member(member),
        "\(member.text.quoted) is a second subprotocol. A connection has one.")
    }
    guard let chosen = members.first else { return }
    if members.count == 1 {
      met(.subprotocolRepeated, .member(chosen), "One subprotocol is chosen.")
    }
    guard let offer else {
      return undecided(
        .subprotocolNotOffered, .member(chosen),
        "Whether the client offered \(chosen.text.quoted) is not known.")
    }
    if offer.subprotocols.contains(chosen.text) {
      met(.subprotocolNotOffered, .member(chosen), "The client offered \(chosen.text.quoted).")
    } else {
      let offered = offer.subprotocols.map(\.quoted).joined(separator: ", ")
      broken(
        .subprotocolNotOffered, .member(chosen),
        "The client did not offer \(chosen.text.quoted), but "
          + (offered.isEmpty ? "none." : "\(offered)."))
    }
  }

  /// Judges the names themselves; false where the header is not there.
  private mutating func judgeNames(praise: String) -> Bool {
    let fields = head.fields(named: Self.protocolHeader)
    guard let first = fields.first else {
      notApplicable(.subprotocolName, "There is no \(Self.protocolHeader).")
      return false
    }
    let members = head.listMembers(of: Self.protocolHeader)
    for member in members where !member.text.utf8.isToken {
      broken(
        .subprotocolName, .member(member),
        "\(member.text.quoted) is no name: \(strangeByte(in: member.text)) may not stand in one.")
    }
    if members.isEmpty {
      broken(.subprotocolName, .field(first), "\(Self.protocolHeader) names nothing.")
    } else if members.allSatisfy({ $0.text.utf8.isToken }) {
      let names = members.map(\.text.quoted).joined(separator: ", ")
      met(.subprotocolName, .field(first), "\(praise): \(names).")
    }
    return true
  }
}

// MARK: - Extensions

extension Rule {
  /// Erratum 3433 lets the header repeat in a response too: it is the list of all of them.
  package static let extensionSyntax = handshake(
    "extension-syntax", section: "9.1",
    "Extensions are tokens with parameters behind semicolons; a quoted value is a token within.")

  package static let extensionNotOffered = handshake(
    "extension-not-offered", section: "4.2.2 item 5.6",
    "A server uses only extensions that the client offered.")

  package static let extensionParameters = handshake(
    "extension-parameters", section: "9.1",
    "What a server answers for an extension fits what the client offered for it.")
}

extension HandshakeReport {
  mutating func judgeOfferedExtensions() {
    _ = judgedExtensions()
  }

  mutating func judgeChosenExtensions(
    _ offer: HandshakeOffer?, _ negotiation: ExtensionNegotiation
  ) {
    let place = head.fields(named: ExtensionOffer.header).first.map(HandshakePlace.field)
    guard let chosen = judgedExtensions(), !chosen.isEmpty else {
      notApplicable(.extensionNotOffered, "No extension is chosen.")
      return notApplicable(.extensionParameters, "No extension is chosen.")
    }
    guard let offered = offer?.extensions else {
      undecided(.extensionNotOffered, place, "What the client offered is not known.")
      return undecided(.extensionParameters, place, "What the client offered is not known.")
    }
    if let stranger = chosen.first(where: { answer in
      !offered.contains { $0.name == answer.name }
    }) {
      broken(
        .extensionNotOffered, place, "The client did not offer \(stranger.name.quoted).")
      return notApplicable(.extensionParameters, "Not every extension was offered.")
    }
    met(.extensionNotOffered, place, "The client offered every extension that the server chose.")
    if let problem = negotiation.problem(offered, chosen) {
      broken(.extensionParameters, place, problem)
    } else {
      met(.extensionParameters, place, "The answer fits the offer.")
    }
  }

  /// The extensions of all lines; nil where one of them breaks the grammar.
  private mutating func judgedExtensions() -> [ExtensionOffer]? {
    let fields = head.fields(named: ExtensionOffer.header)
    guard let first = fields.first else {
      notApplicable(.extensionSyntax, "There is no \(ExtensionOffer.header).")
      return []
    }
    var extensions: [ExtensionOffer] = []
    var isRight = true
    for field in fields {
      do {
        extensions += try ExtensionOffer.parse(field.valueBytes)
      } catch {
        isRight = false
        let offset = field.valueRange.lowerBound + error.offset
        broken(
          .extensionSyntax,
          HandshakePlace(
            line: field.line, bytes: offset..<min(offset + 1, field.valueRange.upperBound)),
          "\(ExtensionOffer.header) is \(field.value.quoted). \(error.description)")
      }
    }
    guard isRight else { return nil }
    met(
      .extensionSyntax, .field(first),
      "Extensions: \(extensions.map(\.name.quoted).joined(separator: ", ")).")
    return extensions
  }
}
