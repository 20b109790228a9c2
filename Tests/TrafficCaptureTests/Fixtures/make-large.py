#!/usr/bin/env python3
"""Writes a large capture: one or more WebSocket connections with messages of many sizes.

    python3 make-large.py FILE [MEGABYTES [CONNECTIONS]]
"""
import struct, sys

path = sys.argv[1]
size = int(sys.argv[2] if len(sys.argv) > 2 else 1000) * 1_000_000
connections = int(sys.argv[3] if len(sys.argv) > 3 else 4)
REQUEST = (b"GET /large HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
RESPONSE = (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n")


def frame(n):
    if n < 126:
        return bytes([0x82, n]) + bytes(n)
    if n < 65536:
        return bytes([0x82, 126]) + struct.pack(">H", n) + bytes(n)
    return bytes([0x82, 127]) + struct.pack(">Q", n) + bytes(n)


with open(path, "wb", buffering=1 << 20) as out:
    out.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, 101))
    written = clock = 0
    sequence = {}

    def packet(client, server, seq, flags, data=b""):
        global written, clock
        clock += 100
        tcp = struct.pack(">HHIIBBHHH", client, server, seq & 0xFFFFFFFF, 0, 0x50, flags, 65535, 0, 0)
        ip = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 40 + len(data), 0, 0, 64, 6, 0,
                         bytes([10, 0, 0, 1]), bytes([10, 0, 0, 2]))
        out.write(struct.pack("<IIII", 1_700_000_000 + clock // 1_000_000, clock % 1_000_000,
                              40 + len(data), 40 + len(data)) + ip + tcp + data)
        written += 56 + len(data)

    def send(sender, receiver, data):
        seq = sequence[sender]
        for start in range(0, len(data), 1448):
            piece = data[start:start + 1448]
            packet(sender, receiver, seq, 0x18, piece)
            seq += len(piece)
        sequence[sender] = seq

    pairs = [(40000 + i, 8000 + i) for i in range(connections)]
    for client, server in pairs:
        packet(client, server, 999, 2)
        packet(server, client, 999, 18)
        sequence[client] = sequence[server] = 1000
        send(client, server, REQUEST)
        send(server, client, RESPONSE)
    sizes = [10, 200, 1000, 20_000, 70_000, 3_000_000]
    frames = [frame(n) for n in sizes]
    turn = 0
    while written < size:
        client, server = pairs[turn % connections]
        send(server, client, frames[turn // connections % len(sizes)])
        turn += 1
    for client, server in pairs:
        packet(server, client, sequence[server], 0x11)
        packet(client, server, sequence[client], 0x11)
