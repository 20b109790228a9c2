import Testing

@testable import ByteInput

@Suite("The format that is detected")
struct DetectionTests {
  struct Choice: CustomTestStringConvertible, Sendable {
    let text: String
    let format: InputFormat
    let bytes: [UInt8]
    /// The formats that the notes must name, and no others.
    var others: [InputFormat] = []
    var testDescription: String { text.debugDescription }
  }

  @Test(
    "is the most common one that fits, and the others are named",
    arguments: [
      Choice(text: "10 05", format: .hex, bytes: [0x10, 0x05], others: [.decimal]),
      Choice(text: "1001", format: .hex, bytes: [0x10, 0x01], others: [.base64, .binaryDigits]),
      Choice(text: "deadbeef", format: .hex, bytes: [0xDE, 0xAD, 0xBE, 0xEF], others: [.base64]),
      Choice(text: "10000001", format: .binaryDigits, bytes: [0x81], others: [.hex, .base64]),
      Choice(
        text: "10000001 10000101", format: .binaryDigits, bytes: [0x81, 0x85], others: [.hex]),
      Choice(
        text: "00000000", format: .hex, bytes: [0, 0, 0, 0], others: [.base64, .binaryDigits]),
      Choice(
        text: "0000  81 85", format: .wireshark, bytes: [0x81, 0x85], others: [.hex]),
      Choice(text: "81 85 37 fa", format: .hex, bytes: [0x81, 0x85, 0x37, 0xFA]),
      Choice(text: "0000: 81 85 37", format: .xxd, bytes: [0x81, 0x85, 0x37]),
      Choice(text: "81:85:37:\n    fa", format: .hex, bytes: [0x81, 0x85, 0x37, 0xFA]),
      Choice(text: "gYU3", format: .base64, bytes: [0x81, 0x85, 0x37]),
      Choice(text: "129 133 55", format: .decimal, bytes: [0x81, 0x85, 0x37]),
      Choice(text: "-127 -123 55", format: .decimal, bytes: [0x81, 0x85, 0x37]),
      Choice(text: "-127", format: .decimal, bytes: [0x81], others: [.base64]),
      Choice(text: "[10 05]", format: .decimal, bytes: [10, 5]),
      Choice(text: "[0x81, 0x5]", format: .cArray, bytes: [0x81, 0x05]),
      Choice(text: "0x81,0x85", format: .hex, bytes: [0x81, 0x85]),
    ])
  func choice(_ choice: Choice) throws {
    let decoded = try ByteInput.decode(Array(choice.text.utf8))
    #expect(decoded.format == choice.format)
    #expect(decoded.bytes == choice.bytes)
    let offered = decoded.notes.compactMap { note in
      note.split(separator: "--input-format ").dropFirst().last.map(String.init)
    }
    #expect(offered == choice.others.map(\.rawValue))
    for other in choice.others {
      let again = try ByteInput.decode(Array(choice.text.utf8), as: other)
      #expect(again.bytes != choice.bytes)
    }
  }

  @Test("is not the only one: a note names the other with its bytes")
  func note() throws {
    let decoded = try ByteInput.decode(Array("10 05".utf8))
    let note = "it can also be read as decimal bytes, as the bytes 0a 05: --input-format decimal"
    #expect(decoded.notes == [note])
  }

  @Test("is not the most common one: a note says that only its end is missing")
  func nearMiss() throws {
    let decoded = try ByteInput.decode(Array("81 85 3\n".utf8))
    #expect(decoded.format == .decimal)
    let note = "as hex digits, only the end is missing: another hex digit, because a byte has two"
    #expect(decoded.notes == [note])
  }

  @Test("is hex even with a mistyped digit, not Base64")
  func mistypedHex() {
    let error = #expect(throws: InputError.self) {
      try ByteInput.decode(Array("818537fag13d7f9f4d515858".utf8))
    }
    #expect(error?.nearestFormat == .hex)
    #expect(error?.column == 9)
  }

  @Test("does not depend on a byte order mark, which is left out with a note")
  func byteOrderMark() throws {
    let decoded = try ByteInput.decode([0xEF, 0xBB, 0xBF] + Array("81 85 37 fa".utf8))
    #expect(decoded.bytes == [0x81, 0x85, 0x37, 0xFA])
    #expect(decoded.notes == ["the byte order mark before the text was left out"])
  }

  @Test("has a name, a title and a summary")
  func names() {
    for format in InputFormat.allCases {
      #expect(InputFormat(rawValue: format.rawValue) == format)
      #expect(!format.title.isEmpty && !format.summary.isEmpty)
      #expect(format.summary.count <= 80)
    }
  }
}

@Suite("Raw bytes")
struct RawTests {
  @Test(
    "are recognised by what no text contains",
    arguments: [
      [0x81, 0x05, 0x48], [0x01], [0x00, 0x41], [0x41, 0x1B], [0x41, 0x7F], [0xC3], [0xE4, 0xBD],
      Array("GET /chat HTTP/1.1\r\nHost: a\r\n\r\n".utf8),
      Array("HTTP/1.1 101 Switching Protocols\r\n\r\n".utf8) + [0x81, 0x00],
    ] as [[UInt8]])
  func raw(_ bytes: [UInt8]) throws {
    #expect(ByteInput.looksRaw(prefix: bytes))
    #expect(try ByteInput.decode(bytes) == DecodedInput(bytes: bytes, format: .raw))
  }

  @Test("are not text", arguments: ["", "81 85", "\t81\r\n", "é日👩‍🚀", "GET lost", "HTTP"])
  func text(_ text: String) {
    #expect(!ByteInput.looksRaw(prefix: Array(text.utf8)))
  }

  @Test("are not text whose last character the prefix cuts off")
  func cutPrefix() {
    let text = Array(repeating: UInt8(ascii: "a"), count: 1 << 16 - 1) + [0xE6]
    #expect(ByteInput.looksRaw(prefix: text.dropLast() + [0x80]))
    #expect(!ByteInput.looksRaw(prefix: text))
  }

  @Test("are any bytes where raw is named")
  func named() throws {
    #expect(try ByteInput.decode(Array("81 85".utf8), as: .raw).bytes == Array("81 85".utf8))
    #expect(try ByteInput.decode([], as: .raw).bytes == [])
  }
}
