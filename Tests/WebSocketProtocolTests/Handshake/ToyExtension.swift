import WebSocketProtocol

/// An extension whose answer has no parameters, unless a test says otherwise; doubles every byte.
struct ToyExtension: NegotiableExtension {
  var name = "x-double"
  var offers: [HandshakeExtension] { [HandshakeExtension(name: name)] }
  /// What a server answers, right or wrong; nil declines.
  var listing: HandshakeExtension? = HandshakeExtension(name: "x-double")

  func answer(to offers: [HandshakeExtension]) -> AgreedExtension? {
    listing.map { AgreedExtension(listing: $0, messageExtension: Doubling()) }
  }

  func accept(
    _ answers: [HandshakeExtension], to offers: [HandshakeExtension]?
  ) throws(ExtensionRefusal) -> AgreedExtension {
    guard answers.count == 1, answers[0].parameters.isEmpty, offers?.isEmpty != true else {
      throw ExtensionRefusal(Statement("test.parameter"))
    }
    return AgreedExtension(listing: answers[0], messageExtension: Doubling())
  }
}
