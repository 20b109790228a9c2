import Foundation
import TestSupport
import Testing

@Suite("wsx serve")
struct ServeCommandTests {
  @Test("prints a line for each frame, and a summary within a second after Ctrl-C")
  func echo() throws {
    let server = try RunningCommand(["serve", "--port", "0"])
    let run = try connect(
      "ws://localhost:\(try server.port())/echo", typing: "Hello\u{1b}[31m\n/close 4000 bye\n",
      "--no-compression")
    #expect(run.status == 0)
    #expect(
      server.poll { server.output.contains("the client closed with 4000") ? true : nil } == true)
    let lines = server.output.split(separator: "\n").map { $0.drop { $0 != "#" } }
    // Only what does not depend on the time.
    for expected in [
      #"#1   ← text               10 B  "Hello\e[31m" ✓"#,
      #"#1   → text               10 B  "Hello\e[31m" ✓"#,
      #"#1   ← close               5 B  4000 private use "bye" ✓"#,
      #"#1   → close               2 B  4000 private use ✓"#,
    ] { #expect(lines.contains { $0 == expected }, "\(expected) is not in \(server.output)") }
    #expect(!server.output.contains("\u{1b}"))
    let end = try #require(server.interrupt())
    #expect(end.status == 0)
    // A busy machine may be late; waiting for a closing handshake would take five seconds.
    #expect(end.seconds < 4)
    #expect(server.errors.contains("received 1 message"))
    #expect(server.errors.contains("1 × 4000 private use, closed by the client"))
  }

  @Test("closes connections with 1001 at Ctrl-C")
  func goingAway() async throws {
    let server = try RunningCommand(["serve", "--port", "0", "--quiet"])
    let client = try RunningCommand([
      "connect", "--echo", "--format", "json", "ws://localhost:\(try server.port())/",
    ])
    #expect(server.poll { client.output.contains(#""type":"exchange""#) ? true : nil } == true)
    let end = try #require(server.interrupt())
    #expect(end.seconds < 4)
    #expect(client.poll { client.output.contains(#""code":1001"#) ? true : nil } == true)
    #expect(server.errors.contains("1 × 1001 going away, closed by the server"))
  }

  @Test("says that a port is in use, and what to do, with status 5")
  func portInUse() throws {
    let server = try RunningCommand(["serve", "--port", "0", "--quiet"])
    let port = String(try server.port())
    let run = try SystemProgram.any.run(
      [
        "timeout", "10", BuiltProgram.productsDirectory.appendingPathComponent("wsx").path, "serve",
        "--port", port,
      ])
    #expect(run.status == 5)
    #expect(run.errors.contains("already listens on"))
    #expect(run.errors.contains("Choose another port"))
  }

  @Test("sends chat messages to all clients, in the format of their subprotocol")
  func chat() throws {
    let server = try RunningCommand(["serve", "--port", "0", "--quiet"])
    let url = "ws://localhost:\(try server.port())/chat"
    let json = try connect(
      url, typing: "hi\n", "--no-compression", "--format", "json", "--subprotocol", "chat.json")
    let heard = try json.frames().filter { $0["direction"] as? String == "server" }
    #expect(heard.first?["text"] as? String == #"{"from":1,"text":"hi"}"#)
    let plain = try connect(url, typing: "hi\n", "--no-compression", "--format", "json")
    let line = try plain.frames().first { $0["direction"] as? String == "server" }
    #expect(line?["text"] as? String == "2: hi")
  }

  @Test(
    "serves a page at /, and 426 for plain requests elsewhere",
    .enabled(if: SystemProgram.isExpected("curl")))
  func plainRequests() throws {
    let server = try RunningCommand(["serve", "--port", "0"])
    let base = "http://localhost:\(try server.port())"
    let page = try SystemProgram.any.run(["curl", "-si", "--max-time", "10", base + "/"])
    #expect(page.text.hasPrefix("HTTP/1.1 200 "))
    #expect(page.text.contains("new WebSocket("))
    #expect(page.output.count < 20_000)
    let echo = try SystemProgram.any.run(["curl", "-si", "--max-time", "10", base + "/echo"])
    #expect(echo.text.hasPrefix("HTTP/1.1 426 "))
    #expect(echo.text.contains("Upgrade: websocket"))
  }

  @Test("accepts only the origins that are named")
  func origin() throws {
    let server = try RunningCommand([
      "serve", "--port", "0", "--quiet", "--origin", "http://a.example",
    ])
    let url = "ws://localhost:\(try server.port())/"
    #expect(try connect(url, "--origin", "http://a.example").status == 0)
    let refused = try connect(url, "--origin", "http://b.example")
    #expect(refused.status == 5)
    #expect(refused.errors.contains("HTTP/1.1 403 Forbidden"))
  }

  /// What clients do, and how many violations serve counts, whether it shows them or not.
  static let sins: [(typed: String, violations: Int)] = [
    ("hi", 0), ("/raw 81 01 41", 1), ("/raw c1 80 00 00 00 00", 1),
    // Text that is not UTF-8; a message above the limit, which does not break a rule.
    ("/raw 81 81 00 00 00 00 ff", 1), ("/binary 00 01 02 03 04 05 06 07 08", 0),
  ]

  @Test("counts violations, whether it shows them or not", arguments: [["--quiet"], []], sins)
  func violations(options: [String], sin: (typed: String, violations: Int)) throws {
    let server = try RunningCommand(["serve", "--port", "0", "--max-message", "8"] + options)
    let url = "ws://localhost:\(try server.port())/"
    _ = try connect(url, typing: sin.typed + "\n", "--no-compression", "--format", "none")
    let end = try #require(server.interrupt())
    #expect(end.status == (sin.violations > 0 ? 1 : 0))
    #expect(server.errors.contains("1 violation\n") == (sin.violations > 0), "\(server.errors)")
  }

  @Test(
    "counts violations only in requests for a WebSocket connection",
    .enabled(if: SystemProgram.isExpected("curl")), arguments: [["--quiet"], []])
  func requestViolations(options: [String]) throws {
    for (headers, status) in [([], 0), (["-H", "Upgrade: websocket"], 1)] as [([String], Int32)] {
      let server = try RunningCommand(["serve", "--port", "0"] + options)
      let url = "http://localhost:\(try server.port())/echo"
      _ = try SystemProgram.any.run(["curl", "-si", "--max-time", "10"] + headers + [url])
      #expect(server.interrupt()?.status == status)
    }
  }
}
