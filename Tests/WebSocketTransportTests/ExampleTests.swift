import Testing
import WebSocketProtocol
import WebSocketTransport

/// The examples in the documentation, with a free port; `Tests/Products` compiles and compares them.
@Suite struct ExampleTests {
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
