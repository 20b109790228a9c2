import Testing

@testable import ByteInput

@Suite("What is said besides the bytes")
struct NoteTests {
  struct Remark: CustomTestStringConvertible, Sendable {
    let text: String
    let bytes: [UInt8]
    let notes: [String]
    var testDescription: String { text.debugDescription }
  }

  static let swapped = "the bytes of each word were swapped, as a little-endian machine prints it"

  @Test(
    "names everything that was left out, swapped or assumed",
    arguments: [
      Remark(
        text: "0000000 8581 0037\n0000003\n", bytes: [0x81, 0x85, 0x37],
        notes: ["the last 00 only fills up its word: the final offset says so", swapped]),
      Remark(
        text: "0000000 8581 0037\n", bytes: [0x81, 0x85, 0x37, 0x00],
        notes: [swapped, "without the final offset, the last 00 may only fill up its word"]),
      // 8 in octal and in hexadecimal: only the base tells od from hexdump.
      Remark(
        text: "0000000 0201 0403 0605 0807\n0000010\n", bytes: [1, 2, 3, 4, 5, 6, 7, 8],
        notes: [swapped]),
      Remark(
        text: "0000000 0201 0403 0605 0807\n0000008\n", bytes: [1, 2, 3, 4, 5, 6, 7, 8],
        notes: [swapped]),
      Remark(
        text: "0000000 100201 000067\n0000003\n", bytes: [0x81, 0x80, 0x37],
        notes: ["the last 00 only fills up its word: the final offset says so", swapped]),
      // Octal or decimal: the offsets fit both, and no digit tells.
      Remark(
        text: "0000000 201 205\n0000002\n", bytes: [0x81, 0x85],
        notes: ["it also reads as od -t u1, to the bytes c9 cd: --input-format od-u1"]),
      Remark(
        text: "0b10000001", bytes: [0x81],
        notes: ["it also reads as hex digits, to the bytes 0b 10 00 00 …: --input-format hex"]),
      Remark(
        text: "[b'\\x81', b'a']", bytes: [0x81, 0x61],
        notes: ["the parts of the list were put together"]),
      Remark(
        text: "00000040: 8185 37fa  ..7.", bytes: [0x81, 0x85, 0x37, 0xFA],
        notes: ["the dump begins at offset 00000040"]),
      Remark(
        text: "00000000: 8185 4e  ..M", bytes: [0x81, 0x85, 0x4E],
        notes: ["the text column of line 1 does not agree with its bytes; the bytes are taken"]),
      Remark(
        text: "12:00:00.1 IP a.1 > b.2: Flags [P.]\n\t0x0000:  8185 37fa\n",
        bytes: [0x81, 0x85, 0x37, 0xFA],
        notes: [
          "the heading “12:00:00.1 IP a.1 > b.2: Flags [P.]” is no data",
          "no whole TCP packet was recognised: the bytes are taken as they are",
        ]),
      Remark(
        text: "Frame (2 bytes):\n0000   81 85   ..\nUnmasked data (1 byte, 1 bytes):\n0000   ff\n",
        bytes: [0x81, 0x85],
        notes: [
          "the heading “Frame (2 bytes):” is no data",
          "“Unmasked data (1 byte, 1 bytes):” repeats bytes from above: left out",
        ]),
      Remark(
        text: "char f[] = { /* FIN, text */ 0x81, 0x00 // empty\n};", bytes: [0x81, 0x00],
        notes: ["comments between the numbers were left out"]),
      Remark(
        text: #""\x81a""#, bytes: [0x81, 0x61],
        notes: ["\\x was taken to have two digits; a C compiler would read on"]),
    ])
  func remarks(_ remark: Remark) throws {
    let decoded = try ByteInput.decode(Array(remark.text.utf8))
    #expect(decoded.bytes == remark.bytes)
    #expect(decoded.notes == remark.notes)
  }

  @Test(
    "is nothing where there is nothing to say", arguments: ["xxd", "hexdump-c", "od", "hex+spaces"])
  func silence(_ name: String) throws {
    let fixture = try #require(
      Fixture.all.first { $0.sample == "hello" && $0.name == name + ".txt" })
    #expect(try ByteInput.decode(fixture.text).notes == [])
  }
}

@Suite("Long pastes")
struct LengthTests {
  @Test(
    "take time in proportion", .timeLimit(.minutes(10)), arguments: Rendering.all(of: Self.bytes))
  func long(_ format: InputFormat, _ text: String) throws {
    let decoded = try ByteInput.decode(Array(text.utf8))
    #expect(decoded.bytes == Self.bytes)
    #expect(decoded.format == format)
  }

  /// Long enough that work growing with the square would take hours.
  static let bytes = [UInt8](repeating: 0xFA, count: 1) + (1..<20_000).map { UInt8($0 & 0xFF) }
}
