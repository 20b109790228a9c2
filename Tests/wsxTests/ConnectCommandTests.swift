import Foundation
import TestSupport
import Testing

@Suite("wsx connect")
struct ConnectCommandTests {
  @Test("what is typed becomes frames")
  func orders() throws {
    let server = try RunningCommand(["serve", "--port", "0", "--quiet"])
    let run = try connect(
      "ws://localhost:\(try server.port())/echo",
      typing:
        "hi\n/binary 00 ff\n/ping x\n/fragment Hel|lo\n//slash\n/state\n/close 4001 so long\n",
      "--no-compression", "--format", "json")
    #expect(run.status == 0)
    let sent = try run.frames().filter { $0["sender"] as? String == "client" }
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
    let heard = try run.frames().filter { $0["sender"] as? String == "server" }
    // The pong may overtake nothing: a server answers in order.
    #expect(
      heard.compactMap { $0["opcodeName"] as? String } == [
        "text", "binary", "pong", "text", "text", "close",
      ])
    for line in ["readyState      1 OPEN", "extensions      \"\"", "protocol        \"\""] {
      #expect(run.errors.contains(line))
    }
  }

  @Test("a pipe: what is sent comes back, then both close", arguments: [[], ["--no-compression"]])
  func pipe(options: [String]) throws {
    let server = try RunningCommand(["serve", "--port", "0", "--quiet"])
    let wsx = BuiltProgram.productsDirectory.appendingPathComponent("wsx").path
    let run = try SystemProgram.any.run(
      ["timeout", "120", wsx, "connect", "ws://localhost:\(try server.port())/"] + options,
      input: Array("hi".utf8))
    #expect(run.status == 0)
    #expect(run.text.contains("← text"))
    #expect(run.text.contains("\"hi\""))
    #expect(run.text.contains("answered with 1000"))
  }

  @Test("bytes past the protocol: the server fails the connection")
  func raw() throws {
    let server = try RunningCommand(["serve", "--port", "0"])
    let run = try connect(
      "ws://localhost:\(try server.port())/", typing: "/raw 81 01 41\n", "--format", "json",
      "--wait", "1")
    let close = try run.frames().first { $0["sender"] as? String == "server" }
    #expect((close?["close"] as? [String: Any])?["code"] as? Int == 1002)
    #expect(server.poll { server.output.contains("mask.client-unmasked") ? true : nil } == true)
    #expect(server.interrupt()?.status == 1)
  }

  @Test("mistakes are said, and status 2 or 5 tells them apart")
  func mistakes() throws {
    let secure = try connect("wss://localhost/")
    #expect(secure.status == 2)
    #expect(secure.errors.contains("stunnel"))
    let nobody = try connect("ws://localhost:1/")
    #expect(nobody.status == 5)
    #expect(nobody.errors.contains("Nobody listens"))
    #expect(try connect("ws://localhost:1/", "--close-code", "1006").status == 2)
    #expect(try connect("ws://localhost:1/", "--header", "no colon").status == 2)
  }

  @Test("an answer that opens nothing is shown with its body, and explained")
  func refusal() throws {
    let server = try RunningCommand(["serve", "--port", "0", "--quiet", "--origin", "http://a"])
    let run = try connect(
      "ws://localhost:\(try server.port())/", "--origin", "http://b", "--format", "none")
    #expect(run.status == 5)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("HTTP/1.1 403 Forbidden"))
    #expect(run.errors.contains("lets no page of"))
    #expect(run.errors.contains("often because of the Origin"))
  }

  @Test("a ping is timed; why the server closes is told in full; mistakes send nothing")
  func notes() throws {
    let server = try RunningCommand(["serve", "--port", "0", "--quiet", "--max-message", "10"])
    let run = try connect(
      "ws://localhost:\(try server.port())/",
      typing: "/ping x\n/raw\n/fragment one\n/binary 0\n/nothing\n/binary 0001020304050607080910\n",
      "--no-compression", "--wait", "1")
    #expect(run.text.contains("the ping came back after "))
    #expect(run.text.contains("· \"A message is larger than the 10 bytes allowed here.\""))
    for words in [
      "/raw takes pairs of hexadecimal digits", "/binary takes pairs", "Put | where a frame ends",
      "There is no /nothing.",
    ] { #expect(run.errors.contains(words), "\(run.errors)") }
    #expect(run.text.split(separator: "\n").filter { $0.contains("→ ") }.count == 4)
  }

  @Test("a compressed message in fragments: RSV1 on the first frame alone")
  func compressedFragments() throws {
    let server = try RunningCommand(["serve", "--port", "0", "--quiet"])
    let run = try connect(
      "ws://localhost:\(try server.port())/", typing: "/fragment Hel|lo\n", "--format", "json")
    let frames = try run.frames()
    let sent = frames.filter { $0["sender"] as? String == "client" }.prefix(2)
    #expect(sent.map { $0["rsv1"] as? Bool } == [true, false])
    #expect(sent.map { $0["inflated"] as? String } == ["48656c", "6c6f"])
    let echo = frames.first { $0["sender"] as? String == "server" }
    #expect(echo?["inflatedText"] as? String == "Hello")
  }
}
