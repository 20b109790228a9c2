"""Both ends of one connection through `wsx tap`, made of raw sockets without a protocol.

raw-ends.py WSX SCENARIO [TAP OPTION...]
  Starts the tap between the two, lets the scenario happen, ends the tap with the signals of Ctrl-C,
  and prints what came of it as a JSON object. Only Python's own library is used.
"""
import json, os, random, select, signal, socket, subprocess, sys, tempfile, time, zlib

REQUEST = (b"GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
           b"Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n")
RESPONSE = (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")
DEFLATE = b"Sec-WebSocket-Extensions: permessage-deflate\r\n"
WAIT = 60


def server_frame(first, payload):
    length = len(payload)
    if length < 126:
        return bytes([first, length]) + payload
    if length < 65536:
        return bytes([first, 126]) + length.to_bytes(2, "big") + payload
    return bytes([first, 127]) + length.to_bytes(8, "big") + payload


class Tap:
    def __init__(self, wsx, options):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.settimeout(WAIT)
        target = "ws://127.0.0.1:%d" % self.listener.getsockname()[1]
        self.output = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [wsx, "tap", "--host", "127.0.0.1", "--listen", "0", "--to", target] + options,
            stdout=self.output, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
        self.first = self.process.stderr.readline().decode()
        port = int(self.first.split("127.0.0.1:")[1].split(",")[0])
        self.client = socket.create_connection(("127.0.0.1", port), WAIT)
        self.server, _ = self.listener.accept()
        self.server.settimeout(WAIT)
        self.result = {}

    def interrupt(self, times=1):
        start = time.monotonic()
        for number in range(times):
            # Several signals of one kind at the same time count as one.
            if number: time.sleep(0.1)
            self.process.send_signal(signal.SIGINT)
        return start

    def finish(self, start):
        _, errors = self.process.communicate(timeout=WAIT)
        self.output.seek(0)
        self.result.update(
            seconds=time.monotonic() - start, status=self.process.returncode,
            output=self.output.read().decode(), errors=self.first + errors.decode())


def exchange(tap, from_client, from_server):
    """Sends both ways at once, then ends both streams; returns whether each end got all bytes."""
    rest = {tap.client: from_client, tap.server: from_server}
    got = {tap.client: b"", tap.server: b""}
    ended = set()
    for end in rest: end.setblocking(False)
    limit = time.monotonic() + WAIT
    while len(ended) < 2 and time.monotonic() < limit:
        readable, writable, _ = select.select(
            [end for end in got if end not in ended], [end for end in rest if rest[end]], [], 1)
        for end in writable:
            rest[end] = rest[end][end.send(rest[end][:100000]):]
            if not rest[end]: end.shutdown(socket.SHUT_WR)
        for end in readable:
            data = end.recv(1 << 20)
            got[end] += data
            if not data: ended.add(end)
    tap.result["unchanged"] = got[tap.server] == from_client and got[tap.client] == from_server
    tap.result["ended"] = len(ended)


def pass_bytes(tap, name):
    seed = int(os.environ.get("SEED") or random.randrange(1 << 32))
    tap.result["seed"] = seed
    noise = random.Random(seed)
    garbage = noise.randbytes(300_000)
    opening, answer = REQUEST, RESPONSE + DEFLATE + b"\r\n"
    head = b"GET / HTTP/1.1\r\nX: " + b"a" * (1 << 20) + b"\r\n\r\n"
    # A length of 2^63 - 1, and a few bytes.
    endless = b"\x82\x7f\x7f" + b"\xff" * 7
    ends = {
        "garbage": (garbage, garbage[::-1]),
        "garbage-before-101": (opening + garbage, garbage),
        "garbage-after-101": (opening + garbage, answer + garbage[::-1]),
        "long-head": (head, b"HTTP/1.1 101 " + b"b" * (1 << 20) + b"\r\n\r\n" + garbage),
        "endless-header": (b"GET / HTTP/1.1\r\nX: " + garbage * 4, b"HTTP/1.1 200 OK\r\n" + garbage),
        "endless-frame": (opening + endless + garbage, answer + endless + garbage),
        "half-a-header": (opening + b"\x81\xff\x00", answer + b"\x81\x7e\x00"),
        "damaged-deflate": (
            opening + b"\xc1\x80\0\0\0\0" * 1000 + garbage,
            answer + b"".join(server_frame(0xc1, garbage[i:i + 50]) for i in range(0, 5000, 50))),
    }[name]
    exchange(tap, *ends)
    tap.finish(tap.interrupt())


def open_up(tap, deflate=False):
    tap.client.sendall(REQUEST)
    read(tap.server, len(REQUEST))
    answer = RESPONSE + (DEFLATE if deflate else b"") + b"\r\n"
    tap.server.sendall(answer)
    read(tap.client, len(answer))


def read(end, count):
    data = b""
    while len(data) < count:
        more = end.recv(count - len(data))
        if not more: break
        data += more
    return data


def read_to_end(end):
    """What is received until the stream ends, and how it ends."""
    data = b""
    try:
        while True:
            more = end.recv(1 << 20)
            if not more: return data, "end"
            data += more
    except ConnectionResetError:
        return data, "reset"


def interrupt_open(tap, times, sent=b"", answers=True):
    open_up(tap)
    tap.client.sendall(sent)
    if answers: tap.result["before"] = len(read(tap.server, len(sent)))
    start = tap.interrupt(times)
    if answers and times == 1:
        for name in ("server", "client"):
            end = getattr(tap, name)
            data, how = read_to_end(end)
            tap.result[name] = {"bytes": len(data), "end": how}
            end.close()
    tap.finish(start)


def interrupt_unread(tap, times):
    """The server reads nothing: the client sends until neither kernel nor tap takes more."""
    open_up(tap)
    tap.client.settimeout(1)
    try:
        while True: tap.client.send(server_frame(0x82, bytes(60_000)))
    except TimeoutError:
        pass
    start = tap.interrupt(times)
    tap.finish(start)


def compressed(tap, count):
    """A long compressed message, and a short one that refers to the end of the long one."""
    open_up(tap, deflate=True)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    pack = lambda data: (packer.compress(data) + packer.flush(zlib.Z_SYNC_FLUSH))[:-4]
    line = bytes(random.Random(3).choices(b"abcdefghijklmnopqrstuvwxyz", k=1000))
    long = pack(line * (count // len(line)))
    short = pack(line[:40])
    assert zlib.decompressobj(-15).decompress(long)[:40] == line[:40]
    frames = server_frame(0xC1, long) + server_frame(0xC1, short) + server_frame(0x88, b"\x03\xe8")
    tap.server.sendall(frames)
    tap.result["unchanged"] = read(tap.client, len(frames)) == frames
    # So short that it can only be a reference to the message before it.
    tap.result["short"] = {"text": line[:40].decode(), "bytes": len(short)}
    for end in (tap.client, tap.server): end.close()
    time.sleep(0.2)
    tap.finish(tap.interrupt())


wsx, scenario, options = sys.argv[1], sys.argv[2], sys.argv[3:]
tap = Tap(wsx, options)
if scenario.startswith("interrupt-"):
    _, what, times = scenario.split("-")
    half_a_frame = b"\x82\xfe\x01\x00\0\0\0\0" + bytes(100)
    if what == "idle": interrupt_open(tap, int(times))
    elif what == "inside": interrupt_open(tap, int(times), sent=half_a_frame)
    elif what == "silent": interrupt_open(tap, int(times), answers=False)
    elif what == "unread": interrupt_unread(tap, int(times))
elif scenario == "compressed":
    compressed(tap, 3_000_000)
else:
    pass_bytes(tap, scenario)
json.dump(tap.result, sys.stdout)
