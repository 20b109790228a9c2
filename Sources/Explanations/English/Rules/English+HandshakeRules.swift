extension English {
  /// The rules of a head as such.
  static let headRules: [String: RuleWords] = [
    "handshake.head-too-long": RuleWords(
      "A head has a limit, so that it cannot fill the other end's memory.",
      wire: "Many kilobytes without a blank line, often one very long cookie.",
      remedy: "Send fewer or shorter headers, or raise the limit of the end that refuses."),
    "handshake.head-unfinished": RuleWords(
      "A blank line ends the head.",
      wire: "The bytes end before CR LF CR LF.",
      remedy:
        "End the head with an empty line: CR LF after the last header, and CR LF once more. If the "
        + "connection was cut, look at who closed it."),
    "handshake.bare-lf": RuleWords(
      "Every line ends in CR LF, not in LF alone.",
      wire: "0a without 0d before it.",
      remedy:
        "Write \\r\\n, not \\n. If the text was only pasted, the bytes on the wire may be right: "
        + "wsx handshake reads such text as if it had CR LF."),
    "handshake.bare-cr": RuleWords(
      "A CR is only allowed before the LF of a line's end.",
      wire: "0d without 0a after it.",
      remedy: "Trim what is put into a header: a value often ends with the CR of its source."),
    "handshake.control-byte": RuleWords(
      "No NUL and no other control byte is in a head.",
      wire: "A byte below 20 that is not a tab, CR or LF; or 7f.",
      remedy:
        "If it is the first byte, the other end does not speak HTTP: 16 03 begins TLS. In a value, it "
        + "is often the NUL that ends a C string."),
    "handshake.non-ascii": RuleWords(
      "The first line and the names of headers are ASCII; only values may hold other bytes.",
      wire: "A byte of 80 or more in the first line or before a colon.",
      remedy: "Percent-encode the path. If the first byte is 81 or 82, a frame came too early."),
    "handshake.folded-line": RuleWords(
      "Every header has a line of its own, which does not begin with a blank.",
      wire: "CR LF, and then 20 or 09.",
      remedy:
        "Begin each header in the line's first column: look for an indented string in the code."),
    "handshake.missing-colon": RuleWords(
      "A header is a name, a colon and a value.",
      wire: "A line without 3a.",
      remedy: "Write Name: value. A line break inside a value makes such a line too."),
    "handshake.blank-before-colon": RuleWords(
      "No blank is between a name and its colon.",
      wire: "Host : example.com",
      remedy: "Take the blank away. After the colon, one blank is usual."),
    "handshake.header-name": RuleWords(
      "A header's name is a token: letters, digits and a few signs, at least one of them.",
      wire: "X(Y): z, or a line that begins with its colon.",
      remedy: "Use letters, digits and -.!#$%&'*+^_`|~ only."),
  ]

  /// The rules of a request.
  static let requestRules: [String: RuleWords] = [
    "handshake.request-line": RuleWords(
      "The first line is a method, a target and a version, with one space between them.",
      wire: "Two spaces, no version, or a space in the path.",
      remedy: "Write GET /path HTTP/1.1. A space in the path is %20."),
    "handshake.method": RuleWords(
      "The method is GET.",
      wire: "POST /chat HTTP/1.1, or get in lower case.",
      remedy:
        "Send GET; a body is not allowed. What the server needs goes into the path or a header."),
    "handshake.request-version": RuleWords(
      "The version of HTTP is 1.1 or higher.",
      wire: "GET /chat HTTP/1.0",
      remedy:
        "Write HTTP/1.1. A proxy such as nginx passes 1.0 on unless it is told otherwise "
        + "(proxy_http_version 1.1)."),
    "handshake.request-target": RuleWords(
      "The target is a path that begins with \"/\", or an http or https URI, without a fragment.",
      wire: "GET ws://host/chat HTTP/1.1, GET chat HTTP/1.1, GET /chat#now HTTP/1.1",
      remedy: "Send the path and query of the URL alone: GET /chat?room=1 HTTP/1.1."),
    "handshake.host": RuleWords(
      "A Host header names the server that the client means.",
      wire: "No line Host: name:port, or an empty one.",
      remedy: "Send the name from the URL, with the port where it is not 80 or 443."),
    "handshake.host-repeated": RuleWords(
      "Host is in a request only once.",
      wire: "Two lines that begin with Host:, in upper or lower case.",
      remedy: "Send one. A proxy that adds its own must replace the other."),
    "handshake.request-upgrade": RuleWords(
      "An Upgrade header names websocket, in upper or lower case.",
      wire: "No line Upgrade: websocket.",
      remedy:
        "Send it. If the client did, a proxy has removed it: Upgrade is for one hop only, and proxies "
        + "must be told to pass it on."),
    "handshake.request-connection": RuleWords(
      "A Connection header, which is a list, names Upgrade, in upper or lower case.",
      wire: "Connection: keep-alive, without Upgrade in the list.",
      remedy:
        "Send Connection: Upgrade. A server must look for upgrade in the list, in any case: Firefox "
        + "sends keep-alive, Upgrade."),
    "handshake.version": RuleWords(
      "Sec-WebSocket-Version is 13.",
      wire: "Sec-WebSocket-Version: 8, or no such line.",
      remedy:
        "Send 13. A server that gets another answers 426 with Sec-WebSocket-Version: 13 (§4.4)."),
    "handshake.version-repeated": RuleWords(
      "Sec-WebSocket-Version is in a request only once.",
      wire: "Two such lines in a request.",
      remedy: "Send one line with 13."),
    "handshake.key": RuleWords(
      "Sec-WebSocket-Key holds 16 bytes in Base64.",
      wire: "A value that is not 24 characters, the last two ==.",
      remedy:
        "Take 16 random bytes and encode them: 24 characters. Each connection has a new key. The "
        + "character before == is A, Q, g or w."),
    "handshake.key-repeated": RuleWords(
      "Sec-WebSocket-Key is in a request only once.",
      wire: "Two such lines in a request.",
      remedy: "Send one: with two, it is open which one the server answers."),
    "handshake.origin-repeated": RuleWords(
      "Origin is in a request only once.",
      wire: "Two lines that begin with Origin:",
      remedy: "Send one, or none if the client is not a browser."),
  ]

  /// The rules of a response.
  static let responseRules: [String: RuleWords] = [
    "handshake.status-line": RuleWords(
      "The first line is a version, a code of three digits and a reason, which may be empty.",
      wire: "Anything but HTTP/1.1 101 Switching Protocols or the like.",
      remedy:
        "Send that line. If the other end did not, it does not speak HTTP: the port is wrong, or it "
        + "wants TLS."),
    "handshake.response-version": RuleWords(
      "The version of HTTP is 1.1 or higher.",
      wire: "HTTP/1.0 101 Switching Protocols",
      remedy: "Answer with HTTP/1.1: older versions do not know 101."),
    "handshake.status": RuleWords(
      "The status code is 101, Switching Protocols.",
      wire: "HTTP/1.1 200 OK, 404 Not Found, 403 Forbidden, 302 Found …",
      remedy:
        "The server does not open a WebSocket. Its code says why: wsx explain handshake.status-404, for "
        + "example. A browser only reports 1006 then."),
    "handshake.response-upgrade": RuleWords(
      "The Upgrade header is websocket and nothing else, in upper or lower case.",
      wire: "No line Upgrade: websocket, or more than that in it.",
      remedy: "Send it. If all headers are missing, look for a blank line too early."),
    "handshake.response-connection": RuleWords(
      "A Connection header names Upgrade, in upper or lower case.",
      wire: "Connection: keep-alive or close, without Upgrade in the list.",
      remedy: "Send Connection: Upgrade. A proxy between may have replaced it."),
    "handshake.accept": RuleWords(
      "Sec-WebSocket-Accept is the Base64 of the SHA-1 of the client's key and the GUID after it.",
      wire:
        "A value that is not the one for this key; 28 characters, the last one =, if it is right.",
      remedy:
        "Hash the key's 24 characters as they are with 258EAFA5-E914-47DA-95CA-C5AB0DC85B11 after them, "
        + "and encode the 20 bytes. wsx accept KEY --verify VALUE says which mistake a value comes "
        + "from."),
    "handshake.accept-repeated": RuleWords(
      "Sec-WebSocket-Accept is in a response only once.",
      wire: "Two such lines in a response.",
      remedy: "Send one."),
  ]

  /// The rules of subprotocols and extensions.
  static let listRules: [String: RuleWords] = [
    "handshake.subprotocol-name": RuleWords(
      "A subprotocol's name is a token, and where the header is, there is at least one.",
      wire: "Sec-WebSocket-Protocol: my chat, or nothing after the colon.",
      remedy:
        "Use letters, digits and -.!#$%&'*+^_`|~ only, or leave the header out. Tokens of "
        + "authentication in this header often hold = or /, which are not allowed."),
    "handshake.subprotocol-twice": RuleWords(
      "A client offers each subprotocol only once.",
      wire: "Sec-WebSocket-Protocol: chat, chat",
      remedy: "List each once, the best first. Browsers refuse to list one twice."),
    "handshake.subprotocol-repeated": RuleWords(
      "Sec-WebSocket-Protocol is in a response only once, with one name.",
      wire: "Sec-WebSocket-Protocol: chat, superchat in a response.",
      remedy: "Choose one of the client's names, and send only that."),
    "handshake.subprotocol-not-offered": RuleWords(
      "A server chooses one of the subprotocols that the client offered, or none.",
      wire:
        "A name in the response that is not in the request, compared with upper and lower case.",
      remedy:
        "Send a name of the request exactly as it is there, or leave the header out. A browser fails "
        + "the connection with 1006."),
    "handshake.extension-syntax": RuleWords(
      "Extensions are tokens with parameters after semicolons; a quoted value is a token within.",
      wire: "Sec-WebSocket-Extensions: permessage-deflate client_max_window_bits",
      remedy:
        "Put a semicolon before each parameter and a comma between extensions: "
        + "permessage-deflate; client_max_window_bits=10."),
    "handshake.extension-not-offered": RuleWords(
      "A server uses only extensions that the client offered.",
      wire: "A name in the response's Sec-WebSocket-Extensions that is not in the request's.",
      remedy: "Leave it out: the client cannot use what it did not offer."),
    "handshake.extension-parameters": RuleWords(
      "What a server answers for an extension fits what the client offered for it.",
      wire: "A parameter in the response that the offer does not allow, or one that is missing.",
      remedy:
        "For permessage-deflate, see the rules whose ids begin with deflate. and RFC 7692 §7.1."),
  ]
}
