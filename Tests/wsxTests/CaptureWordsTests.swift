import TestSupport
import Testing

/// What is printed so that a reader knows what to do next.
@Suite("wsx capture: what to do next")
struct CaptureWordsTests {
  let wsx = BuiltProgram("wsx")

  private func words(_ run: BuiltProgram.Run) -> String {
    (run.text + run.errors).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("says that filters match nothing")
  func nothing() throws {
    var capture = CaptureBuilder()
    capture.open(50_001)
    for (options, told) in [
      (["--violations"], "no rule is broken."),
      (
        ["--violations", "--opcode", "ping"], "nothing in the capture is what the options ask for."
      ),
      (["--text", "absent"], "nothing in the capture is what the options ask for."),
    ] {
      let run = try wsx.run(["capture", "-"] + options, input: capture.file)
      #expect(run.status == 0 && run.text.isEmpty)
      #expect(run.errors == "wsx capture: \(told)\n")
    }
  }

  @Test("shows the times of a long connection with seconds, in their own column")
  func longConnection() throws {
    var capture = CaptureBuilder()
    capture.open(50_001)
    capture.send(CaptureBuilder.frame(9, []), 50_001, fromClient: false)
    capture.send(CaptureBuilder.frame(9, []), 50_001, fromClient: false)
    // The packets are at 0, 1, 2 … ms; the pings are moved to 10 min 36.5 s and 26 h.
    var packets = capture.packets
    let start = packets[0].time
    packets[packets.count - 2].time = start + 636_500_000_000
    packets[packets.count - 1].time = start + 93_600_000_000_000
    let run = try wsx.run(
      ["capture", "-", "--connection", "1"], input: PacketBytes.pcap(packets))
    #expect(run.text.contains("\n+0:10:36.5  5 "), "\(run.text)")
    #expect(run.text.contains("\n+26:00:00.0 6 "), "\(run.text)")
  }

  @Test("writes microseconds with a u in ASCII")
  func microseconds() throws {
    let path = packageDirectory.appendingPathComponent("Samples/captures/chromium-plain.pcap").path
    let run = try wsx.run(["capture", path, "--connection", "1", "--ascii"])
    #expect(run.text.contains("\n+223 us "))
  }

  @Test("shows RSV1 without a handshake, and which option to use")
  func unknownCompression() throws {
    var capture = CaptureBuilder()
    capture.join(50_001)
    // “Hello” as RFC 7692 §7.2.3.1 compresses it.
    let hello: [UInt8] = [0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00]
    capture.send(CaptureBuilder.frame(1, hello, rsv1: true), 50_001, fromClient: false)
    let late = try wsx.run(["capture", "-"], input: capture.file)
    #expect(words(late).contains("try --assume frames;"))
    let unknown = try wsx.run(
      ["capture", "-", "--connection", "1", "--assume", "frames"], input: capture.file)
    #expect(unknown.text.contains("text, RSV1 set"))
    #expect(unknown.errors.contains("--assume permessage-deflate inflates them"))
    let known = try wsx.run(
      ["capture", "-", "--connection", "1", "--assume", "frames,permessage-deflate"],
      input: capture.file)
    #expect(known.text.contains("text, inflated \"Hello\""))
    #expect(known.errors.isEmpty)
  }

  @Test("names a packet of --from-frame that is not used")
  func unusedPacket() throws {
    var capture = CaptureBuilder()
    capture.join(50_001)
    capture.send(CaptureBuilder.frame(9, []), 50_001, fromClient: false)
    let run = try wsx.run(["capture", "-", "--from-frame", "1,77"], input: capture.file)
    #expect(run.errors.contains("--from-frame 77: no frame was looked for there."))
    let used = try wsx.run(["capture", "-", "--from-frame", "1"], input: capture.file)
    #expect(used.errors.isEmpty)
  }

  @Test(
    "says that a client may have left because its subprotocols were not chosen",
    arguments: [true, false])
  func noSubprotocol(_ isOffered: Bool) throws {
    var capture = CaptureBuilder()
    capture.open(50_001, offering: isOffered ? "json" : nil)
    capture.finish(50_001)
    let run = try wsx.run(["capture", "-"], input: capture.file)
    #expect(words(run).contains("both ends report 1006"))
    #expect(
      words(run).contains("it had offered subprotocols, and the server chose none") == isOffered)
  }

  @Test(
    "names the command that reads a file that is not a capture",
    arguments: [
      ("GET /chat HTTP/1.1\r\n", "--client FILE --server FILE"),
      ("HTTP/1.1 101 Switching Protocols\r\n", "wsx handshake"),
      ("81 05 48 65 6c 6c 6f", "wsx decode"),
    ])
  func noCapture(_ text: String, told: String) throws {
    let run = try wsx.run(["capture", "-"], input: Array(text.utf8))
    #expect(run.status == 3)
    #expect(run.errors.contains(told), "\(run.errors)")
  }

  @Test("says how to save a HAR file with a WebSocket connection")
  func noConnectionInHAR() throws {
    let har = """
      {"log":{"version":"1.2","entries":[{"request":{"method":"GET","url":"http://localhost/",
      "headers":[]},"response":{"status":200,"statusText":"OK","headers":[]}}]}}
      """
    let run = try wsx.run(["capture", "-"], input: Array(har.utf8))
    #expect(run.status == 0 && run.text.isEmpty)
    #expect(run.errors.contains("load the page again, then save"), "\(run.errors)")
  }

  @Test("shows an empty binary message with one blank after its name")
  func emptyBinary() throws {
    var capture = CaptureBuilder()
    capture.open(50_001)
    capture.send(CaptureBuilder.frame(2, []), 50_001, fromClient: false)
    let run = try wsx.run(["capture", "-", "--opcode", "binary"], input: capture.file)
    #expect(run.text.contains("─ binary ─│"), "\(run.text)")
  }
}
