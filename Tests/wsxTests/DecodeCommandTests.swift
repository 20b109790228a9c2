import Foundation
import TestSupport
import Testing

@Suite("wsx decode")
struct DecodeCommandTests {
  let wsx = BuiltProgram("wsx")
  static let hello = "81 85 37 fa 21 3d 7f 9f 4d 51 58"

  /// What each golden file shows; the frames are those of RFC 6455 §5.7, and some that break it.
  static let pictures: [(name: String, arguments: [String])] = [
    ("decode-hello", [hello]),
    ("decode-hello-ascii", ["--ascii", hello]),
    ("decode-hello-color", ["--color", "always", hello]),
    ("decode-hello-table", ["--format", "table", hello]),
    ("decode-hello-hexdump", ["--format", "hexdump", hello]),
    ("decode-hello-svg", ["--format", "svg", hello]),
    ("decode-hello-fields", ["--format", "json", "--fields", hello]),
    ("decode-fragments", ["--format", "table", "01 03 48 65 6c 89 00 80 02 6c 6f"]),
    ("decode-violations", ["--from", "client", "83 7e 00 05 48 65 6c 6c 6f"]),
    ("decode-truncated", ["81 85 37 fa 21"]),
    ("decode-wide", ["--width", "132", "--format", "table", hello]),
    ("decode-one-of-three", ["--frame", "2", "01 03 48 65 6c 89 00 80 02 6c 6f"]),
  ]

  @Test("pictures", arguments: pictures.map { $0.name })
  func picture(_ name: String) throws {
    let picture = try #require(Self.pictures.first { $0.name == name })
    let run = try wsx.run(["decode"] + picture.arguments)
    if !picture.arguments.contains("--width") && !picture.arguments.contains("svg")
      && !picture.arguments.contains("json") && !picture.arguments.contains("always")
    {
      for line in run.text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }
    try expectGolden(run.text, at: golden("\(name).txt"))
  }

  @Test(
    "says on standard error which format was detected, and prints only results on standard output")
  func saysFormat() throws {
    let run = try wsx.run(["decode", "--format", "json", Self.hello])
    #expect(run.errors.contains("hex"))
    #expect(run.text.split(separator: "\n").allSatisfy { $0.hasPrefix("{\"schema\":2,") })
  }

  @Test("reads the same from arguments, a file, a pipe and raw bytes")
  func sources() throws {
    let bytes: [UInt8] = [0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58]
    let expected = try wsx.run(["decode", Self.hello]).text
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).bin")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    #expect(
      try wsx.run(["decode"] + Self.hello.split(separator: " ").map(String.init)).text == expected)
    #expect(try wsx.run(["decode", "--file", file.path]).text == expected)
    #expect(try wsx.run(["decode", "-"], input: bytes).text == expected)
    #expect(try wsx.run(["decode"], input: bytes).text == expected)
    #expect(try wsx.run(["decode", "--input-format", "raw"], input: bytes).text == expected)
    #expect(try wsx.run(["decode", "--", Self.hello]).text == expected)
    let signed = ["-127", "-123", "55", "-6", "33", "61", "127", "-97", "77", "81", "88"]
    #expect(try wsx.run(["decode"] + signed).text == expected)
  }

  @Test(
    "says what it does not understand: the line, a caret, and what was expected",
    arguments: [
      (["hello"], "line 1, column 1", "^"), (["81 85 3x"], "column 8", "^"),
      ([""], "found nothing", "such as 81 85"),
      (["--file", "/nowhere"], "/nowhere", "No such file"),
      (["--file", "/"], "/", "irectory"), (["<Buffer 81 85 ... 10 more bytes>"], "more bytes", "^"),
    ])
  func notUnderstood(_ arguments: [String], _ hint: String, _ second: String) throws {
    let run = try wsx.run(["decode"] + arguments)
    #expect(run.status == 3)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(hint), "\(run.errors)")
    #expect(run.errors.contains(second), "\(run.errors)")
  }

  @Test("does not guess what an empty input is")
  func emptyInput() throws {
    let run = try wsx.run(["decode"])
    #expect(run.status == 3)
    #expect(run.errors.contains("found nothing"), "\(run.errors)")
  }

  @Test("reads an HTTP head before the frames as a handshake, which says who sent them")
  func headBeforeFrames() throws {
    let head = """
      HTTP/1.1 101 Switching Protocols\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
      \r

      """
    let bytes = Array(head.utf8) + [0x81, 0x80, 0x01, 0x02, 0x03, 0x04]
    let run = try wsx.run(["decode", "--format", "table"], input: bytes)
    #expect(run.text.contains("Response"))
    #expect(run.text.contains("MASK is 1 on a frame from a server"))
    #expect(run.status == 1)

    let json = try wsx.run(["decode", "--format", "json"], input: bytes)
    #expect(json.text.contains("\"offset\":\(head.utf8.count)"))
    let types = try JSONLines.objects(json.text).compactMap { $0["type"] as? String }
    #expect(types == ["exchange", "frame", "message", "end"])

    let cut = try wsx.run(["decode"], input: Array(bytes.prefix(40)))
    #expect(cut.status == 4)
  }

  @Test("escapes payload that it shows")
  func hostilePayload() throws {
    // ESC [ 3 1 m, a right-to-left override, NUL, CSI as C1, DEL.
    let payload: [UInt8] = [0x1b, 0x5b, 0x33, 0x31, 0x6d, 0xe2, 0x80, 0xae, 0, 0xc2, 0x9b, 0x7f]
    for format in ["diagram", "table", "hexdump", "json", "svg"] {
      let run = try wsx.run(
        ["decode", "--format", format, "--input-format", "raw"], input: [0x81, 12] + payload)
      for scalar in run.text.unicodeScalars {
        let isControl =
          scalar.value < 0x20 && scalar != "\n" || (0x7f...0x9f).contains(scalar.value)
        #expect(!isControl && scalar.value != 0x202e, "\(format)")
      }
    }
  }

  @Test("uses colour only where it is wanted")
  func color() throws {
    #expect(!(try wsx.run(["decode", Self.hello]).text.contains("\u{1b}")))
    #expect(try wsx.run(["decode", "--color", "always", Self.hello]).text.contains("\u{1b}["))
    let colored = try wsx.run(["decode", "--color", "always", Self.hello]).text
    let plain = colored.replacing(/\u{1b}\[[0-9;]*m/, with: "")
    #expect(try wsx.run(["decode", Self.hello]).text == plain)
    #expect(try wsx.run(["decode", "--ascii", Self.hello]).text.utf8.allSatisfy { $0 < 0x7f })
  }

  #if os(Linux)
    @Test(
      "a frame of 1 GB streams in bounded memory, drawn and as JSON", arguments: ["table", "json"])
    func largeFrame(_ format: String) throws {
      let size: UInt64 = format == "json" ? 1 << 26 : 1 << 30
      let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).bin")
      let header: [UInt8] =
        [0x82, 127] + (0..<8).map { UInt8(truncatingIfNeeded: size >> (56 - 8 * UInt64($0))) }
      try Data(header).write(to: file)
      defer { try? FileManager.default.removeItem(at: file) }
      let handle = try FileHandle(forWritingTo: file)
      try handle.truncate(atOffset: size + 10)  // a sparse file, which takes no space on the disk
      try handle.close()
      // The process has 256 MB of address space; JSON of 64 MB of payload alone would need 128.
      let wsx = BuiltProgram.productsDirectory.appendingPathComponent("wsx").path
      let limit = format == "json" ? 120_000 : 256_000
      let run = try BuiltProgram(path: "/bin/sh").run([
        "-c",
        "ulimit -v \(limit); '\(wsx)' decode --format \(format) --file '\(file.path)' | tail -c 1500",
      ])
      let expected = format == "json" ? "\"frameBytes\":\(size + 10)" : "Right"
      #expect(run.text.contains(expected), "\(run.errors)")
    }
  #endif

  @Test("ends quietly if its output is closed")
  func closedPipe() throws {
    let wsx = BuiltProgram.productsDirectory.appendingPathComponent("wsx").path
    let frames = [UInt8]([0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f].flatMap { [$0] })
    let input = Array(repeating: frames, count: 5_000).flatMap { $0 }
    let run = try BuiltProgram(path: "/bin/sh").run(
      ["-c", "'\(wsx)' decode --format json --input-format raw | head -n 1"], input: input)
    #expect(run.text.split(separator: "\n").count == 1)
    #expect(run.errors.split(separator: "\n").allSatisfy { $0.hasPrefix("wsx: read as") })
  }

  @Test(
    "says what is wrong with the command line",
    arguments: [
      (["--from", "clinet", "8100"], "client"), (["--format", "xml", "8100"], "diagram"),
      (["--fields", "8100"], "json"), (["--width", "40", "8100"], "80 to 1000"),
      (["--width"], "needs a value"), (["--form", "json"], "--format"),
      (["--file", "a", "8100"], "twice"), (["--format", "svg", "8100 8100"], "--frame"),
      (["--frame", "3", "8100 8100"], "holds 2"), (["--frame", "0", "8100"], "from 1"),
    ])
  func usage(_ arguments: [String], _ hint: String) throws {
    let run = try wsx.run(["decode"] + arguments)
    #expect(run.status == 2)
    #expect(run.errors.contains(hint), "\(run.errors)")
  }
}
