import Foundation
import Testing
import WebSocketProtocol
import WebSocketTransport

/// The examples in the documentation compile with the public names alone, and work.
@Suite struct ExampleTests {
  /// `DocumentedExamples.swift` is compiled, so that a comment with the same lines would be too.
  @Test func theDocumentedExamplesAreTheCompiledOnes() throws {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let sources = tests.appendingPathComponent("../../Sources/WebSocketTransport")
    let documented = try ["Server/WebSocketServer.swift", "Client/WebSocketClient.swift"].map {
      try exampleInComment(of: sources.appendingPathComponent($0))
    }
    let compiled = try lines(of: tests.appendingPathComponent("DocumentedExamples.swift"))
      .split { $0.hasSuffix("// example begins") }.dropFirst()
      .map { part in part.prefix { !$0.hasSuffix("// example ends") }.map { $0.dropFirst(2) } }
    #expect(documented == compiled)
    #expect(documented.joined().count <= 15)
    let shown = try lines(of: tests.appendingPathComponent("../../README.md"))
      .split { $0 == "```swift" }.dropFirst()
      .map { block in block.prefix { $0 != "```" } }
      .filter { $0.first == "import WebSocketTransport" }
    // After the import and a blank line.
    #expect(shown.map { Array($0.dropFirst(2)) } == compiled.map { Array($0) })
  }

  private func lines(of file: URL) throws -> [Substring] {
    try String(contentsOf: file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The indented lines of a file's first comment.
  private func exampleInComment(of file: URL) throws -> [Substring] {
    let marker = "///     "
    return try lines(of: file).drop { !$0.hasPrefix(marker) }.prefix { $0.hasPrefix(marker) }
      .map { $0.dropFirst(marker.count) }
  }

  private func runEchoServer(on loop: EventLoop) throws -> WebSocketServer {
    let server = try WebSocketServer(on: loop, port: 0)
    server.handlers.message = { connection, message in connection.send(message) }
    return server
  }

  @Test(arguments: EventLoop.Backend.allCases)
  func aClientSaysHelloToAnEchoServer(_ backend: EventLoop.Backend) throws {
    let loop = try EventLoop(backend: backend)
    let server = try runEchoServer(on: loop)
    var heard: [String] = []

    let client = try WebSocketClient.connect(
      to: WebSocketURL("ws://localhost:\(server.port)/"), on: loop)
    client.handlers.opened = { connection in connection.send("Hello") }
    client.handlers.message = { connection, message in
      heard.append(message.text ?? "")
      connection.close()
    }
    var end: WebSocketEnd?
    client.handlers.closed = { _, theEnd in
      end = theEnd
      server.shutDown()
    }
    loop.run()

    #expect(heard == ["Hello"])
    #expect(end?.code == .normalClosure)
    #expect(end?.connection?.cause == .closingHandshake(startedHere: true))
  }
}
