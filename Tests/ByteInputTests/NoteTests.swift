import Testing

@testable import ByteInput

@Suite("The notes on bytes that were read")
struct NoteTests {
  struct Remark: CustomTestStringConvertible, Sendable {
    let text: String
    let bytes: [UInt8]
    let notes: [String]
    var testDescription: String { text.debugDescription }
  }

  static let swapped =
    "the bytes of each word were swapped, because a little-endian machine printed them"
  static let padded = "the last 00 was left out: by the final offset, it only pads its word"

  @Test(
    "name everything that was left out, swapped or assumed",
    arguments: [
      Remark(
        text: "0000000 8581 0037\n0000003\n", bytes: [0x81, 0x85, 0x37],
        notes: [padded, swapped]),
      Remark(
        text: "0000000 8581 0037\n", bytes: [0x81, 0x85, 0x37, 0x00],
        notes: [swapped, "the last 00 may only pad its word: the final offset is missing"]),
      // 8 in octal and in hexadecimal: only the base distinguishes od from hexdump.
      Remark(
        text: "0000000 0201 0403 0605 0807\n0000010\n", bytes: [1, 2, 3, 4, 5, 6, 7, 8],
        notes: [swapped]),
      Remark(
        text: "0000000 0201 0403 0605 0807\n0000008\n", bytes: [1, 2, 3, 4, 5, 6, 7, 8],
        notes: [swapped]),
      Remark(
        text: "0000000 100201 000067\n0000003\n", bytes: [0x81, 0x80, 0x37],
        notes: [padded, swapped]),
      // Octal or decimal: the offsets and all digits fit both.
      Remark(
        text: "0000000 201 205\n0000002\n", bytes: [0x81, 0x85],
        notes: ["it can also be read as od -t u1, as the bytes c9 cd: --input-format od-u1"]),
      Remark(
        text: "0b10000001", bytes: [0x81],
        notes: [
          "it can also be read as hex digits, as the bytes 0b 10 00 00 …: --input-format hex"
        ]),
      Remark(
        text: "[b'\\x81', b'a']", bytes: [0x81, 0x61],
        notes: ["the parts of the list were joined"]),
      Remark(
        text: "00000040: 8185 37fa  ..7.", bytes: [0x81, 0x85, 0x37, 0xFA],
        notes: ["the dump begins at offset 00000040"]),
      Remark(
        text: "00000000: 8185 4e  ..M", bytes: [0x81, 0x85, 0x4E],
        notes: ["the text column of line 1 does not agree with its bytes; the bytes are used"]),
      Remark(
        text: "12:00:00.1 IP a.1 > b.2: Flags [P.]\n\t0x0000:  8185 37fa\n",
        bytes: [0x81, 0x85, 0x37, 0xFA],
        notes: [
          "the heading “12:00:00.1 IP a.1 > b.2: Flags [P.]” is not data",
          "no whole TCP packet was recognised: the bytes are used as they are",
        ]),
      Remark(
        text: "Frame (2 bytes):\n0000   81 85   ..\nUnmasked data (1 byte, 1 bytes):\n0000   ff\n",
        bytes: [0x81, 0x85],
        notes: [
          "the heading “Frame (2 bytes):” is not data",
          "“Unmasked data (1 byte, 1 bytes):” was left out: it repeats other bytes",
        ]),
      Remark(
        text: "char f[] = { /* FIN, text */ 0x81, 0x00 // empty\n};", bytes: [0x81, 0x00],
        notes: ["comments between the numbers were left out"]),
      Remark(
        text: #""\x81a""#, bytes: [0x81, 0x61],
        notes: ["\\x was read with two digits; a C compiler would read more"]),
    ])
  func remarks(_ remark: Remark) throws {
    let decoded = try ByteInput.decode(Array(remark.text.utf8))
    #expect(decoded.bytes == remark.bytes)
    #expect(decoded.notes == remark.notes)
  }

  @Test(
    "are empty where nothing was left out", arguments: ["xxd", "hexdump-c", "od", "hex+spaces"])
  func silence(_ name: String) throws {
    let fixture = try #require(
      Fixture.all.first { $0.sample == "hello" && $0.name == name + ".txt" })
    #expect(try ByteInput.decode(fixture.text).notes == [])
  }
}

@Suite("Long texts")
struct LengthTests {
  @Test(
    "take time in proportion to their length", .timeLimit(.minutes(10)),
    arguments: Rendering.all(of: Self.bytes))
  func long(_ format: InputFormat, _ text: String) throws {
    let decoded = try ByteInput.decode(Array(text.utf8))
    #expect(decoded.bytes == Self.bytes)
    #expect(decoded.format == format)
  }

  /// Long enough that work that grows with the square of the length would take hours.
  static let bytes = [UInt8](repeating: 0xFA, count: 1) + (1..<20_000).map { UInt8($0 & 0xFF) }
}
