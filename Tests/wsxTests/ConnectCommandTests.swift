import Foundation
import TestSupport
import Testing

@Suite("wsx connect")
struct ConnectCommandTests {
  @Test("makes frames from typed lines")
  func commands() throws {
    let server = try RunningCommand(["serve", "--port", "0", "--quiet"])
    let run = try connect(
      "ws://localhost:\(try server.port())/echo",
      typing:
        "hi\n/binary 00 ff\n/ping x\n/fragment Hel|lo\n//slash\n/state\n/close 4001 so long\n",
      "--no-compression", "--format", "json")
    #expect(run.status == 0)
    let sent = try run.frames().filter { $0["direction"] as? String == "client" }
    #expect(
      sent.compactMap { $0["opcodeName"] as? String } == [
        "text", "binary", "ping", "text", "continuation", "text", "close",
      ])
    #expect(
      sent.compactMap { $0["payload"] as? String }.prefix(6) == [
        "6869", "00ff", "78", "48656c", "6c6f", "2f736c617368",
      ])
    #expect((sent.last?["close"] as? [String: Any])?["code"] as? Int == 4001)
    #expect((sent.last?["close"] as? [String: Any])?["reason"] as? String == "so long")
    let heard = try run.frames().filter { $0["direction"] as? String == "server" }
    // A server answers in order.
    #expect(
      heard.compactMap { $0["opcodeName"] as? String } == [
        "text", "binary", "pong", "text", "text", "close",
      ])
    for line in ["readyState      1 OPEN", "extensions      \"\"", "protocol        \"\""] {
      #expect(run.errors.contains(line))
    }
  }

  @Test("sends what comes from a pipe, then closes", arguments: [[], ["--no-compression"]])
  func pipe(options: [String]) throws {
    let server = try RunningCommand(["serve", "--port", "0", "--quiet"])
    let wsx = BuiltProgram.productsDirectory.appendingPathComponent("wsx").path
    let run = try SystemProgram.any.run(
      ["timeout", "120", wsx, "connect", "ws://localhost:\(try server.port())/"] + options,
      input: Array("hi".utf8))
    #expect(run.status == 0)
    #expect(run.text.contains("← text"))
    #expect(run.text.contains("\"hi\""))
    #expect(run.text.contains("answered with the same"))
  }

  @Test("sends bytes that break the protocol, and the server fails the connection")
  func raw() throws {
    let server = try RunningCommand(["serve", "--port", "0"])
    let run = try connect(
      "ws://localhost:\(try server.port())/", typing: "/raw 81 01 41\n", "--format", "json",
      "--wait", "1")
    let close = try run.frames().first { $0["direction"] as? String == "server" }
    #expect((close?["close"] as? [String: Any])?["code"] as? Int == 1002)
    #expect(server.poll { server.output.contains("mask.client-unmasked") ? true : nil } == true)
    #expect(server.interrupt()?.status == 1)
  }

  @Test("says what is wrong, with status 2 or 5")
  func mistakes() throws {
    let secure = try connect("wss://localhost/")
    #expect(secure.status == 2)
    #expect(secure.errors.contains("stunnel"))
    let nothing = try connect("ws://localhost:1/")
    #expect(nothing.status == 5)
    #expect(nothing.errors.contains("No program listens"))
    #expect(try connect("ws://localhost:1/", "--close-code", "1006").status == 2)
    #expect(try connect("ws://localhost:1/", "--header", "no colon").status == 2)
  }

  @Test("shows and explains a response that refuses the connection, with its body")
  func refusal() throws {
    let server = try RunningCommand(["serve", "--port", "0", "--quiet", "--origin", "http://a"])
    let run = try connect(
      "ws://localhost:\(try server.port())/", "--origin", "http://b", "--format", "none")
    #expect(run.status == 5)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("HTTP/1.1 403 Forbidden"))
    #expect(run.errors.contains("does not let pages of"))
    #expect(run.errors.contains("often because of the Origin"))
  }

  @Test("times a ping, shows the close reason, and sends nothing for a line that it does not know")
  func notes() throws {
    let server = try RunningCommand(["serve", "--port", "0", "--quiet", "--max-message", "10"])
    let run = try connect(
      "ws://localhost:\(try server.port())/",
      typing:
        "/ping x\n/raw\n/fragment one\n/binary 0\n/nothing\n/quit\n/close 99999\n/binary 0001020304050607080910\n",
      "--no-compression", "--wait", "1")
    #expect(run.text.contains("the ping came back after "))
    #expect(run.text.contains("· \"§10.4: A message is larger than 10 bytes, the limit"))
    for words in [
      "/raw takes pairs of hexadecimal digits", "/binary takes pairs", "Put | where a frame ends",
      "There is no /nothing. /help", "There is no /quit. Did you mean /close?",
      "A close code is a number from 1000 to 4999, not “99999”",
    ] { #expect(run.errors.contains(words), "\(run.errors)") }
    #expect(run.text.split(separator: "\n").filter { $0.contains("→ ") }.count == 4)
  }

  @Test("sets RSV1 only on the first frame of a compressed message in fragments")
  func compressedFragments() throws {
    let server = try RunningCommand(["serve", "--port", "0", "--quiet"])
    let run = try connect(
      "ws://localhost:\(try server.port())/", typing: "/fragment Hel|lo\n", "--format", "json")
    let frames = try run.frames()
    let sent = frames.filter { $0["direction"] as? String == "client" }.prefix(2)
    #expect(sent.map { $0["rsv1"] as? Bool } == [true, false])
    let messages = try run.objects("message")
    #expect(messages.map { $0["text"] as? String } == ["Hello", "Hello"])
    #expect(messages.map { $0["frames"] as? Int } == [2, 1])
  }

  @Test(
    "shows text that is too long for its line below it, also a close reason",
    arguments: [[], ["--no-compression"]])
  func longTexts(options: [String]) throws {
    let server = try RunningCommand(["serve", "--port", "0", "--quiet"])
    let text = (1...30).map { "word\($0)" }.joined(separator: " ")
    let reason = (1...15).map { "why\($0)" }.joined(separator: " ")
    let run = try SystemProgram.any.run(
      [
        "timeout", "120", BuiltProgram.productsDirectory.appendingPathComponent("wsx").path,
        "connect",
      ] + options + ["ws://localhost:\(try server.port())/"],
      input: Array("\(text)\n/close 4000 \(reason)\n".utf8))
    // Lines are broken only at blanks.
    let words = run.text.split { $0.isWhitespace }.joined(separator: " ")
    #expect(words.components(separatedBy: "✓ · \"\(text)\"").count == 3, "\(run.text)")
    #expect(words.contains("4000 private use ✓ · \"\(reason)\""), "\(run.text)")
    #expect(run.text.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(run.text)")
  }

  @Test("waits for answers at the end of a pipe before it closes the connection")
  func answersBeforeClosing() throws {
    let server = try RunningCommand(["serve", "--port", "0", "--quiet"])
    let run = try connect(
      "ws://localhost:\(try server.port())/", typing: "one\n/fragment t|wo\n", "--format", "json")
    let frames = try run.frames()
    let close = try #require(frames.firstIndex { $0["opcodeName"] as? String == "close" })
    let answers = frames[..<close].filter { $0["direction"] as? String == "server" }
    // On a slow machine, a second without an answer may make it close before.
    let times = try [frames[0], frames[close]].map {
      let time = try #require($0["time"] as? String)
      return try Date(time, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }
    #expect(answers.count == 2 || times[1].timeIntervalSince(times[0]) >= 1, "\(run.text)")
  }

  @Test("says that a killed server ended the stream, and where to read more")
  func killedServer() throws {
    let server = try RunningCommand(["serve", "--port", "0", "--quiet"])
    let client = try RunningCommand([
      "connect", "--wait", "60", "ws://localhost:\(try server.port())/",
    ])
    #expect(client.poll { client.output.contains("101") ? true : nil } == true)
    server.send(SIGKILL)
    try #require(client.poll { client.hasEnded ? true : nil } == true)
    #expect(client.status == 5)
    let words = client.output.split { $0.isWhitespace }.joined(separator: " ")
    #expect(words.contains("the server ended TCP without a close frame"), "\(words)")
    #expect(client.errors.contains("wsx explain 1006 says what commonly leads to it."))
  }
}
