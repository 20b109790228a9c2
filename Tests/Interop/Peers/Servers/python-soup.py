"""GNOME's libsoup, from Python."""
import sys

import gi

gi.require_version("Soup", "3.0")
from gi.repository import GLib, Soup

connections = set()


def opened(server, message, path, connection):
    connections.add(connection)
    connection.set_max_incoming_payload_size(64 << 20)
    connection.connect("message", echo)
    connection.connect("closed", connections.discard)


def echo(connection, kind, data):
    connection.send_message(kind, data)


server = Soup.Server()
server.add_websocket_handler("/", None, None, opened)
server.listen_local(int(sys.argv[1]), Soup.ServerListenOptions.IPV4_ONLY)
GLib.MainLoop().run()
