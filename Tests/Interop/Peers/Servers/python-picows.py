"""Python's `picows`, which gives its user frames: each is echoed as it comes."""
import asyncio
import sys

from picows import WSListener, WSMsgType, ws_create_server


class Echo(WSListener):
    def on_ws_frame(self, transport, frame):
        if frame.msg_type == WSMsgType.CLOSE:
            transport.send_close(frame.get_close_code(), frame.get_close_message())
            transport.disconnect()
        elif frame.msg_type == WSMsgType.PING:
            transport.send_pong(frame.get_payload_as_bytes())
        elif frame.msg_type != WSMsgType.PONG:
            transport.send(frame.msg_type, frame.get_payload_as_bytes(), fin=frame.fin)


async def main():
    server = await ws_create_server(
        lambda request: Echo(), "127.0.0.1", int(sys.argv[1]), max_frame_size=64 << 20)
    await server.serve_forever()


asyncio.run(main())
