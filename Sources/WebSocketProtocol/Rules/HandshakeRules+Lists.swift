// Subprotocols and extensions: what a client offers and what a server chooses of it.

extension Rule {
  static let listRules: [Rule] = [
    subprotocolName, subprotocolTwice, subprotocolRepeated, subprotocolNotOffered,
    extensionSyntax, extensionNotOffered, extensionParameters,
  ]
}

// MARK: - Subprotocols

extension Rule {
  /// §4.1: the elements of Sec-WebSocket-Protocol MUST be non-empty tokens, and there is at least one
  /// where the header is.
  package static let subprotocolName = handshake(
    "subprotocol-name", section: "4.1 request item 10")

  /// §4.1: the subprotocols that a client offers MUST all be unique.
  package static let subprotocolTwice = handshake(
    "subprotocol-twice", section: "4.1 request item 10")

  /// §11.3.4: Sec-WebSocket-Protocol MUST NOT appear more than once in a response.
  package static let subprotocolRepeated = handshake("subprotocol-repeated", section: "11.3.4")

  /// §4.1: if the response names a subprotocol that the client did not offer, the client MUST fail
  /// the connection.
  package static let subprotocolNotOffered = handshake(
    "subprotocol-not-offered", section: "4.2.2 item 5.5")
}

extension HandshakeReport {
  private static let protocolHeader = "Sec-WebSocket-Protocol"

  mutating func judgeOfferedSubprotocols() {
    guard judgeNames(keptAs: "offered") else { return notApplicable(.subprotocolTwice) }
    var seen: Set<String> = []
    var isUnique = true
    for member in head.listMembers(of: Self.protocolHeader) where !seen.insert(member.text).inserted
    {
      isUnique = false
      broken(.subprotocolTwice, .member(member), ["name": .text(member.text)])
    }
    if isUnique { kept(.subprotocolTwice, nil) }
  }

  mutating func judgeChosenSubprotocol(_ offer: HandshakeOffer?) {
    guard judgeNames(keptAs: "chosen") else {
      notApplicable(.subprotocolRepeated)
      return notApplicable(.subprotocolNotOffered)
    }
    let members = head.listMembers(of: Self.protocolHeader)
    for member in members.dropFirst() {
      broken(.subprotocolRepeated, .member(member), ["name": .text(member.text)])
    }
    guard let chosen = members.first else { return }
    if members.count == 1 { kept(.subprotocolRepeated, .member(chosen)) }
    let name = ["name": Statement.Value.text(chosen.text)]
    guard let offer else {
      return undecided(.subprotocolNotOffered, .member(chosen), name)
    }
    if offer.subprotocols.contains(chosen.text) {
      kept(.subprotocolNotOffered, .member(chosen), name)
    } else if offer.subprotocols.isEmpty {
      broken(.subprotocolNotOffered, .member(chosen), variant: "none-offered", name)
    } else {
      broken(
        .subprotocolNotOffered, .member(chosen),
        name.merging(["offered": .texts(offer.subprotocols)]) { $1 })
    }
  }

  /// Judges the names themselves; false where the header is not there.
  private mutating func judgeNames(keptAs variant: String) -> Bool {
    let fields = head.fields(named: Self.protocolHeader)
    guard let first = fields.first else {
      notApplicable(.subprotocolName)
      return false
    }
    let members = head.listMembers(of: Self.protocolHeader)
    var isRight = true
    for member in members {
      guard let strange = strangeByte(in: member.text) else { continue }
      isRight = false
      broken(
        .subprotocolName, .member(member),
        ["name": .text(member.text), "byte": .statement(strange.statement)])
    }
    if members.isEmpty {
      broken(.subprotocolName, .field(first), variant: "empty")
    } else if isRight {
      kept(
        .subprotocolName, .field(first), variant: variant, ["names": .texts(members.map(\.text))])
    }
    return true
  }
}

// MARK: - Extensions

extension Rule {
  /// §9.1: Sec-WebSocket-Extensions MUST follow the grammar there.
  ///
  /// Erratum 3433 lets the header repeat in a response too: it is the list of all of them.
  package static let extensionSyntax = handshake("extension-syntax", section: "9.1")

  /// §4.1: if the response names an extension that the client did not offer, the client MUST fail
  /// the connection.
  package static let extensionNotOffered = handshake(
    "extension-not-offered", section: "4.2.2 item 5.6")

  /// §9.1: what a server answers for an extension fits what the client offered for it.
  package static let extensionParameters = handshake("extension-parameters", section: "9.1")
}

extension HandshakeReport {
  mutating func judgeOfferedExtensions() {
    _ = judgedExtensions()
  }

  mutating func judgeChosenExtensions(
    _ offer: HandshakeOffer?, _ known: (any NegotiableExtension)?
  ) {
    let place = head.fields(named: HandshakeExtension.header).first.map(HandshakePlace.field)
    guard let chosen = judgedExtensions(), !chosen.isEmpty else {
      notApplicable(.extensionNotOffered)
      return notApplicable(.extensionParameters)
    }
    let offered = offer?.extensions
    if let stranger = chosen.first(where: { answer in
      offered?.contains { $0.name == answer.name } == false
    }) {
      broken(.extensionNotOffered, place, ["name": .text(stranger.name)])
      return notApplicable(.extensionParameters, variant: "not-offered")
    }
    if offered == nil {
      undecided(.extensionNotOffered, place)
    } else {
      kept(.extensionNotOffered, place)
    }
    judgeParameters(of: chosen, offered, known, place)
  }

  private mutating func judgeParameters(
    of chosen: [HandshakeExtension], _ offered: [HandshakeExtension]?,
    _ known: (any NegotiableExtension)?, _ place: HandshakePlace?
  ) {
    if let known {
      let answers = chosen.filter { $0.name == known.name }
      let offers = offered?.filter { $0.name == known.name }
      do throws(ExtensionRefusal) {
        if !answers.isEmpty { agreedExtension = try known.accept(answers, to: offers) }
      } catch {
        return broken(.extensionParameters, place, ["problem": .statement(error.statement)])
      }
    }
    if offered == nil {
      undecided(.extensionParameters, place)
    } else {
      kept(.extensionParameters, place)
    }
  }

  /// The extensions of all lines; nil where one of them breaks the grammar.
  private mutating func judgedExtensions() -> [HandshakeExtension]? {
    let fields = head.fields(named: HandshakeExtension.header)
    guard let first = fields.first else {
      notApplicable(.extensionSyntax)
      return []
    }
    var extensions: [HandshakeExtension] = []
    var isRight = true
    for field in fields {
      do {
        extensions += try HandshakeExtension.parse(field.valueBytes)
      } catch {
        isRight = false
        let offset = field.valueRange.lowerBound + error.offset
        broken(
          .extensionSyntax,
          HandshakePlace(
            line: field.line, bytes: offset..<min(offset + 1, field.valueRange.upperBound)),
          ["value": .text(field.value), "reason": .statement(error.statement)])
      }
    }
    guard isRight else { return nil }
    kept(.extensionSyntax, .field(first), ["names": .texts(extensions.map(\.name))])
    return extensions
  }
}
