import WebSocketProtocol
import WebSocketTransport

// An echo server, and a client that says hello to it, in one thread.
let loop = try EventLoop()
let server = try WebSocketServer(on: loop, port: 0)
server.handlers.message = { connection, message in connection.send(message) }

let url = try WebSocketURL("ws://localhost:\(server.port)/")
let client = try WebSocketClient.connect(to: url, on: loop)
client.handlers.opened = { connection in connection.send("Hello") }
client.handlers.message = { connection, message in
  print(message.text ?? "")
  connection.close()
}
client.handlers.closed = { _, end in
  print(end.code == .normalClosure)
  server.shutDown()
}
// A signal handler wakes the loop by one byte written to this descriptor.
loop.onWake = { _ in print("woken") }
precondition(loop.waker.descriptor >= 0)
loop.waker.wake()
loop.run()

// prints: woken
// prints: Hello
// prints: true
