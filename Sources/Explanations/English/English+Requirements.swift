extension English {
  /// What each rule requires, in one sentence.
  static let requirements: [String: String] = [
    "frame.rsv-not-negotiated":
      "RSV1, RSV2 and RSV3 are 0 unless a negotiated extension gives them a meaning.",
    "deflate.control-compressed":
      "permessage-deflate compresses messages, so a control frame never has RSV1 set.",
    "deflate.rsv1-on-continuation":
      "RSV1 says that a message is compressed, so only the message's first frame may have it set.",
    "frame.opcode-reserved":
      "Opcodes 3–7 and 11–15 have no meaning yet; an endpoint that receives one fails the connection.",
    "frame.control-too-long": "A control frame carries at most 125 bytes of payload.",
    "frame.control-fragmented": "A control frame is never fragmented: its FIN is 1.",
    "frame.length-not-minimal":
      "The payload length is written in the shortest of its three forms that can hold it.",
    "frame.length-high-bit": "The most significant bit of a 64-bit payload length is 0.",
    "mask.client-unmasked":
      "A client masks every frame that it sends; a server closes on an unmasked one.",
    "mask.server-masked":
      "A server masks no frame that it sends; a client closes on a masked one.",
    "message.continuation-without-start":
      "A continuation frame goes on with a message that a text or binary frame has begun.",
    "message.interrupted":
      "A message begins only after the last frame of the message before it.",
    "text.not-utf8": "A text message, all its frames together, is UTF-8.",
    "close.one-byte":
      "A close frame carries nothing, or at least the two bytes of a code.",
    "close.code-not-allowed":
      "The code in a close frame is one of 1000–1003, 1007–1014 and 3000–4999.",
    "close.reason-not-utf8": "The reason after a close frame's code is UTF-8.",
    "close.data-after-close":
      "After its close frame an endpoint sends no more data; the peer ignores what comes.",
    "limit.message-size":
      "A message is not larger than its receiver takes; how large that is, the receiver decides.",
    "limit.fragments":
      "A message does not have more frames than its receiver takes; how many, the receiver decides.",
    "limit.memory":
      "An endpoint that has no memory for a message fails the connection; the sender broke no rule.",
  ]
  .merging(handshakeRequirements) { $1 }
  .merging(deflateRequirements) { $1 }

  private static let handshakeRequirements = [
    "handshake.head-too-long":
      "A head has a limit, so that it cannot fill the other end's memory.",
    "handshake.head-unfinished": "A blank line ends the head.",
    "handshake.bare-lf": "Every line ends in CR LF, not in LF alone.",
    "handshake.bare-cr": "A CR is only allowed before the LF of a line's end.",
    "handshake.control-byte": "No NUL and no other control byte is in a head.",
    "handshake.non-ascii":
      "The first line and the names of headers are ASCII; only values may hold other bytes.",
    "handshake.folded-line":
      "Every header has a line of its own, which does not begin with a blank.",
    "handshake.missing-colon": "A header is a name, a colon and a value.",
    "handshake.blank-before-colon": "No blank is between a name and its colon.",
    "handshake.header-name":
      "A header's name is a token: letters, digits and a few signs, at least one of them.",
    "handshake.request-line":
      "The first line is a method, a target and a version, with one space between them.",
    "handshake.method": "The method is GET.",
    "handshake.request-version": "The version of HTTP is 1.1 or higher.",
    "handshake.request-target":
      "The target is a path that begins with \"/\", or an http or https URI, without a fragment.",
    "handshake.host": "A Host header names the server that the client means.",
    "handshake.host-repeated": "Host is in a request only once.",
    "handshake.request-upgrade":
      "An Upgrade header names websocket, in upper or lower case.",
    "handshake.request-connection":
      "A Connection header, which is a list, names Upgrade, in upper or lower case.",
    "handshake.version": "Sec-WebSocket-Version is 13.",
    "handshake.version-repeated": "Sec-WebSocket-Version is in a request only once.",
    "handshake.key": "Sec-WebSocket-Key holds 16 bytes in Base64.",
    "handshake.key-repeated": "Sec-WebSocket-Key is in a request only once.",
    "handshake.origin-repeated": "Origin is in a request only once.",
    "handshake.status-line":
      "The first line is a version, a code of three digits and a reason, which may be empty.",
    "handshake.response-version": "The version of HTTP is 1.1 or higher.",
    "handshake.status": "The status code is 101, Switching Protocols.",
    "handshake.response-upgrade":
      "The Upgrade header is websocket and nothing else, in upper or lower case.",
    "handshake.response-connection":
      "A Connection header names Upgrade, in upper or lower case.",
    "handshake.accept":
      "Sec-WebSocket-Accept is the Base64 of the SHA-1 of the client's key and the GUID after it.",
    "handshake.accept-repeated": "Sec-WebSocket-Accept is in a response only once.",
    "handshake.subprotocol-name":
      "A subprotocol's name is a token, and where the header is, there is at least one.",
    "handshake.subprotocol-twice": "A client offers each subprotocol only once.",
    "handshake.subprotocol-repeated":
      "Sec-WebSocket-Protocol is in a response only once, with one name.",
    "handshake.subprotocol-not-offered":
      "A server chooses one of the subprotocols that the client offered, or none.",
    "handshake.extension-syntax":
      "Extensions are tokens with parameters after semicolons; a quoted value is a token within.",
    "handshake.extension-not-offered":
      "A server uses only extensions that the client offered.",
    "handshake.extension-parameters":
      "What a server answers for an extension fits what the client offered for it.",
  ]

  private static let deflateRequirements = [
    "deflate.invalid-data":
      "The frames of a compressed message, together, carry DEFLATE data.",
    "deflate.incomplete-data":
      "With 00 00 ff ff after it, compressed data ends where a DEFLATE block ends.",
    "deflate.tail":
      "Compressed data ends with an empty block without compression, whose last four bytes, "
      + "00 00 ff ff, are removed.",
    "deflate.parameter-unknown":
      "An offer or response of permessage-deflate has no parameters but the four of §7.1.",
    "deflate.parameter-repeated":
      "An offer or response of permessage-deflate has each parameter at most once.",
    "deflate.parameter-value":
      "Window bits are a number 8–15 without leading zeros (an offer's client_max_window_bits may go "
      + "without); the no_context_takeover parameters have no value.",
    "deflate.server-takeover-not-honoured":
      "A server that accepts an offer with server_no_context_takeover answers with it.",
    "deflate.server-window-not-honoured":
      "A server that accepts an offer with server_max_window_bits answers with the same or less.",
    "deflate.client-window-not-offered":
      "A server answers with client_max_window_bits only where the offer has it.",
    "deflate.client-window-too-large":
      "Where an offer's client_max_window_bits has a value, the answer's is the same or less.",
    "deflate.answered-twice":
      "A server accepts at most one offer of permessage-deflate: RSV1 can mean one thing only.",
  ]
}
