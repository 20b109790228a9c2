"""Qt's QWebSocketServer, from Python."""
import signal
import sys

from PyQt5.QtCore import QCoreApplication
from PyQt5.QtNetwork import QHostAddress
from PyQt5.QtWebSockets import QWebSocketServer

sockets = set()


def accept():
    socket = server.nextPendingConnection()
    sockets.add(socket)
    socket.textMessageReceived.connect(socket.sendTextMessage)
    socket.binaryMessageReceived.connect(socket.sendBinaryMessage)
    socket.disconnected.connect(lambda: sockets.discard(socket))


signal.signal(signal.SIGINT, signal.SIG_DFL)
app = QCoreApplication([])
server = QWebSocketServer("echo", QWebSocketServer.NonSecureMode)
server.newConnection.connect(accept)
server.listen(QHostAddress("127.0.0.1"), int(sys.argv[1])) or sys.exit(server.errorString())
app.exec()
