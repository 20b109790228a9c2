"""Python's `trio-websocket`, on `wsproto`."""
import sys

import trio
from trio_websocket import ConnectionClosed, serve_websocket


async def echo(request):
    try:
        socket = await request.accept()
        while True:
            await socket.send_message(await socket.get_message())
    except ConnectionClosed:
        pass


trio.run(lambda: serve_websocket(
    echo, "127.0.0.1", int(sys.argv[1]), ssl_context=None, max_message_size=64 << 20))
