// Node's `ws` as an echo server: node node-server.js; prints its port, then how each one closed.
const { WebSocketServer } = require("ws");
const server = new WebSocketServer({
  host: "127.0.0.1", port: 0, perMessageDeflate: { threshold: 0 },
  handleProtocols: (offered) => (offered.has("superchat") ? "superchat" : false),
});
server.on("listening", () => console.log("port " + server.address().port));
server.on("connection", (socket) => {
  socket.on("message", (data, isBinary) => socket.send(data, { binary: isBinary }));
  socket.on("ping", (data) => console.log("ping " + data.toString("hex")));
  socket.on("error", (error) => console.log("error " + error.message));
  socket.on("close", (code, reason) => console.log(
    JSON.stringify({ protocol: socket.protocol, extensions: socket.extensions, code,
      reason: reason.toString() })));
});
