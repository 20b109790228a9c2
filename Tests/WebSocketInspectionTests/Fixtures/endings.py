#!/usr/bin/env python3
"""Tells how the WebSocket connections of a capture ended: a second opinion.

    python3 endings.py FILE

Prints one JSON object a connection that has a request for WebSocket: the answer's status, the first
close code of each end in the order of their packets (1005 where there is none), which end finished
or reset the stream first, the end in whose frame the stream is cut, and the ending's kind.
"""
import importlib.machinery, importlib.util, json, pathlib, struct, sys

READER = pathlib.Path(__file__).parents[2] / "wsxTests" / "Fixtures" / "read-capture.py"
loader = importlib.machinery.SourceFileLoader("reader", str(READER))
reader = importlib.util.module_from_spec(importlib.util.spec_from_loader("reader", loader))
sys.dont_write_bytecode = True
loader.exec_module(reader)


def segments(data):
    """The TCP segments: both ends, sequence number, flags, payload."""
    for number, ip in enumerate(reader.packets(data), 1):
        if ip[0] >> 4 == 4:
            tcp = ip[20:struct.unpack_from(">H", ip, 2)[0]]
            ends = ip[12:16], ip[16:20]
        else:
            tcp = ip[40:40 + struct.unpack_from(">H", ip, 4)[0]]
            ends = ip[8:24], ip[24:40]
        source, target, sequence = struct.unpack_from(">HHI", tcp)
        yield (number, (ends[0], source), (ends[1], target), sequence, tcp[13],
               tcp[(tcp[12] >> 4) * 4:])


def connections(data):
    """Both directions of each connection whose SYN was captured, and how its stream ended."""
    found = {}
    for number, source, target, sequence, flags, payload in segments(data):
        if flags & 0x12 == 2:
            found.setdefault((source, target), []).append(
                {"client": reader.Direction(), "server": reader.Direction(), "stream": None})
        key = (source, target) if (source, target) in found else (target, source)
        if key not in found:
            continue
        connection = found[key][-1]
        name = "client" if key[0] == source else "server"
        if flags & 2:
            connection[name].next = sequence + 1
        if payload:
            connection[name].take(number, sequence, payload)
        if flags & 4 and (connection["stream"] or [""])[0] != "reset":
            connection["stream"] = ["reset", name]
        elif flags & 1 and not connection["stream"]:
            connection["stream"] = ["finished", name]
    return [connection for same in found.values() for connection in same]


def ending(connection):
    """What is told of one connection; None where it is not one of WebSocket."""
    request = connection["client"].bytes.partition(b"\r\n\r\n")[0].lower()
    if b"sec-websocket" not in request and b"upgrade: websocket" not in request:
        return None
    answer, end, _ = connection["server"].bytes.partition(b"\r\n\r\n")
    status = int(answer.split(b" ")[1]) if end else None
    closes, cut = [], None
    # What was sent before a refusal is not frames.
    for name in ("client", "server") if status == 101 else ():
        direction = connection[name]
        for frame in reader.frames(direction, direction.bytes.index(b"\r\n\r\n") + 4):
            if not frame["complete"]:
                cut = cut if direction.broken else name
            elif frame["opcode"] == 8 and name not in [sender for _, sender, _ in closes]:
                payload = bytes.fromhex(frame["payload"])
                code = int.from_bytes(payload[:2], "big") if len(payload) > 1 else 1005
                closes.append((frame["packet"], name, code))
    closes.sort()
    kind = ["", "unanswered", "closed"][len(closes)]
    if not kind and status is None:
        kind = "notOpened"
    elif not kind:
        kind = "refused" if status != 101 else "abnormal" if connection["stream"] else "open"
    return {"status": status, "closes": [[name, code] for _, name, code in closes],
            "stream": connection["stream"], "cut": cut, "kind": kind}


with open(sys.argv[1], "rb") as file:
    for connection in connections(file.read()):
        told = ending(connection)
        if told:
            print(json.dumps(told))
