import TestSupport
import Testing

/// What filters show of captures in which rules are broken, and what is shown after a gap.
@Suite("wsx capture of violations and holes")
struct CaptureChoosingTests {
  private static let key: [UInt8] = [0x37, 0xFA, 0x21, 0x3D]

  /// Each frame as its connection, direction, opcode and, of a text frame, text.
  private func frames(_ builder: CaptureBuilder, _ options: [String]) throws -> (
    frames: [String], run: BuiltProgram.Run
  ) {
    let told = try CapturedJSON("-", options, input: builder.file)
    let frames = told.objects("frame").map { object in
      let values = ["connection", "direction", "opcodeName", "text"].map { name in
        object[name].map { "\($0)" } ?? "-"
      }
      return values.joined(separator: " ")
    }
    return (frames, told.run)
  }

  /// Two connections, in which all frames but the first break the rule of §5.1 about masks.
  private func violations() -> CaptureBuilder {
    var builder = CaptureBuilder()
    func send(_ opcode: UInt8, _ text: String, _ port: UInt16, fromClient: Bool, masked: Bool) {
      builder.send(
        CaptureBuilder.frame(opcode, Array(text.utf8), key: masked ? Self.key : nil), port,
        fromClient: fromClient)
    }
    builder.open(40_001)
    send(1, "alpha", 40_001, fromClient: true, masked: true)
    send(1, "beta", 40_001, fromClient: false, masked: true)
    builder.open(40_002)
    send(1, "beta", 40_002, fromClient: true, masked: false)
    send(1, "gamma", 40_002, fromClient: false, masked: true)
    send(9, "beta", 40_002, fromClient: false, masked: true)
    send(10, "beta", 40_002, fromClient: true, masked: false)
    return builder
  }

  @Test(
    "--violations, alone and with every other filter",
    arguments: [
      (
        [],
        [
          "1 server text beta", "2 client text beta", "2 server text gamma", "2 server ping -",
          "2 client pong -",
        ]
      ),
      (["--connection", "1"], ["1 server text beta"]),
      (["--direction", "client"], ["2 client text beta", "2 client pong -"]),
      (["--opcode", "text", "--match", "^b"], ["1 server text beta", "2 client text beta"]),
      (["--connection", "2", "--direction", "server", "--opcode", "text", "--text", "beta"], []),
      (
        ["--connection", "2", "--direction", "server", "--opcode", "text", "--text", "gam"],
        ["2 server text gamma"]
      ),
      (
        [
          "--connection", "2", "--direction", "server", "--opcode", "ping", "--text", "et",
          "--match", "a$",
        ], ["2 server ping -"]
      ),
      (["--text", "beta", "--match", "gamma"], []), (["--text", "alpha"], []),
    ] as [([String], [String])])
  func filters(_ options: [String], expected: [String]) throws {
    let told = try frames(violations(), ["--violations"] + options)
    #expect(told.frames == expected, "\(told.run.errors)")
    #expect(told.run.status == 1, "whatever is shown, rules are broken")
    // The same frames, as a person sees them.
    let shown = try BuiltProgram("wsx").run(
      ["capture", "-", "--violations"] + options, input: violations().file)
    let arrows = shown.text.split(separator: "\n").filter { $0.contains("│") }
    #expect(arrows.count == expected.count, "\(shown.text)")
    #expect(shown.text.components(separatedBy: "§5.1").count == expected.count + 1)
  }

  @Test("After a gap, only its direction is lost, until a handshake on the same ports")
  func hole() throws {
    var builder = CaptureBuilder()
    func say(_ text: String, fromClient: Bool) {
      let key = fromClient ? Self.key : nil
      builder.send(
        CaptureBuilder.frame(1, Array(text.utf8), key: key), 40_001, fromClient: fromClient)
    }
    builder.open(40_001)
    say("before", fromClient: false)
    builder.lose(7, 40_001, fromClient: false)
    say("after the hole", fromClient: false)
    say("from the client", fromClient: true)
    builder.finish(40_001)
    builder.open(40_001, start: 5_000_000)
    say("again", fromClient: true)
    say("found again", fromClient: false)
    builder.finish(40_001)

    let told = try frames(builder, [])
    #expect(
      told.frames == [
        "1 server text before", "1 client text from the client", "2 client text again",
        "2 server text found again",
      ], "\(told.run.errors)")
    let shown = try BuiltProgram("wsx").run(
      ["capture", "-", "--connection", "1"], input: builder.file)
    #expect(shown.text.contains("7 bytes not in the capture"))
    #expect(shown.text.components(separatedBy: "lost: ").count == 2, "\(shown.text)")
    let later = try BuiltProgram("wsx").run(
      ["capture", "-", "--connection", "2"], input: builder.file)
    #expect(later.text.contains("GET /chat") && !later.text.contains("lost"), "\(later.text)")
  }
}
