import Foundation
import TestSupport
import Testing

/// The first Ctrl-C closes, and the second ends at once, both with a summary.
@Suite("Ctrl-C", .serialized)
struct InterruptTests {
  /// A program that a shell without job control starts in the background ignores Ctrl-C at first.
  ///
  /// Until serve handles the signal, it is lost; here, that would be until the address is read.
  @Test("serve handles Ctrl-C before it prints its address, even if the shell ignores it")
  func beforeTheAddressIsKnown() throws {
    let wsx = BuiltProgram.productsDirectory.appendingPathComponent("wsx").path
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "trap '' INT; exec '\(wsx)' serve --port 0"]
    let errors = Pipe.full()
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors
    try process.run()
    defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
    // The first ones may come before the program has begun.
    for _ in 0..<200 where process.isRunning {
      usleep(100_000)
      kill(process.processIdentifier, SIGINT)
    }
    #expect(!process.isRunning, "each signal was lost")
    withExtendedLifetime(errors) {}
  }

  @Test("serve ends even if its output is not read", arguments: [1, 2])
  func serveBlocked(signals: Int) throws {
    let server = try RunningCommand(["serve", "--port", "0"], output: .fullPipe)
    let client = try RunningCommand(["connect", "--echo", "ws://localhost:\(try server.port())/"])
    // The answer goes out before it is shown; from then on the server waits for a reader.
    #expect(client.poll { client.output.contains("101") ? true : nil } == true)
    usleep(100_000)
    for _ in 1..<signals { server.send(SIGINT) }
    let end = try #require(server.interrupt(), "it waits for ever")
    #expect(end.status == 0)
    #expect(server.errors.contains("the output is not read"))
    #expect(server.errors.contains("1 connection\n"))
  }

  @Test("connect ends even if its output is not read", arguments: [1, 2])
  func connectBlocked(signals: Int) throws {
    let server = try RunningCommand(["serve", "--port", "0"])
    let client = try RunningCommand(
      ["connect", "--echo", "ws://localhost:\(try server.port())/"], output: .fullPipe)
    #expect(server.poll { server.output.contains("101") ? true : nil } == true)
    usleep(100_000)
    for _ in 1..<signals { client.send(SIGINT) }
    let end = try #require(client.interrupt(), "it waits for ever")
    #expect([0, 5].contains(end.status))
    #expect(client.errors.contains("the output is not read"))
  }

  @Test("serve closes its connections where the reader of what it shows goes away")
  func serveWithoutReader() throws {
    let server = try RunningCommand(["serve", "--port", "0"], output: .brokenPipe)
    let client = try RunningCommand([
      "connect", "--echo", "--format", "json", "ws://localhost:\(try server.port())/",
    ])
    try #require(server.poll { server.hasEnded ? true : nil } == true)
    #expect(server.status == 0)
    #expect(server.errors.contains("1 × 1001 going away, closed by the server"), "\(server.errors)")
    #expect(client.poll { client.output.contains(#""code":1001"#) ? true : nil } == true)
  }

  @Test("serve counts who does not answer", arguments: [1, 2])
  func serveUnanswered(signals: Int) throws {
    let server = try RunningCommand(["serve", "--port", "0", "--quiet"])
    let client = try RunningCommand(["connect", "--echo", "ws://localhost:\(try server.port())/"])
    #expect(client.poll { client.output.contains("101") ? true : nil } == true)
    client.send(SIGSTOP)
    let inTime = try server.interrupt(times: signals) {
      server.errors.contains("Closing with 1001")
    }
    #expect(server.errors.contains("1 connection\n"))
    #expect(server.errors.contains("1 × 1006 abnormal closure"))
    if inTime { #expect(server.errors.contains(why(signals)), "\(server.errors)") }
  }

  @Test("connect says why there was no answer", arguments: [1, 2])
  func connectUnanswered(signals: Int) throws {
    let server = try RunningCommand(["serve", "--port", "0", "--quiet"])
    let client = try RunningCommand(
      ["connect", "--format", "json", "--wait", "60", "ws://localhost:\(try server.port())/"])
    #expect(client.poll { client.output.contains(#""type":"exchange""#) ? true : nil } == true)
    server.send(SIGSTOP)
    // The close frame is shown; then it waits.
    let inTime = try client.interrupt(times: signals) {
      client.output.contains(#""code":1001"#)
    }
    #expect(client.status == 5)
    #expect(client.errors.contains("1 × 1006 abnormal closure"))
    if inTime { #expect(client.errors.contains(why(signals)), "\(client.errors)") }
  }

  private func why(_ signals: Int) -> String {
    signals == 1 ? "the closing handshake took too long" : "the program was ended"
  }
}

extension RunningCommand {
  /// Sends the signal of Ctrl-C once or twice, the second time once `hasBegun` to close, and waits
  /// for the end; false where this machine was too slow for the second to come before it.
  fileprivate func interrupt(times: Int, _ hasBegun: () -> Bool) throws -> Bool {
    let begin = ContinuousClock.now
    send(SIGINT)
    try #require(poll { hasBegun() ? true : nil } == true, "the first is not heard")
    if times == 2 { send(SIGINT) }
    let wasInTime = times == 1 || ContinuousClock.now - begin < .milliseconds(600)
    try #require(poll { hasEnded ? true : nil } == true, "it does not end")
    return wasInTime
  }
}
