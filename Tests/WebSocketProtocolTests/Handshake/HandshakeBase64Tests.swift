import Testing

@testable import WebSocketProtocol

@Suite("Base64")
struct HandshakeBase64Tests {
  @Test(
    "the examples of RFC 4648 §10, both ways",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"),
      ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
  func published(plain: String, encoded: String) throws {
    #expect(Base64.encode(Array(plain.utf8)) == encoded)
    #expect(try Base64.decode(encoded.utf8) == Array(plain.utf8))
  }

  @Test("every value of every byte of a group survives")
  func roundTrip() throws {
    for byte in UInt8.min...UInt8.max {
      for bytes in [[byte], [0, byte], [0, 0, byte], [byte, 255], [255, byte, 255]] {
        #expect(try Base64.decode(Base64.encode(bytes).utf8) == bytes)
      }
    }
  }

  @Test("all 64 characters, as Python's base64 has them")
  func alphabet() {
    // python3 -c 'import base64; print(base64.b64encode(bytes(range(0, 256, 5))).decode())'
    #expect(
      Base64.encode((0..<52).map { UInt8($0 * 5) })
        == "AAUKDxQZHiMoLTI3PEFGS1BVWl9kaW5zeH2Ch4yRlpugpaqvtLm+w8jN0tfc4ebr8PX6/w==")
  }

  @Test(
    "what is not canonical is refused at the place where it goes wrong",
    arguments: [
      ("Zg", .incompleteGroup(byteCount: 2)),
      ("Zm9vY", .incompleteGroup(byteCount: 5)),
      ("Zg=", .incompleteGroup(byteCount: 3)),
      ("Zm9v====", .misplacedPadding(offset: 4)),
      ("Zg===", .misplacedPadding(offset: 4)),
      ("Zm=v", .misplacedPadding(offset: 2)),
      ("Z===", .misplacedPadding(offset: 1)),
      ("=", .misplacedPadding(offset: 0)),
      ("Zh==", .unusedBitsSet(offset: 1, canonical: UInt8(ascii: "g"))),
      ("Zm9=", .unusedBitsSet(offset: 2, canonical: UInt8(ascii: "8"))),
      ("Zm-v", .foreignByte(UInt8(ascii: "-"), offset: 2)),
      ("Zm_v", .foreignByte(UInt8(ascii: "_"), offset: 2)),
      ("Zm9v\n", .foreignByte(0x0a, offset: 4)),
      (" Zm9v", .foreignByte(0x20, offset: 0)),
      ("Zg==\r", .foreignByte(0x0d, offset: 4)),
      ("Zmé=", .foreignByte(0xc3, offset: 2)),
    ] as [(String, Base64.DecodingError)])
  func refused(text: String, expected: Base64.DecodingError) {
    #expect(throws: expected) { try Base64.decode(text.utf8) }
  }
}
