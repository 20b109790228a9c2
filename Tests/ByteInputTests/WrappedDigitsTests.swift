import Testing

@testable import ByteInput

/// The masked "Hello" as `basenc --base2msbf` prints it: a line ends after 76 digits.
@Suite("Binary digits whose lines end inside a byte")
struct WrappedDigitsTests {
  static let hello: [UInt8] = [
    0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58,
  ]
  static let lines = [
    "1000000110000101001101111111101000100001001111010111111110011111010011010101",
    "000101011000",
  ]

  @Test("are one run of binary digits", arguments: ["\n", "\r\n"])
  func wrapped(lineEnd: String) throws {
    let text = Self.lines.map { $0 + lineEnd }.joined()
    let decoded = try ByteInput.decode(Array(text.utf8))
    #expect(decoded.format == .binaryDigits)
    #expect(decoded.bytes == Self.hello)
    #expect(decoded.notes.contains { $0.hasSuffix("--input-format hex") })
  }

  @Test("are refused if they are not a whole number of bytes")
  func tooFew() throws {
    let text = Self.lines.joined(separator: "\n").dropLast()
    #expect(throws: InputError.self) {
      try ByteInput.decode(Array(text.utf8), as: .binaryDigits)
    }
  }
}
