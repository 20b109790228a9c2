#!/usr/bin/env python3
"""Reads the WebSocket frames and messages of a capture, independently and in few lines.

    python3 read-capture.py FILE [CLIENT_PORT]

Knows Ethernet, Linux cooked v2, IP without options and segments in order, which is all that the
samples need, and inflates with Python's zlib. Prints one JSON object a frame. A direction ends at its first missing byte. Where the
capture begins inside a connection, frames are looked for only if the client's port is told.
"""
import json, struct, sys, zlib


def packets(data):
    """The IP packets of a pcap or pcapng file from a little-endian machine."""
    if data[:4] == b"\xd4\xc3\xb2\xa1":
        at, link = 24, {1: 14, 276: 20}[struct.unpack_from("<I", data, 20)[0]]
        while at + 16 <= len(data):
            size = struct.unpack_from("<I", data, at + 8)[0]
            if at + 16 + size > len(data):
                return
            yield data[at + 16 + link:at + 16 + size]
            at += 16 + size
    else:
        at = 0
        while at + 12 <= len(data):
            kind, size = struct.unpack_from("<II", data, at)
            if kind == 6:
                count = struct.unpack_from("<I", data, at + 20)[0]
                yield data[at + 28 + 14:at + 28 + count]
            at += size


class Direction:
    """The bytes that one end sent, in order, and which packet brought each piece of them."""

    def __init__(self):
        self.next, self.bytes, self.pieces, self.broken = None, b"", [], False

    def take(self, number, sequence, payload):
        if self.next is None:
            self.next = sequence
        new = payload[self.next - sequence:] if sequence <= self.next else None
        self.broken |= new is None
        if not self.broken and new:
            self.bytes += new
            self.next += len(new)
            self.pieces.append((len(self.bytes), number))

    def packet(self, end):
        """The packet with the byte before this place."""
        return next((number for there, number in self.pieces if there >= end), None)


def frames(direction, start):
    """The frames after a place; the last one may be incomplete."""
    data, at = direction.bytes, start
    while at < len(data):
        if len(data) - at < 2:
            return (yield {"complete": False})
        first, second = data[at], data[at + 1]
        length, head = second & 127, 2
        form = {126: 16, 127: 64}.get(length, 7)
        if form > 7:
            head += form // 8
            length = int.from_bytes(data[at + 2:at + head], "big")
        key = data[at + head:at + head + 4] if second & 128 else b""
        head += len(key)
        end = at + head + length
        if end > len(data):
            return (yield {"complete": False})
        payload = data[at + head:end]
        if key:
            mask = key * (len(payload) // 4 + 1)
            payload = bytes(byte ^ mask[i] for i, byte in enumerate(payload))
        yield {"complete": True, "packet": direction.packet(end), "fin": first >> 7,
               "rsv": first >> 4 & 7, "opcode": first & 15, "masked": second >> 7, "form": form,
               "length": length, "key": key.hex(), "payload": payload.hex()}
        at = end


def read(client, server, is_late):
    """Both directions of one connection, from the client's stream and the server's."""
    heads = [d.bytes.partition(b"\r\n\r\n") for d in (client, server)]
    if is_late:
        starts, deflated = [0, 0], False
    else:
        if b"sec-websocket-key" not in heads[0][0].lower() or not heads[1][1]:
            return
        if not heads[1][0].startswith(b"HTTP/1.1 101"):
            return
        starts = [len(head) + 4 for head, _, _ in heads]
        deflated = b"permessage-deflate" in heads[1][0].lower()
    for name, direction, start in zip(("client", "server"), (client, server), starts):
        inflater, message, opcode, compressed = zlib.decompressobj(-15), b"", None, False
        for frame in frames(direction, start):
            frame["direction"] = name
            if frame["complete"] and frame["opcode"] < 3:
                if frame["opcode"] in (1, 2):
                    opcode, message = frame["opcode"], b""
                    compressed = deflated and frame["rsv"] & 4 > 0
                message += bytes.fromhex(frame["payload"])
                if frame["fin"] and opcode is not None:
                    if compressed:
                        message = inflater.decompress(message + b"\0\0\xff\xff")
                    frame["message"], frame["messageOpcode"] = message.hex(), opcode
                    opcode = None
            print(json.dumps(frame))


def main():
    with open(sys.argv[1], "rb") as file:
        data = file.read()
    client_port = int(sys.argv[2]) if len(sys.argv) > 2 else None
    connections = {}
    for number, ip in enumerate(packets(data), 1):
        if ip[0] >> 4 == 4:
            tcp = ip[20:struct.unpack_from(">H", ip, 2)[0]]
        else:
            tcp = ip[40:40 + struct.unpack_from(">H", ip, 4)[0]]
        source, target, sequence = struct.unpack_from(">HHI", tcp)
        payload, flags = tcp[(tcp[12] >> 4) * 4:], tcp[13]
        if flags & 0x12 == 2:
            # A port may be used again, after the connection before has ended.
            connections.setdefault((source, target), []).append([Direction(), Direction(), False])
        found = (source, target) if (source, target) in connections else (target, source)
        if found not in connections:
            if client_port not in found:
                continue
            found = (client_port, target if source == client_port else source)
            connections[found] = [[Direction(), Direction(), True]]
        side = connections[found][-1][0 if found[0] == source else 1]
        if flags & 2:
            side.next = sequence + 1
        side.take(number, sequence, payload)
    for client, server, is_late in (c for same in connections.values() for c in same):
        read(client, server, is_late)


if __name__ == "__main__":
    main()
