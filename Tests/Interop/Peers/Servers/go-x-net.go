// Go's golang.org/x/net/websocket, whose documentation advises against it.
package main

import (
	"net/http"
	"os"

	"golang.org/x/net/websocket"
)

type message struct {
	kind  byte
	bytes []byte
}

// The codec keeps text and binary apart; the two that the package has do not.
var codec = websocket.Codec{
	Marshal: func(v interface{}) ([]byte, byte, error) {
		return v.(message).bytes, v.(message).kind, nil
	},
	Unmarshal: func(bytes []byte, kind byte, v interface{}) error {
		*v.(*message) = message{kind, bytes}
		return nil
	},
}

func echo(socket *websocket.Conn) {
	socket.MaxPayloadBytes = 64 << 20
	for {
		var m message
		if codec.Receive(socket, &m) != nil || codec.Send(socket, m) != nil {
			return
		}
	}
}

func main() {
	server := websocket.Server{Handler: echo} // Handler alone wants an Origin
	http.ListenAndServe("127.0.0.1:"+os.Args[1], server)
}
