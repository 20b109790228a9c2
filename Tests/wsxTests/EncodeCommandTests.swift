import TestSupport
import Testing

@Suite("wsx encode")
struct EncodeCommandTests {
  let wsx = BuiltProgram("wsx")

  /// Frames of RFC 6455 §5.7, and others made by hand from §5.2.
  @Test(
    "makes the frame",
    arguments: [
      ("text Hello", "81 05 48 65 6c 6c 6f"),
      ("text Hello --key 37fa213d", "81 85 37 fa 21 3d 7f 9f 4d 51 58"),
      ("text Hel --not-final", "01 03 48 65 6c"),
      ("continuation lo", "80 02 6c 6f"),
      ("ping Hello", "89 05 48 65 6c 6c 6f"),
      ("pong Hello --key 37:fa:21:3d", "8a 85 37 fa 21 3d 7f 9f 4d 51 58"),
      ("binary 00 ff 10", "82 03 00 ff 10"),
      ("binary", "82 00"),
      ("close", "88 00"),
      ("close 1000 bye", "88 05 03 e8 62 79 65"),
      ("text 你", "81 03 e4 bd a0"),
      ("text hi --rsv1", "c1 02 68 69"),
      ("text 48 69 --hex", "81 02 48 69"),
    ])
  func makes(_ line: String, _ bytes: String) throws {
    let run = try wsx.run(["encode"] + line.split(separator: " ").map(String.init))
    #expect(run.text == bytes + "\n")
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test(
    "refuses a frame that breaks the RFC, names the rule, and makes the frame with --force",
    arguments: [
      ("ping hi --not-final", "frame.control-fragmented", "09 02 68 69"),
      ("text hi --length 16", "frame.length-not-minimal", "81 7e 00 02 68 69"),
      (
        "text hi --length 64", "frame.length-not-minimal", "81 7f 00 00 00 00 00 00 00 02 68 69"
      ),
      ("text hi --opcode 3", "frame.opcode-reserved", "83 02 68 69"),
      ("close 1006", "close.", "88 02 03 ee"),
      ("text ff --hex", "text.", "81 01 ff"),
      ("text hi --declare 5", "3 more bytes", "81 05 68 69"),
      ("text hello --declare 2", "next frame", "81 02 68 65 6c 6c 6f"),
    ])
  func refuses(_ line: String, _ reason: String, _ bytes: String) throws {
    let words = line.split(separator: " ").map(String.init)
    let refused = try wsx.run(["encode"] + words)
    #expect(refused.status == 1)
    #expect(refused.output.isEmpty)
    #expect(refused.errors.contains(reason), "\(refused.errors)")

    let forced = try wsx.run(["encode", "--force"] + words)
    #expect(forced.status == 0)
    #expect(forced.text == bytes + "\n")
  }

  @Test("uses a new random key each time, and masks with it")
  func randomKey() throws {
    let runs = try (0..<3).map { _ in try wsx.run(["encode", "text", "Hello", "--mask"]).text }
    #expect(Set(runs).count == 3)
    for run in runs {
      #expect(run.hasPrefix("81 85 "))
      let decoded = try wsx.run(["decode", "--format", "json", run])
      #expect(decoded.text.contains("\"text\":\"Hello\""))
    }
  }

  @Test("writes raw bytes, and long payloads from a file, with each form of the length")
  func raw() throws {
    for (count, header) in [
      (125, [0x82, 125]), (126, [0x82, 126, 0, 126]), (65_535, [0x82, 126, 0xff, 0xff]),
      (65_536, [0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0]),
    ] as [(Int, [UInt8])] {
      let payload = [UInt8](repeating: 0x2a, count: count)
      let run = try wsx.run(["encode", "binary", "--file", "-", "--as", "raw"], input: payload)
      #expect(run.output == header + payload)
    }
  }

  @Test("prints what decode can read, in any notation", arguments: ["hex", "c", "swift", "python"])
  func notations(_ notation: String) throws {
    let frame = try wsx.run(["encode", "text", "Hello, world", "--mask", "--as", notation])
    let decoded = try wsx.run(["decode", "--format", "json"], input: frame.output)
    #expect(decoded.text.contains("\"text\":\"Hello, world\""), "\(frame.text)\(decoded.errors)")
  }

  @Test(
    "says what is wrong with the command line",
    arguments: [
      ([], "what kind"), (["txt"], "text"), (["text", "hi", "--key", "123"], "four bytes"),
      (["close", "bye"], "close code"), (["text", "hi", "--opcode", "16"], "0 to 15"),
      (["text", "--as", "java"], "one of"), (["text", "--lenght", "7"], "--length"),
      (["text", "a", "--declare", "-1"], "number of bytes"), (["text", "--Hi"], "put -- before"),
    ] as [([String], String)])
  func usage(_ words: [String], _ hint: String) throws {
    let run = try wsx.run(["encode"] + words)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(hint), "\(run.errors)")
  }
}
