// What a page or Node does with a server, by a plan; reports what it saw, as JSON.
//
//   plan = { protocols: [name], sends: [text or [byte]], awaits: count, close: [code, reason]? }
//
// After `awaits` messages it closes, with or without a code; where `close` is missing, the server
// must. Uses the browser's own WebSocket, or the one of Node's `ws`, which has the same methods.
globalThis.meet = (url, plan) => new Promise((resolve) => {
  const socket = new WebSocket(url, plan.protocols);
  const report = { isOpen: false, protocol: "", extensions: "", received: [] };
  const hex = (buffer) =>
    Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const closeWhenDone = () => {
    if (plan.close && report.received.length === plan.awaits) socket.close(...plan.close);
  };
  socket.binaryType = "arraybuffer";
  socket.onopen = () => {
    Object.assign(report, {
      isOpen: socket.readyState === 1, protocol: socket.protocol, extensions: socket.extensions,
    });
    for (const item of plan.sends) {
      socket.send(typeof item === "string" ? item : Uint8Array.from(item));
    }
    closeWhenDone();
  };
  socket.onmessage = ({ data }) => {
    report.received.push(typeof data === "string" ? "text " + data : "bytes " + hex(data));
    closeWhenDone();
  };
  socket.onerror = () => {}; // it tells a page nothing; the close event follows
  socket.onclose = ({ code, reason, wasClean }) =>
    resolve(JSON.stringify({ ...report, code, reason, wasClean }));
});
