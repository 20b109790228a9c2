import WebSocketTransport

let loop = try EventLoop()
let client = try WebSocketClient.connect(to: WebSocketURL("ws://localhost:8080/"), on: loop)
client.handlers.opened = { connection in connection.send("Hello") }
client.handlers.message = { connection, message in
  print(message.text ?? "")
  connection.close()
}
loop.run()
