import Testing

@testable import WebSocketProtocol

@Suite("Key and accept value")
struct HandshakeKeyTests {
  @Test(
    "accept values: RFC 6455 §1.3, two browsers' keys, all checked with openssl",
    arguments: [
      // printf %s KEY258EAFA5-E914-47DA-95CA-C5AB0DC85B11 | openssl sha1 -binary | openssl base64
      ("dGhlIHNhbXBsZSBub25jZQ==", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="),
      ("kzLEn9BmFKJ5oZbvv6JKWQ==", "qTA6G4jBdi6N5KXKdWZ283vlUso="),
      ("LRT23e1ke0wLtTRpsvMLNA==", "gvkWqY/ajLeGPvbjkL22DevNwjY="),
      ("AQIDBAUGBwgJCgsMDQ4PEA==", "C/0nmHhBztSRGR1CwL6Tf4ZjwpY="),
      ("7+C600xYybOv2zmJ69RQsw==", "fYoqiH14DgI+5ylEMwM2sOLzOi0="),
    ])
  func acceptValues(key: String, accept: String) throws {
    #expect(try SecWebSocketKey(key).acceptValue == accept)
    #expect(AcceptValue.text(forKey: key) == accept)
  }

  @Test("the RFC's key stands for a sentence of 16 bytes")
  func sampleNonce() throws {
    let key = try SecWebSocketKey("dGhlIHNhbXBsZSBub25jZQ==")
    #expect(key.nonce == Array("the sample nonce".utf8))
  }

  @Test("§4.1's own sample is not canonical, and the error says whose mistake that is")
  func erratum3150() {
    let error = #expect(throws: SecWebSocketKey.Invalid.self) {
      try SecWebSocketKey("AQIDBAUGBwgJCgsMDQ4PEC==")
    }
    #expect(error?.offset == 21)
    #expect(error?.statement.id == "key/sample-of-the-rfc")
    #expect(error?.description.contains("character=A") == true)
  }

  @Test(
    "what is not a key",
    arguments: [
      ("", nil, "key/wrong-size count=0"),
      ("dGhlIHNhbXBsZSBub25jZSE=", nil, "key/wrong-size count=17"),
      ("dGhlIHNhbXBsZSBub25j", nil, "key/wrong-size count=15"),
      (
        "dGhlIHNhbXBsZSBub25jZQ", 22,
        "key/not-base64 reason=(base64/incomplete-group count=22 lacking=2)"
      ),
      (
        "dGhlIHNhbXBsZSBub25jZR==", 21,
        "key/not-base64 reason=(base64/unused-bits canonical=(byte/printable character=Q) "
          + "position=22)"
      ),
      (
        " dGhlIHNhbXBsZSBub25jZQ==", 0,
        "key/not-base64 reason=(base64/foreign-byte byte=(byte/space) position=1)"
      ),
    ] as [(String, Int?, String)])
  func invalid(text: String, offset: Int?, reason: String) {
    let error = #expect(throws: SecWebSocketKey.Invalid.self) { try SecWebSocketKey(text) }
    #expect(error?.offset == offset)
    #expect(error?.description == reason)
  }

  @Test("random keys are keys, and follow from the generator")
  func random() throws {
    var counter = CountingGenerator()
    let key = SecWebSocketKey.random(using: &counter)
    #expect(try SecWebSocketKey(key.text) == key)
    #expect(key.nonce.count == 16)
    var again = CountingGenerator()
    #expect(SecWebSocketKey.random(using: &again) == key)
    #expect(SecWebSocketKey.random(using: &again) != key)
  }
}

/// A generator whose numbers anyone can foresee: good for tests only.
struct CountingGenerator: RandomNumberGenerator {
  var state: UInt64 = 0

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
