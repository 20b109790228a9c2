"""An echo server on Python `websockets`: python-websockets.py [compressed]"""
import asyncio
import sys

import websockets


async def echo(connection):
    async for message in connection:
        await connection.send(message)


async def main():
    compression = "deflate" if "compressed" in sys.argv else None
    async with websockets.serve(
        echo, "127.0.0.1", 0, compression=compression, max_size=16 << 20, ping_interval=None
    ) as server:
        print(f"listening on 127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
        await asyncio.Future()


asyncio.run(main())
