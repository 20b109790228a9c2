// Node's `faye-websocket`.
const http = require("http");
const WebSocket = require("faye-websocket");
const listener = http.createServer((request, response) => response.writeHead(426).end());
listener.on("upgrade", (request, socket, head) => {
  if (!WebSocket.isWebSocket(request)) return socket.end("HTTP/1.1 400 Bad Request\r\n\r\n");
  const connection = new WebSocket(request, socket, head);
  connection.on("message", (event) => connection.send(event.data));
});
listener.listen(Number(process.argv[2]), "127.0.0.1");
