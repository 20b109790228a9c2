// Node's `websocket`.
const http = require("http");
const { server: WebSocketServer } = require("websocket");
const listener = http.createServer((request, response) => response.writeHead(426).end());
listener.listen(Number(process.argv[2]), "127.0.0.1");
const server = new WebSocketServer({
  httpServer: listener, autoAcceptConnections: true,
  maxReceivedFrameSize: 64 << 20, maxReceivedMessageSize: 64 << 20,
});
server.on("connect", (connection) => {
  connection.on("message", (message) => {
    if (message.type === "utf8") connection.sendUTF(message.utf8Data);
    else connection.sendBytes(message.binaryData);
  });
});
