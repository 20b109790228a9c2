import Testing

@testable import WebSocketProtocol

@Suite("Extension lists")
struct HandshakeExtensionTests {
  private typealias Parameter = HandshakeExtension.Parameter

  @Test("RFC 6455 §9.1's examples")
  func examples() throws {
    #expect(try HandshakeExtension.parse("foo") == [HandshakeExtension(name: "foo")])
    #expect(
      try HandshakeExtension.parse("foo; baz=2, bar")
        == [
          HandshakeExtension(name: "foo", parameters: [Parameter("baz", "2")]),
          HandshakeExtension(name: "bar"),
        ])
    #expect(
      try HandshakeExtension.parse("mux; max-channels=4; flow-control, deflate-stream")
        == [
          HandshakeExtension(
            name: "mux", parameters: [Parameter("max-channels", "4"), Parameter("flow-control")]),
          HandshakeExtension(name: "deflate-stream"),
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
    let offers = try HandshakeExtension.parse(text)
    #expect(offers.map(\.text).joined(separator: ", ") == plain)
    #expect(try HandshakeExtension.parse(plain) == offers)
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
    let error = #expect(throws: HandshakeExtension.SyntaxError.self) {
      try HandshakeExtension.parse(text)
    }
    #expect(error?.offset == offset, "\(error?.description ?? "")")
  }

  @Test("what is no token is not writable")
  func unwritable() {
    for offer in [
      HandshakeExtension(name: ""), HandshakeExtension(name: "a\r\nX: y"),
      HandshakeExtension(name: "a", parameters: [Parameter("b", "c d")]),
      HandshakeExtension(name: "a", parameters: [Parameter("", nil)]),
      HandshakeExtension(name: "a", parameters: [Parameter("b", "")]),
    ] {
      #expect(!offer.isWritable)
    }
  }
}
