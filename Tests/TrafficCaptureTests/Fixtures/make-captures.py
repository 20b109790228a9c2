#!/usr/bin/env python3
"""Lets programs that others wrote talk to each other, and captures it with tcpdump.

    sudo /opt/ws-peers/bin/python Tests/TrafficCaptureTests/Fixtures/make-captures.py [NAME...]

writes Samples/captures/NAME.pcap and Samples/pieces/NAME.pcap. Needs Chromium, Node's `ws`, Python's
`websockets` (Tests/Interop/autobahn.sh installs it), openssl and tcpdump. Times, ports and keys
differ from run to run, so it is run only to make a capture that is to be different.
"""
import asyncio, contextlib, http, json, os, signal, ssl, subprocess, sys, tempfile

from websockets.asyncio.client import connect
from websockets.asyncio.server import serve
from websockets.datastructures import Headers
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory
from websockets.http11 import Response

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLES = os.path.join(HERE, "../../../Samples")
LONG = "The same words over and over. " * 40


@contextlib.asynccontextmanager
async def captured(path, port, interface="lo"):
    path = os.path.join(SAMPLES, path)
    dump = subprocess.Popen(
        ["tcpdump", "-i", interface, "-Z", "root", "-U", "--immediate-mode", "-w", path,
         f"tcp port {port}"], stderr=subprocess.PIPE)
    while b"listening" not in dump.stderr.readline():
        pass
    try:
        yield
        await asyncio.sleep(0.5)
    finally:
        dump.terminate()
        dump.wait()
    os.chmod(path, 0o644)


async def echo(socket):
    async for message in socket:
        await socket.send(message)


def page(connection, request):
    """A page that talks to the server it came from, for a browser to load."""
    if "Upgrade" in request.headers:
        return None
    body = b"""<!doctype html><title>captured</title><script>
      const socket = new WebSocket("ws://" + location.host + "/chat", ["chat.v3", "chat.v2"]);
      socket.onopen = () => {
        socket.send("Hello");
        socket.send("\xe4\xbd\xa0\xe5\xa5\xbd\xef\xbc\x8c\xe4\xb8\x96\xe7\x95\x8c \xf0\x9f\x91\x8b");
        socket.send(new Uint8Array([0, 1, 2, 253, 254, 255]));
        socket.send("The same words over and over. ".repeat(40));
        socket.send("that is all");
      };
      socket.onclose = ({code}) => document.title = "closed " + code;
    </script>"""
    headers = Headers({"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body)),
                       "Connection": "close"})
    return Response(http.HTTPStatus.OK.value, "OK", headers, body)


async def chromium_to_python():
    done = asyncio.Event()

    async def answer(socket):
        await (await socket.ping("are you there?"))
        async for message in socket:
            if message == "that is all":
                await socket.send(["in ", "three ", "fragments"])
                await socket.close(4001, "that was all")
                return done.set()
            await socket.send(message)

    async with captured("captures/chromium-to-python.pcap", 8083):
        async with serve(answer, "127.0.0.1", 8083, process_request=page, subprotocols=["chat.v2"]):
            with tempfile.TemporaryDirectory() as profile:
                browser = subprocess.Popen(
                    ["chromium", "--headless", "--no-sandbox", f"--user-data-dir={profile}",
                     "--disable-gpu", "--remote-debugging-port=0", "http://127.0.0.1:8083/"],
                    stderr=subprocess.DEVNULL)
                try:
                    await asyncio.wait_for(done.wait(), 30)
                    await asyncio.sleep(0.5)
                finally:
                    browser.terminate()
                    browser.wait()


NODE = """
const WebSocket = require("ws");
const socket = new WebSocket(process.argv[1], { perMessageDeflate: { threshold: 0 } });
const texts = JSON.parse(process.argv[2]);
socket.on("open", () => socket.send(texts[0]));
socket.on("message", () => {
  texts.shift();
  if (texts.length) socket.send(texts[0]);
  else if (process.argv[3]) socket.close(Number(process.argv[3]), "bye");
});
socket.on("error", () => {});
"""


async def node(*arguments):
    process = await asyncio.create_subprocess_exec(
        "node", "-e", NODE, *arguments, env=os.environ | {"NODE_PATH": "/usr/share/nodejs"})
    await asyncio.wait_for(process.wait(), 30)


async def no_context_takeover():
    factory = ServerPerMessageDeflateFactory(
        server_no_context_takeover=True, client_no_context_takeover=True, server_max_window_bits=9)
    async with captured("captures/no-context-takeover.pcap", 8084):
        async with serve(echo, "127.0.0.1", 8084, extensions=[factory], compression=None):
            await node("ws://127.0.0.1:8084/echo", json.dumps(["Hello", "Hello", LONG, LONG]), "1000")


async def ipv6():
    async with captured("pieces/ipv6.pcap", 8087, "any"):
        async with serve(echo, "::1", 8087):
            async with connect("ws://[::1]:8087/echo", proxy=None) as socket:
                await socket.send("Hello over IPv6")
                await socket.recv()


SERVER = """
import asyncio
from websockets.asyncio.server import serve
async def main():
    async def echo(socket):
        async for message in socket:
            await socket.send(message)
    async with serve(echo, "127.0.0.1", 8086):
        print("ready", flush=True)
        await asyncio.get_running_loop().create_future()
asyncio.run(main())
"""


async def killed_server():
    async with captured("pieces/killed-server.pcap", 8086):
        server = subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE)
        server.stdout.readline()
        client = asyncio.create_task(node("ws://127.0.0.1:8086/echo", '["Hello"]'))
        await asyncio.sleep(1)
        server.send_signal(signal.SIGKILL)
        server.wait()
        await client


async def tls():
    with tempfile.TemporaryDirectory() as folder:
        cert, key = os.path.join(folder, "cert.pem"), os.path.join(folder, "key.pem")
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
             "-nodes", "-keyout", key, "-out", cert, "-subj", "/CN=localhost",
             "-addext", "subjectAltName=IP:127.0.0.1"], check=True, stderr=subprocess.DEVNULL)
        keys = os.path.join(SAMPLES, "pieces/tls.keys")
        with contextlib.suppress(FileNotFoundError):
            os.remove(keys)
        server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.load_cert_chain(cert, key)
        client = ssl.create_default_context(cafile=cert)
        client.keylog_filename = keys
        async with captured("pieces/tls.pcap", 8443):
            async with serve(echo, "127.0.0.1", 8443, ssl=server, subprotocols=["chat"]):
                async with connect("wss://127.0.0.1:8443/chat", ssl=client, proxy=None,
                                   subprotocols=["chat"]) as socket:
                    for message in ["Hello", "你好，世界 👋", bytes(range(256)), LONG]:
                        await socket.send(message)
                        await socket.recv()
                    await socket.close(1000, "bye")
        os.chmod(keys, 0o644)


ALL = [chromium_to_python, no_context_takeover, ipv6, killed_server, tls]
for make in ALL:
    if not sys.argv[1:] or make.__name__.replace("_", "-") in sys.argv[1:]:
        asyncio.run(make())
