"""Python's `websockets` as an echo server; prints its port, then how each connection closed."""
import asyncio
import json

from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosed


async def echo(socket):
    try:
        async for message in socket:
            await socket.send(message)
    except ConnectionClosed:
        pass
    await socket.wait_closed()
    print(json.dumps({
        "protocol": socket.subprotocol or "",
        "extensions": socket.response.headers.get("Sec-WebSocket-Extensions", ""),
        "code": socket.close_code, "reason": socket.close_reason or ""}), flush=True)


async def main():
    async with serve(echo, "127.0.0.1", 0, subprotocols=["superchat"], max_size=None,
                     ping_interval=None) as server:
        print("port", server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()


asyncio.run(main())
