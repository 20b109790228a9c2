// An echo server on Node `ws`: node-ws.js [compressed]
const { WebSocketServer } = require(process.env.NODE_WS || '/usr/share/nodejs/ws')
const compressed = process.argv[2] === 'compressed'
const server = new WebSocketServer({
  host: '127.0.0.1',
  port: 0,
  perMessageDeflate: compressed && { threshold: 0 },
  maxPayload: 16 << 20,
})
server.on('listening', () => console.log(`listening on 127.0.0.1:${server.address().port}`))
server.on('connection', (socket) => {
  socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }))
})
