"""Python's `simple-websocket`, which Flask-Sock uses."""
import socketserver
import sys
from http.server import BaseHTTPRequestHandler

from simple_websocket import ConnectionClosed, Server


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        environ = {"HTTP_" + name.upper().replace("-", "_"): value
                   for name, value in self.headers.items()}
        environ |= {"werkzeug.socket": self.connection, "REQUEST_METHOD": "GET"}
        try:
            socket = Server.accept(environ, max_message_size=64 << 20)
            while True:
                socket.send(socket.receive())
        except ConnectionClosed:
            pass
        self.close_connection = True

    def log_message(self, *_):
        pass


class Listener(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 1024


Listener(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
