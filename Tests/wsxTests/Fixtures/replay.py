"""Plays conversations against wsx tap, wsx serve and wsx connect, and prints the JSON that they print.

    replay.py WSX tap      plays both ends, with a tap between them
    replay.py WSX serve    plays the client
    replay.py WSX connect  plays the server

Each line of standard input is a conversation: {"steps": [["client", HEX], ["server", HEX], …],
"options": [OPTION, …]}. The first has the number 1 in the objects' member "connection".
"""

import base64
import hashlib
import json
import re
import signal
import socket
import subprocess
import sys
import tempfile

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
TIMEOUT = 30
OUTPUT = tempfile.TemporaryFile()


def receive(end, count):
    """Reads a number of bytes, or up to the end of the stream."""
    data = b""
    while len(data) < count:
        piece = end.recv(count - len(data))
        if not piece:
            break
        data += piece
    return data


def receive_head(end):
    """Reads up to the blank line that ends a head."""
    data = b""
    while b"\r\n\r\n" not in data:
        piece = end.recv(1)
        if not piece:
            break
        data += piece
    return data


def send(end, data):
    """Sends bytes and the end of the stream, to a peer that may have closed before."""
    try:
        end.sendall(data)
        end.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def drain(end):
    """Reads up to the end of the stream."""
    try:
        while end.recv(65536):
            pass
    except OSError:
        pass


def start(arguments):
    """Starts a command that listens; the process and its port."""
    # A file, because a command whose pipe is full stops reading its connections.
    process = subprocess.Popen(
        arguments, stdin=subprocess.DEVNULL, stdout=OUTPUT, stderr=subprocess.PIPE
    )
    line = process.stderr.readline().decode()
    return process, int(re.search(r"ws://[^ ,/]*:(\d+)", line).group(1))


def stop(process):
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=TIMEOUT)
    OUTPUT.seek(0)
    return OUTPUT.read().decode().splitlines()


def tap(wsx, conversations):
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(TIMEOUT)
    to = f"ws://127.0.0.1:{listener.getsockname()[1]}"
    process, port = start([wsx, "tap", "--listen", "0", "--host", "127.0.0.1", "--to", to, "--format", "json"])
    for conversation in conversations:
        client = socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT)
        server, _ = listener.accept()
        server.settimeout(TIMEOUT)
        ends = {"client": (client, server), "server": (server, client)}
        for sender, digits in conversation["steps"]:
            data = bytes.fromhex(digits)
            source, target = ends[sender]
            source.sendall(data)
            receive(target, len(data))
        for first, second in [(server, client), (client, server)]:
            send(first, b"")
            drain(second)
        client.close()
        server.close()
    return stop(process)


def serve(wsx, conversations):
    process, port = start([wsx, "serve", "--port", "0", "--host", "127.0.0.1", "--format", "json"])
    for conversation in conversations:
        end = socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT)
        sent = b"".join(bytes.fromhex(d) for sender, d in conversation["steps"] if sender == "client")
        head, rest = sent.split(b"\r\n\r\n", 1)
        end.sendall(head + b"\r\n\r\n")
        receive_head(end)
        send(end, rest)
        drain(end)
        end.close()
    return stop(process)


def connect(wsx, conversations):
    lines = []
    for number, conversation in enumerate(conversations, 1):
        listener = socket.create_server(("127.0.0.1", 0))
        listener.settimeout(TIMEOUT)
        url = f"ws://127.0.0.1:{listener.getsockname()[1]}/"
        process = subprocess.Popen(
            [wsx, "connect", "--format", "json", *conversation["options"], url],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )
        end, _ = listener.accept()
        end.settimeout(TIMEOUT)
        key = re.search(rb"(?i)sec-websocket-key: *(\S+)", receive_head(end)).group(1)
        accept = base64.b64encode(hashlib.sha1(key + GUID).digest())
        sent = b"".join(bytes.fromhex(d) for sender, d in conversation["steps"] if sender == "server")
        head, rest = sent.split(b"\r\n\r\n", 1)
        head = re.sub(rb"(?i)(sec-websocket-accept: *)\S+", rb"\g<1>" + accept, head)
        send(end, head + b"\r\n\r\n" + rest)
        drain(end)
        end.close()
        # Standard input stays open until the server's end: its end would close the connection.
        output, _ = process.communicate(timeout=TIMEOUT)
        for line in output.decode().splitlines():
            lines.append(line.replace('"connection":1,', f'"connection":{number},', 1))
    return lines


modes = {"tap": tap, "serve": serve, "connect": connect}
lines = modes[sys.argv[2]](sys.argv[1], [json.loads(line) for line in sys.stdin])
print("\n".join(lines))
