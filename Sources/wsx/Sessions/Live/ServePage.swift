/// The page at `/` of `wsx serve`: one file, small enough to be read.
enum ServePage {
  static let html = """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>wsx serve</title>
    <link rel="icon" href="data:,">
    <style>
      :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
      body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
      form { display: flex; flex-wrap: wrap; gap: .5rem; margin: .75rem 0; align-items: end; }
      label { display: grid; flex: 1 1 10rem; font-size: .85rem; }
      input, button { font: inherit; padding: .3rem .6rem; }
      #log { font-family: ui-monospace, monospace; font-size: .9rem; list-style: none; padding: 0; }
      #log li { white-space: pre-wrap; overflow-wrap: anywhere; border-top: 1px solid #8884; }
      .muted { opacity: .7; }
    </style>
    </head>
    <body>
    <h1>wsx serve</h1>
    <p>This page opens a WebSocket to the server that sent it. What you send here, the terminal shows
    frame by frame.</p>
    <form id="connection">
      <label>URL <input id="url" spellcheck="false" required></label>
      <label>Subprotocols <input id="protocols" placeholder="none; or: chat, chat.json"></label>
      <button id="connect">Connect</button>
    </form>
    <form id="message">
      <label>Message <input id="text" value="Hello" autocomplete="off"></label>
      <button>Send as text</button>
      <button id="binary" type="button">Send as binary</button>
    </form>
    <form id="closing">
      <label>Close code <input id="code" value="1000" inputmode="numeric"></label>
      <label>Reason <input id="reason" value="bye" maxlength="123"></label>
      <button>Close</button>
    </form>
    <p id="state" class="muted" role="status"></p>
    <ol id="log" aria-live="polite"></ol>
    <script>
    "use strict";
    const $ = (id) => document.getElementById(id);
    const names = ["CONNECTING", "OPEN", "CLOSING", "CLOSED"];
    let socket;
    $("url").value = "ws://" + location.host + "/echo";

    // textContent, never innerHTML: what comes from a wire is shown, not obeyed.
    function show(line) {
      const item = document.createElement("li");
      item.textContent = new Date().toLocaleTimeString() + "  " + line;
      $("log").prepend(item);
      while ($("log").childElementCount > 200) $("log").lastElementChild.remove();
    }
    function state() {
      $("state").textContent = !socket ? "not connected" :
        "readyState " + socket.readyState + " " + names[socket.readyState] +
        " · protocol \\"" + socket.protocol + "\\" · extensions \\"" + socket.extensions +
        "\\" · bufferedAmount " + socket.bufferedAmount;
    }
    function attempt(action) {
      try { action(); } catch (error) { show("✗ " + error.message); }
      state();
    }
    function connect() {
      if (socket) socket.close();
      const protocols = $("protocols").value.split(/[ ,]+/).filter(Boolean);
      attempt(() => {
        const opened = new WebSocket($("url").value, protocols);
        opened.binaryType = "arraybuffer";
        opened.onopen = () => { show("open"); state(); };
        opened.onmessage = ({ data }) => {
          show("← " + (typeof data === "string" ? data : data.byteLength + " bytes: " +
            Array.from(new Uint8Array(data, 0, Math.min(32, data.byteLength)),
              (byte) => byte.toString(16).padStart(2, "0")).join(" ")));
          state();
        };
        opened.onerror = () => show("error: the browser does not say more; the terminal does");
        opened.onclose = ({ code, reason, wasClean }) => {
          show("closed: " + code + (reason ? " " + reason : "") + (wasClean ? "" : " (not clean)"));
          state();
        };
        socket = opened;
      });
    }
    function send(make) {
      attempt(() => {
        if (!socket) throw new Error("not connected");
        socket.send(make($("text").value));
        show("→ " + $("text").value);
      });
    }
    $("connection").onsubmit = (event) => { event.preventDefault(); connect(); };
    $("message").onsubmit = (event) => { event.preventDefault(); send((text) => text); };
    $("binary").onclick = () => send((text) => new TextEncoder().encode(text));
    $("closing").onsubmit = (event) => {
      event.preventDefault();
      attempt(() => socket && socket.close(Number($("code").value), $("reason").value));
    };
    setInterval(state, 500);
    connect();
    </script>
    </body>
    </html>

    """
}
