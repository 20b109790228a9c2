"""Python's `wsproto`, which has no sockets of its own, with a thread for each connection."""
import socket
import sys
import threading

from wsproto import ConnectionType, WSConnection
from wsproto.events import (
    AcceptConnection, BytesMessage, CloseConnection, Ping, RejectConnection, Request, TextMessage)
from wsproto.extensions import PerMessageDeflate
from wsproto.utilities import LocalProtocolError, RemoteProtocolError


def converse(connection):
    ws = WSConnection(ConnectionType.SERVER)
    whole = []
    while True:
        data = connection.recv(65536)
        try:
            ws.receive_data(data or None)
            for event in ws.events():
                if isinstance(event, Request):
                    answer = AcceptConnection(extensions=[PerMessageDeflate()])
                    connection.sendall(ws.send(answer))
                elif isinstance(event, Ping):
                    connection.sendall(ws.send(event.response()))
                elif isinstance(event, CloseConnection):
                    connection.sendall(ws.send(event.response()))
                    return
                elif isinstance(event, (TextMessage, BytesMessage)):
                    whole.append(event.data)
                    if event.message_finished:
                        message = type(event)(data=whole[0][:0].join(whole))
                        whole.clear()
                        connection.sendall(ws.send(message))
        except RemoteProtocolError as error:
            if error.event_hint is not None:
                connection.sendall(ws.send(error.event_hint))
            return
        if not data:
            return


def serve(connection):
    try:
        with connection:
            converse(connection)
            connection.shutdown(socket.SHUT_WR)
            connection.settimeout(1)
            while connection.recv(65536):
                pass
    except (OSError, LocalProtocolError):
        pass


server = socket.create_server(("127.0.0.1", int(sys.argv[1])), backlog=1024)
while True:
    threading.Thread(target=serve, args=[server.accept()[0]], daemon=True).start()
