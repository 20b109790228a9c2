import Testing

@testable import WebSocketProtocol

@Suite("Extension lists")
struct HandshakeExtensionTests {
  private typealias Parameter = ExtensionOffer.Parameter

  @Test("RFC 6455 §9.1's examples")
  func examples() throws {
    #expect(try ExtensionOffer.parse("foo") == [ExtensionOffer(name: "foo")])
    #expect(
      try ExtensionOffer.parse("foo; baz=2, bar")
        == [
          ExtensionOffer(name: "foo", parameters: [Parameter("baz", "2")]),
          ExtensionOffer(name: "bar"),
        ])
    #expect(
      try ExtensionOffer.parse("mux; max-channels=4; flow-control, deflate-stream")
        == [
          ExtensionOffer(
            name: "mux", parameters: [Parameter("max-channels", "4"), Parameter("flow-control")]),
          ExtensionOffer(name: "deflate-stream"),
        ])
  }

  @Test(
    "read, and written in the plainest form",
    arguments: [
      ("a;b;c", "a; b; c"),
      (" a ;\tb = c ", "a; b=c"),
      ("a; b=\"c\"", "a; b=c"),
      ("a; b=\"\\c\\d\"", "a; b=cd"),
      (",a,,b,", "a, b"),
      ("a; b; b=1; B", "a; b; b=1; B"),
      (
        "permessage-deflate; client_max_window_bits, permessage-deflate",
        "permessage-deflate; client_max_window_bits, permessage-deflate"
      ),
    ])
  func written(text: String, plain: String) throws {
    let offers = try ExtensionOffer.parse(text)
    #expect(offers.map(\.text).joined(separator: ", ") == plain)
    #expect(try ExtensionOffer.parse(plain) == offers)
    for offer in offers {
      #expect(offer.isWritable)
    }
  }

  @Test(
    "refused at the place where the grammar breaks",
    arguments: [
      ("", 0), (" ", 1), (",", 1), ("a;", 2), ("a; ", 3), ("a;;b", 2), ("a=b", 1), ("a b", 2),
      ("a; b=", 5), ("a; b=,", 5), ("a; =c", 3), ("a; b=\"\"", 6), ("a; b=\"c", 7), ("a; b=\"", 6),
      ("a; b=\"c\\", 7), ("a; b=\"c d\"", 7), ("a; b=\"c,d\"", 7), ("a; b=\"c\"d", 8), ("é", 0),
      ("a; b=c=d", 6), ("\"a\"", 0), ("a\0", 1), (";a", 0),
    ])
  func refused(text: String, offset: Int) {
    let error = #expect(throws: ExtensionOffer.SyntaxError.self) {
      try ExtensionOffer.parse(text)
    }
    #expect(error?.offset == offset, "\(error?.description ?? "")")
  }

  @Test("what is no token is not writable")
  func unwritable() {
    for offer in [
      ExtensionOffer(name: ""), ExtensionOffer(name: "a\r\nX: y"),
      ExtensionOffer(name: "a", parameters: [Parameter("b", "c d")]),
      ExtensionOffer(name: "a", parameters: [Parameter("", nil)]),
      ExtensionOffer(name: "a", parameters: [Parameter("b", "")]),
    ] {
      #expect(!offer.isWritable)
    }
  }
}
