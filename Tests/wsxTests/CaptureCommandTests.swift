import Foundation
import TestSupport
import Testing

@Suite("wsx capture")
struct CaptureCommandTests {
  let wsx = BuiltProgram("wsx")

  private func sample(_ path: String) -> String {
    packageDirectory.appendingPathComponent("Samples/\(path)").path
  }

  private func temporaryFile(_ bytes: [UInt8], _ name: String = "capture") throws -> URL {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("\(name)-\(UUID().uuidString)")
    try Data(bytes).write(to: file)
    return file
  }

  // MARK: - The same messages from other packets

  @Test(
    "shows the same messages whatever the order, copies and sizes of packets",
    arguments: [
      "chromium-plain", "chromium-deflate", "chromium-to-python", "firefox-to-node",
      "no-context-takeover", "node-to-python", "python-to-node",
    ])
  func shuffled(name: String) throws {
    let expected = try CapturedJSON(CaptureSamples.path("\(name).pcap"))
    var generator = SeededGenerator()
    let original = try EthernetCapture(CaptureSamples.path("\(name).pcap"))
    for _ in 0..<4 {
      let file = try temporaryFile(original.disturbed(&generator).file)
      defer { try? FileManager.default.removeItem(at: file) }
      let disturbed = try CapturedJSON(file.path)
      #expect(disturbed.run.status == 0, "TEST_SEED=\(generator.seed) \(disturbed.run.errors)")
      for direction in ["client", "server"] {
        let isTheSame = disturbed.messages(from: direction) == expected.messages(from: direction)
        #expect(isTheSame, "TEST_SEED=\(generator.seed) \(direction)")
      }
    }
  }

  @Test("inflates what Chromium compressed to what it also sent uncompressed")
  func inflated() throws {
    let plain = try CapturedJSON(CaptureSamples.path("chromium-plain.pcap"))
    let deflated = try CapturedJSON(CaptureSamples.path("chromium-deflate.pcap"))
    for direction in ["client", "server"] {
      let messages = deflated.messages(from: direction)
      #expect(messages == plain.messages(from: direction))
      #expect(messages.count >= 7)
    }
    #expect(deflated.messages(from: "server").contains("text fragmented"))
  }

  @Test("knows of compression without a handshake only from an option")
  func unknownCompression() throws {
    // Without its first packets, as after `editcap FILE NEWFILE 1-13`.
    let capture = try EthernetCapture(CaptureSamples.path("chromium-deflate.pcap"))
    let file = try temporaryFile(EthernetCapture(packets: Array(capture.packets[13...])).file)
    defer { try? FileManager.default.removeItem(at: file) }
    let unknown = try CapturedJSON(file.path, ["--assume", "frames"])
    #expect(unknown.run.text.contains("Whether it is compressed is not known"))
    #expect(unknown.objects("frame").allSatisfy { $0["direction"] is NSNull })
    #expect(!unknown.objects("frame").isEmpty)
    let told = try CapturedJSON(
      file.path, ["--assume", "frames,client=44756,permessage-deflate"])
    #expect(told.messages(from: "client").contains("text Hello"))
  }

  // MARK: - Damage and exit codes

  @Test(
    "says by its exit status what it found",
    arguments: [
      ("captures/chromium-plain.pcap", 0), ("misconceptions/mask.or.pcap", 1),
      ("misconceptions/length.trusted.pcap", 4), ("pieces/ends-early.pcap", 4),
      ("pieces/damaged.pcap", 3), ("README.md", 3), ("none.pcap", 3), ("pieces/devtools.har", 0),
    ] as [(String, Int32)])
  func status(of path: String, is status: Int32) throws {
    let run = try wsx.run(["capture", sample(path)])
    #expect(run.status == status, "\(run.errors)")
    if status == 3 || path.contains("early") { #expect(run.errors.contains("wsx capture: ")) }
  }

  @Test("shows what can be read of a file that is cut anywhere")
  func cut() throws {
    let bytes = Array(
      try Data(contentsOf: URL(fileURLWithPath: sample("captures/python-to-node.pcap"))))
    for end in stride(from: 24, to: bytes.count, by: 301) {
      let run = try wsx.run(["capture", "-", "--format", "json"], input: Array(bytes[..<end]))
      #expect([0, 4].contains(run.status), "cut at \(end): \(run.errors)")
    }
  }

  @Test("never traps on a damaged capture")
  func flipped() throws {
    var generator = SeededGenerator()
    for name in ["captures/python-to-node.pcap", "pieces/devtools.har"] {
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: sample(name))))
      for _ in 0..<40 {
        var damaged = bytes
        for _ in 0..<Int.random(in: 1...8, using: &generator) {
          damaged[Int.random(in: 0..<bytes.count, using: &generator)] =
            UInt8.random(in: 0...255, using: &generator)
        }
        let options = [[], ["--format", "json"], ["--frames"], ["--export", "html"]]
        let chosen = options.randomElement(using: &generator) ?? []
        let run = try wsx.run(["capture", "-"] + chosen, input: damaged)
        #expect([0, 1, 3, 4].contains(run.status), "TEST_SEED=\(generator.seed) \(run.errors)")
      }
    }
  }

  // MARK: - Choosing

  @Test(
    "shows only what filters choose",
    arguments: [
      (["--opcode", "close"], 2), (["--opcode", "9"], 2), (["--direction", "server"], 13),
      (["--text", "世界"], 2), (["--match", "^H.l+o$"], 2), (["--violations"], 0),
      (["--connection", "1"], 23), (["--direction", "client", "--opcode", "text"], 6),
      (["--text", "fragmented"], 1),
    ] as [([String], Int)])
  func filter(_ options: [String], count: Int) throws {
    let told = try CapturedJSON(sample("captures/chromium-plain.pcap"), options)
    #expect(told.objects("frame").count == count)
  }

  @Test(
    "says what is wrong with its options",
    arguments: [
      (["--opcode", "hello"], "--opcode"), (["--match", "("], "regular expression"),
      (["--connection", "7"], "no connection 7"), (["--assume", "luck"], "luck"),
      (["--from-frame", "x"], "packet numbers"), (["--tls-keys", "keys.txt"], "tshark"),
      (["--client", "x"], "go together"),
    ])
  func usage(_ options: [String], words: String) throws {
    let run = try wsx.run(["capture", sample("captures/chromium-plain.pcap")] + options)
    #expect(run.status == 2)
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test(
    "names each misconception that it knows",
    arguments: [
      ("accept.hex-digest", "accept.hex-digest"), ("accept.decoded-key", "accept.decoded-key"),
      ("accept.no-guid", "accept.no-guid"), ("accept.wrong-guid", "accept.wrong-guid"),
      ("accept.key-untrimmed", "accept.key-untrimmed"),
      ("handshake.indented", "handshake.indented"),
      ("accept.example-copied", "accept.example-copied"),
      ("accept.hash-reused", "handshake.accept"),
      ("handshake.any-method", "handshake.method"), ("bits.order", "frame.rsv-not-negotiated"),
      ("frame.rsv-ignored", "frame.rsv-not-negotiated"),
      ("frame.opcode-ignored", "opcode-reserved"),
      ("length.bits-for-bytes", "length-not-minimal"), ("length.non-minimal", "length-not-minimal"),
      ("mask.or", "text.not-utf8"), ("mask.single-byte", "text.not-utf8"),
      ("mask.index-kept", "text.not-utf8"), ("mask.server-masks", "mask.server-masked"),
      ("mask.unmasked-accepted", "mask.client-unmasked"), ("text.not-validated", "text.not-utf8"),
      ("close.one-byte", "close.one-byte"), ("close.code-echo", "close.code-not-allowed"),
      ("close.empty", "close.code-not-allowed"), ("close.reason-cut", "close.reason-not-utf8"),
      ("control.too-long", "frame.control-too-long"), ("close.no-reply", "1006"),
      ("control.fragmented", "frame.control-fragmented"), ("length.trusted", "reset TCP"),
    ])
  func misconception(_ name: String, words: String) throws {
    let run = try wsx.run(["capture", sample("misconceptions/\(name).pcap")])
    let unwrapped = run.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(unwrapped.contains(words), "\(run.text)")
  }

  // MARK: - Exports

  @Test(
    "exports a page and a picture without other files, and no payload as markup",
    arguments: ["html", "svg"])
  func export(format: String) throws {
    let run = try wsx.run(["capture", sample("captures/chromium-plain.pcap"), "--export", format])
    #expect(run.status == 0)
    #expect(!run.text.contains("<script"))
    #expect(
      !run.text.contains("src=\"h") && !run.text.contains("href") && !run.text.contains("url("))
    #expect(run.text.contains("你好"))
    if format == "svg" {
      let lint = try SystemProgram.any.run(
        ["python3", "-c", "import sys, xml.dom.minidom as m; m.parse(sys.stdin.buffer)"],
        input: run.output)
      #expect(lint.status == 0 || lint.status == 127, "\(lint.errors)")
    }
  }

  @Test("follows a file that is still being written")
  func follow() throws {
    let all = Array(
      try Data(contentsOf: URL(fileURLWithPath: sample("captures/python-to-node.pcap"))))
    let file = try temporaryFile(Array(all[..<1200]))
    defer { try? FileManager.default.removeItem(at: file) }
    let output = try temporaryFile([], "output")
    defer { try? FileManager.default.removeItem(at: output) }
    let process = Process()
    process.executableURL = BuiltProgram.productsDirectory.appendingPathComponent("wsx")
    process.arguments = ["capture", file.path, "--follow"]
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = FileHandle.nullDevice
    try process.run()
    defer { kill(process.processIdentifier, SIGKILL) }
    func waitFor(_ words: String) throws -> Bool {
      for _ in 0..<600 {
        if String(decoding: try Data(contentsOf: output), as: UTF8.self).contains(words) {
          return true
        }
        Thread.sleep(forTimeInterval: 0.1)
      }
      return false
    }
    #expect(try waitFor("GET /chat"))
    #expect(try !String(decoding: Data(contentsOf: output), as: UTF8.self).contains("bye"))
    let writer = try FileHandle(forWritingTo: file)
    try writer.seekToEnd()
    try writer.write(contentsOf: all[1200...])
    try writer.close()
    #expect(try waitFor("bye"))
    #expect(try !String(decoding: Data(contentsOf: output), as: UTF8.self).contains("verdict"))
    process.interrupt()
    for _ in 0..<600 where process.isRunning { Thread.sleep(forTimeInterval: 0.1) }
    try #require(!process.isRunning)
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    let text = String(decoding: try Data(contentsOf: output), as: UTF8.self)
    #expect(text.contains("verdict     ✓ no rule is broken"), "\(text)")
    #expect(text.contains("pings       2 of 2 answered"))
  }

  // MARK: - Finding the first frame

  /// A server's stream of which the capture has only what follows the fourth byte of a text frame.
  private func joinedLate() -> CaptureBuilder {
    var builder = CaptureBuilder()
    builder.join(40_001)
    let cut = CaptureBuilder.frame(1, Array("cut".utf8))
    builder.send(Array(cut[3...]), 40_001, fromClient: false)
    builder.send(CaptureBuilder.frame(1, Array("whole".utf8)), 40_001, fromClient: false)
    builder.send(
      CaptureBuilder.frame(1, Array("asked".utf8), key: [1, 2, 3, 4]), 40_001, fromClient: true)
    return builder
  }

  @Test(
    "--from-frame and --assume align what is joined late",
    arguments: [
      ([], []), (["--from-frame", "2"], ["null whole"]),
      (["--from-frame", "2,3"], ["null whole", "null asked"]),
      (["--from-frame", "2,3", "--assume", "client=40001"], ["server whole", "client asked"]),
      (["--from-frame", "2", "--assume", "client=10.0.0.1:40001"], ["server whole"]),
      (["--from-frame", "2,3", "--assume", "client=8080"], ["client whole", "server asked"]),
      (["--assume", "frames,client=40001"], ["client asked"]),
    ])
  func aligned(_ options: [String], expected: [String]) throws {
    let file = try temporaryFile(joinedLate().file)
    defer { try? FileManager.default.removeItem(at: file) }
    let told = try CapturedJSON(file.path, options)
    let messages = told.objects("message").compactMap { object in
      (object["text"] as? String).map { "\(object["direction"] as? String ?? "null") \($0)" }
    }
    #expect(messages == expected, "\(told.run.text) \(told.run.errors)")
    if options.isEmpty { #expect(told.run.errors.contains("begins inside 1 connection")) }
  }

  @Test("refuses an empty file, a directory and no file", arguments: ["", "/", "/dev/stdin"])
  func otherInputs(_ path: String) throws {
    let empty = try temporaryFile([])
    defer { try? FileManager.default.removeItem(at: empty) }
    let input = try Data(contentsOf: URL(fileURLWithPath: sample("captures/python-to-node.pcap")))
    let run = try wsx.run(["capture", path.isEmpty ? empty.path : path], input: Array(input))
    #expect(run.status == (path == "/dev/stdin" ? 0 : 3))
    #expect(run.text.isEmpty == (path != "/dev/stdin"), "\(run.errors)")
    if path.isEmpty { #expect(run.errors.contains("The file is empty.")) }
    if path == "/" { #expect(run.errors.contains("directory")) }
  }
}
