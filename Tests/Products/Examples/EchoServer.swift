import WebSocketTransport

let loop = try EventLoop()
let server = try WebSocketServer(on: loop, port: 8080)
server.handlers.message = { connection, message in connection.send(message) }
loop.run()
