"""Python's `gevent-websocket`."""
import sys

from gevent import monkey, pywsgi
from geventwebsocket import WebSocketError
from geventwebsocket.handler import WebSocketHandler

monkey.patch_all()


def echo(environ, start_response):
    socket = environ.get("wsgi.websocket")
    if socket is None:
        start_response("426 Upgrade Required", [])
        return [b""]
    try:
        while (message := socket.receive()) is not None:
            socket.send(message, binary=not isinstance(message, str))
    except WebSocketError:
        pass
    return []


pywsgi.WSGIServer(
    ("127.0.0.1", int(sys.argv[1])), echo, handler_class=WebSocketHandler, log=None, error_log=None
).serve_forever()
