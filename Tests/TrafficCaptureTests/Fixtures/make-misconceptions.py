#!/usr/bin/env python3
"""Plays each misconception over a real TCP connection, and captures it with tcpdump.

    sudo python3 Tests/TrafficCaptureTests/Fixtures/make-misconceptions.py

writes Samples/misconceptions/ID.pcap, and prints the document's headings. Times and TCP's numbers
differ from run to run; everything else stays.
"""
import base64, hashlib, os, socket, struct, subprocess, sys, time

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "../../../Samples/misconceptions")
PORT = 8080
GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
KEY = "dGhlIHNhbXBsZSBub25jZQ=="
FIRST_KEY = "x3JJHMbDL1EzLkh9GBhXDw=="
MASK = bytes.fromhex("37fa213d")


def b64(data):
    return base64.b64encode(data).decode()


def accept(key=KEY, guid=GUID):
    return b64(hashlib.sha1((key + guid).encode()).digest())


def request(key=KEY, method="GET", connection="Upgrade", version="Sec-WebSocket-Version: 13\r\n"):
    return (
        f"{method} /chat HTTP/1.1\r\nHost: localhost:{PORT}\r\nUpgrade: websocket\r\n"
        f"Connection: {connection}\r\nSec-WebSocket-Key: {key}\r\n{version}\r\n"
    ).encode()


def response(value=None):
    return (
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Accept: {value or accept()}\r\n\r\n"
    ).encode()


def xor(data, key=MASK):
    return bytes(b ^ key[i % 4] for i, b in enumerate(data))


def frame(opcode, data=b"", fin=True, rsv=0, mask=True, form=None):
    """A frame with the shortest length, or the form of 7, 16 or 64 bits."""
    data = data.encode() if isinstance(data, str) else data
    head = bytes([(0x80 if fin else 0) | rsv << 4 | opcode])
    n, m = len(data), 0x80 if mask else 0
    form = form or (7 if n < 126 else 16 if n < 65536 else 64)
    if form == 7:
        head += bytes([m | n])
    elif form == 16:
        head += bytes([m | 126]) + struct.pack(">H", n)
    else:
        head += bytes([m | 127]) + struct.pack(">Q", n)
    return head + (MASK + xor(data) if mask else data)


def text(data, **more):
    return frame(1, data, **more)


def close(code=1000, reason="", mask=True):
    return frame(8, struct.pack(">H", code) + reason.encode(), mask=mask)


C, S = "client", "server"
OPEN = [(C, request()), (S, response())]
# How a right end fails the connection, and how both close in peace.
FAIL_C = [(C, close(1002)), (C, None)]
FAIL_S = [(S, close(1002, mask=False)), (S, None)]
BYE = [(C, close()), (S, close(mask=False)), (S, None)]


def wrong_accept(value, key=KEY):
    return [(C, request(key)), (S, response(value)), (C, None)]


HELLO = text("Hello")
B126 = b"b" * 126

CASES = {
    "accept.hex-digest": ("Base64 of the 40 hex digits of the SHA-1",
        wrong_accept(b64(hashlib.sha1((KEY + GUID).encode()).hexdigest().encode()))),
    "accept.decoded-key": ("the key is decoded from Base64 before it is hashed",
        wrong_accept(b64(hashlib.sha1(base64.b64decode(KEY) + GUID.encode()).digest()))),
    "accept.no-guid": ("the key is hashed without the GUID", wrong_accept(accept(guid=""))),
    "accept.wrong-guid": ("the GUID is mistyped: 258EDFA5-…",
        wrong_accept(accept(guid="258EDFA5-E914-47DA-95CA-C5AB0DC85B11"))),
    "accept.hash-reused": ("one SHA-1 object for all connections: the first is answered well, and at "
        "the second it still holds the key before; no check can see that from the second handshake "
        "alone", [(C, request(FIRST_KEY)), (S, response(accept(FIRST_KEY))), (C, None)],
        wrong_accept(accept(FIRST_KEY + GUID + KEY))),
    "accept.key-untrimmed": ("the key is hashed with the CR behind it",
        wrong_accept(accept(KEY + "\r"))),
    "accept.example-copied": ("a pair from a book that does not verify",
        wrong_accept("fYoqiH14DgI+SylEMwM2sDLzDiO=", "7+C600xYybOv2zmJ69RQsw==")),
    "handshake.indented": ("the response comes from an indented multi-line string",
        [(C, request()), (S, response().replace(b"\r\nU", b"\r\n    U").replace(
            b"\r\nC", b"\r\n    C").replace(b"\r\nS", b"\r\n    S")), (C, None)]),
    "handshake.case": ("the server does not split “keep-alive, Upgrade”, which Firefox sends",
        [(C, request(connection="keep-alive, Upgrade")),
         (S, b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"), (S, None)]),
    "handshake.any-method": ("the server looks at the key alone: a POST without a version is taken",
        [(C, request(method="POST", version="")), (S, response())] + BYE),
    "handshake.rest-dropped": ("a frame that came with the request is lost: no answer",
        [(C, request() + frame(9, "are you there?")), (S, response())] + BYE),
    "bits.order": ("bit 0 is taken for the least significant: FIN is written as 0x01",
        OPEN + [(S, bytes([0x01 | 1 << 4, 5 << 1]) + b"Hello"), (C, close(1002)), (C, None)]),
    "bits.no-padding": ("the bits of the second byte without leading zeros: the mask is always “1”",
        OPEN + [(C, HELLO), (S, frame(1, "Hello", mask=True)), (C, close(1002)), (C, None)]),
    "frame.fixed-header": ("the key is always read at bytes 2–5: garbage from 126 bytes on",
        OPEN + [(C, text(B126)), (S, frame(1, (lambda f: xor(f[6:], f[2:6]))(text(B126))[:125],
                                           mask=False)), (C, close(1007)), (C, None)]),
    "frame.one-read-one-frame": ("two frames in one read: the server answers the first alone",
        OPEN + [(C, text("one") + text("two")), (S, text("one", mask=False))] + BYE),
    "frame.short-header-read": ("a header cut behind its first byte: the server gives up",
        OPEN + [(C, HELLO[:1]), (S, "reset")]),
    "frame.fin-ignored": ("fragments are answered as if each were a message",
        OPEN + [(C, text("Hel", fin=False)), (S, text("Hel", mask=False)),
                (C, frame(0, "lo")), (S, text("lo", mask=False))] + BYE),
    "frame.control-in-message": ("a ping between fragments ends the message",
        OPEN + [(C, text("Hel", fin=False)), (C, frame(9, "hi")), (S, text("Hel", mask=False)),
                (C, frame(0, "lo"))] + FAIL_S),
    "frame.rsv-ignored": ("RSV1 without an extension is answered, not refused",
        OPEN + [(C, text("Hello", rsv=4)), (S, text("Hello", mask=False))] + BYE),
    "frame.opcode-ignored": ("opcode 3 is answered, not refused",
        OPEN + [(C, frame(3, "Hello")), (S, text("Hello", mask=False))] + BYE),
    "length.boundaries": ("126 is written in the seven bits, where it means “16 bits follow”",
        OPEN + [(S, bytes([0x81, 126]) + B126), (S, None)]),
    "length.little-endian": ("the 16-bit length in the host's order",
        OPEN + [(S, bytes([0x81, 126]) + struct.pack("<H", 126) + B126), (S, None)]),
    "length.seven-bytes": ("the 64-bit length with seven bytes",
        OPEN + [(S, bytes([0x81, 127]) + struct.pack(">Q", 70000)[1:] + b"c" * 70000), (S, None)]),
    "length.low-32": ("a length of 2^32 + 5: the server reads 5, because it drops the upper half",
        OPEN + [(C, bytes([0x81, 0xff]) + struct.pack(">Q", 2**32 + 5) + MASK + xor(b"Hello")),
                (S, text("Hello", mask=False)), (C, None)]),
    "length.bits-for-bytes": ("126 is written for every length",
        OPEN + [(S, frame(1, "Hello", mask=False, form=16))] + FAIL_C),
    "length.non-minimal": ("a 64-bit length for five bytes, which the server takes",
        OPEN + [(C, frame(1, "Hello", form=64)), (S, text("Hello", mask=False))] + BYE),
    "length.trusted": ("a declared length of 2^62 takes the server down",
        OPEN + [(C, bytes([0x82, 0xff]) + struct.pack(">Q", 2**62) + MASK), (S, "reset")]),
    "mask.index-kept": ("the mask index is not reset: the second frame is garbage",
        OPEN + [(C, HELLO + HELLO), (S, text("Hello", mask=False)),
                (S, text(xor(xor(b"Hello"), MASK[1:] + MASK[:1]), mask=False)),
                (C, close(1007)), (C, None)]),
    "mask.or": ("OR for XOR",
        OPEN + [(C, HELLO), (S, text(bytes(b | MASK[i % 4] for i, b in enumerate(xor(b"Hello"))),
                                     mask=False)), (C, close(1007)), (C, None)]),
    "mask.single-byte": ("only the first byte of the key is used",
        OPEN + [(C, HELLO), (S, text(xor(xor(b"Hello"), MASK[:1] * 4), mask=False)),
                (C, close(1007)), (C, None)]),
    "mask.server-masks": ("the server masks what it sends", OPEN + [(S, HELLO)] + FAIL_C),
    "mask.unmasked-accepted": ("a client's unmasked frame is answered, not refused",
        OPEN + [(C, text("Hello", mask=False)), (S, text("Hello", mask=False))] + BYE),
    "text.bytes-as-characters": ("the length counts characters, so “你好” claims 2 bytes of its 6",
        OPEN + [(S, bytes([0x81, 2]) + "你好".encode())] + FAIL_C),
    "text.per-fragment": ("a character cut by two fragments is decoded twice: U+FFFD at the seam",
        OPEN + [(C, text("你".encode()[:2], fin=False)), (C, frame(0, "你".encode()[2:])),
                (S, text("\ufffd\ufffd", mask=False))] + BYE),
    "text.not-validated": ("text that is not UTF-8 is answered, not refused",
        OPEN + [(C, text(b"\xc0\xaf")), (S, text(b"\xc0\xaf", mask=False)),
                (C, close(1007)), (C, None)]),
    "close.empty": ("an empty close is read as code 0, and 0 is sent back",
        OPEN + [(C, frame(8)), (S, close(0, mask=False)), (S, None)]),
    "close.one-byte": ("a close frame of one byte is answered in peace",
        OPEN + [(C, frame(8, b"\x03")), (S, close(mask=False)), (S, None)]),
    "close.code-echo": ("1006 is sent over the wire",
        OPEN + [(S, close(1006, mask=False))] + FAIL_C),
    "close.no-reply": ("the close frame is not answered: the client reports 1006",
        OPEN + [(C, close(1000, "bye")), (S, None)]),
    "close.reason-cut": ("the reason is cut at 123 bytes, inside a character",
        OPEN + [(S, frame(8, struct.pack(">H", 1000) + ("a" * 122 + "é").encode()[:123],
                          mask=False)), (C, close(1007)), (C, None)]),
    "control.too-long": ("a ping of 126 bytes is answered, not refused",
        OPEN + [(C, frame(9, B126)), (S, frame(10, B126, mask=False))] + BYE),
    "control.fragmented": ("a ping in two fragments",
        OPEN + [(C, frame(9, "Hel", fin=False)), (C, frame(0, "lo"))] + FAIL_S),
    "ping.empty-pong": ("the pong does not carry the ping's payload",
        OPEN + [(C, frame(9, "are you there?")), (S, frame(10, mask=False))] + BYE),
}


def play(steps, client, server):
    ends, peers = {C: client, S: server}, {C: server, S: client}
    for who, data in steps:
        if data is None:
            ends[who].shutdown(socket.SHUT_RDWR)
            try:
                peers[who].shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
        elif data == "reset":
            linger = struct.pack("ii", 1, 0)
            ends[who].setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            ends[who].close()
        else:
            ends[who].sendall(data)
            left = len(data)
            while left > 0:
                left -= len(peers[who].recv(left))
        time.sleep(0.002)


def connect(listener, port):
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    client.bind(("127.0.0.1", port))
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    client.connect(("127.0.0.1", PORT))
    server, _ = listener.accept()
    server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return client, server


def make(name, conversations, number):
    path = os.path.join(OUT, name + ".pcap")
    dump = subprocess.Popen(
        ["tcpdump", "-i", "lo", "-Z", "root", "-U", "--immediate-mode", "-w", path, f"tcp port {PORT}"], stderr=subprocess.PIPE)
    while b"listening" not in dump.stderr.readline():
        pass
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", PORT))
    listener.listen()
    for index, steps in enumerate(conversations):
        ends = connect(listener, 50000 + 1000 * index + number)
        play(steps, *ends)
        for end in ends:
            end.close()
    listener.close()
    time.sleep(0.05)
    dump.terminate()
    dump.wait()
    os.chmod(path, 0o644)


def main():
    os.makedirs(OUT, exist_ok=True)
    chosen = sys.argv[1:]
    document = ["# Misconceptions on the wire", "",
        "Each capture shows one way in which hand-written WebSocket code goes wrong, played over a "
        "real TCP connection. `wsx explain` knows the rules that are named.", ""]
    for number, (name, (words, *conversations)) in enumerate(CASES.items(), 1):
        if not chosen or name in chosen:
            make(name, conversations, number)
        commands = [f"$ swift run wsx capture Samples/misconceptions/{name}.pcap --connection {one}"
                    for one, _ in enumerate(conversations, 1)]
        document += [f"## {name}", "", words[0].upper() + words[1:] + ".", "", "```console",
            *commands, "```", ""]
    with open(os.path.join(OUT, "README.md"), "w") as file:
        file.write("\n".join(document))


main()
