// The lines between the marks are the examples in the documentation, to the letter; a test compares.

import WebSocketTransport

/// An echo server, as the comment of `WebSocketServer` shows it.
func runDocumentedEchoServer() throws {
  // example begins
  let loop = try EventLoop()
  let server = try WebSocketServer(on: loop, port: 8080)
  server.handlers.message = { connection, message in connection.send(message) }
  loop.run()
  // example ends
}

/// A client, as the comment of `WebSocketClient` shows it.
func runDocumentedClient() throws {
  // example begins
  let loop = try EventLoop()
  let client = try WebSocketClient.connect(to: WebSocketURL("ws://localhost:8080/"), on: loop)
  client.handlers.opened = { connection in connection.send("Hello") }
  client.handlers.message = { connection, message in
    print(message.text ?? "")
    connection.close()
  }
  loop.run()
  // example ends
}
