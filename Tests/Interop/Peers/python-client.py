"""Python's `websockets` as a client: python python-client.py URL < plan.json (see meet.js)."""
import asyncio
import json
import sys

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed


async def meet(url, plan):
    async with connect(url, subprotocols=plan["protocols"] or None, max_size=None, proxy=None,
                       ping_interval=None) as socket:
        report = {
            "isOpen": True,
            "protocol": socket.subprotocol or "",
            "extensions": socket.response.headers.get("Sec-WebSocket-Extensions", ""),
            "received": [],
        }
        for item in plan["sends"]:
            await socket.send(item if isinstance(item, str) else bytes(item))
        try:
            while "close" not in plan or len(report["received"]) < plan["awaits"]:
                data = await socket.recv()
                report["received"].append(
                    "text " + data if isinstance(data, str) else "bytes " + data.hex())
            await socket.close(*plan["close"])
        except ConnectionClosed:
            pass
        await socket.wait_closed()
    came = socket.protocol.close_rcvd
    return report | {"code": socket.close_code, "reason": socket.close_reason or "",
                     "wasClean": came is not None and socket.protocol.close_sent is not None}


print(json.dumps(asyncio.run(meet(sys.argv[1], json.load(sys.stdin)))))
