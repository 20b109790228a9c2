extension English {
  static let frames = [
    "frame.rsv-not-negotiated":
      "{bit} is 1, but no negotiated extension uses it. It must be 0.",
    "frame.rsv-not-negotiated/undecided":
      "{bit} is 1: right only if an extension that uses it was negotiated.",
    "frame.rsv-not-negotiated/undecided-rsv1":
      "{bit} is 1: right only if an extension that uses it was negotiated, as permessage-deflate "
      + "does (RFC 7692 §6).",
    "deflate.control-compressed":
      "RSV1 is 1 on a {opcode} frame. Control frames are never compressed.",
    "deflate.rsv1-on-continuation":
      "RSV1 is 1 on a continuation frame. Only the first frame of a message says whether it is "
      + "compressed.",
    "frame.opcode-reserved":
      "Opcode {opcode} is reserved. The defined opcodes are 0–2 and 8–10.",
    "frame.control-fragmented":
      "FIN is 0 on a control frame (opcode {opcode}). Control frames are never fragmented.",
    "frame.control-too-long":
      "A control frame has {length byte|bytes} of payload. It may have at most 125, with the length "
      + "in the seven bits.",
    "frame.control-too-long/length-cut":
      "A control frame has a 16- or 64-bit length. It may have at most 125 bytes of payload, with "
      + "the length in the seven bits.",
    "frame.length-not-minimal":
      "The length {length} is written in {written} bits. It fits in {shortest}, so it must be "
      + "written there.",
    "frame.length-high-bit":
      "The first bit of the 64-bit length is 1, which makes the length {length}. That bit must be 0.",
    "mask.client-unmasked": "MASK is 0 on a frame from a client. It must be 1.",
    "mask.client-unmasked/undecided": "The frame is not masked: right only if a server sent it.",
    "mask.server-masked": "MASK is 1 on a frame from a server. It must be 0.",
    "mask.server-masked/undecided": "The frame is masked: right only if a client sent it.",
  ]

  static let messagesAndClosing = [
    "message.continuation-without-start":
      "This is a continuation frame, but no message has begun. A message begins with opcode 1 or 2.",
    "message.interrupted":
      "A {opcode} frame is inside an unfinished message. The message must end first: with frames of "
      + "opcode 0, the last of them with FIN 1.",
    "text.not-utf8":
      "The text is not UTF-8 at its byte {offset}, counted from 0: {reason}.",
    "close.one-byte":
      "The close frame carries 1 byte. It must carry none, or a code of 2 bytes and a reason.",
    "close.code-not-allowed":
      "Close code {code} ({name}) is never sent. The allowed codes are 1000–1003, 1007–1014 and "
      + "3000–4999.",
    "close.reason-not-utf8":
      "The reason is not UTF-8 at its byte {offset}, counted from 0: {reason}.",
    "close.data-after-close":
      "A {opcode} frame follows the close frame. Only control frames may follow it.",
  ]

  static let parts = [
    "utf-8/overlong": "a character written with more bytes than it needs",
    "utf-8/surrogate": "half of a UTF-16 surrogate pair, which is not a character",
    "utf-8/above-maximum": "a number above U+10FFFF, the last there is",
    "utf-8/truncated": "a character that breaks off before its last byte",
    "utf-8/stray-continuation": "a continuation byte where a character had to begin",
    "byte": "byte 0x{hex}",
    "byte/printable": "\"{character}\"",
    "byte/space": "a space",
    "byte/nul": "byte 0x00 (NUL)",
    "byte/tab": "byte 0x09 (tab)",
    "byte/lf": "byte 0x0a (LF)",
    "byte/cr": "byte 0x0d (CR)",
    "byte/end": "the end",
  ]

  /// What a server decides for itself, and what it writes to a client that it refuses.
  static let policies = [
    "policy.origin": "This server does not let pages of the origin {origin} connect.",
    "policy.origin/unknown": "This server does not let pages of an unknown origin connect.",
    "policy.resource": "There is no WebSocket endpoint at {name}.",
    "rejection": "This is a WebSocket server. The opening handshake is not right:",
    "rejection/line":
      "This is a WebSocket server. The opening handshake is not right, line {line}:",
  ]

  static let limits = [
    "limit.message-size":
      "A message is larger than {limit byte|bytes}, the limit here.",
    "limit.fragments": "A message has more than {limit frame|frames}, the limit here.",
    "limit.inflated-size":
      "The message inflates to more than {limit byte|bytes}, the limit here.",
    "limit.memory": "There is no memory left to decompress the message.",
    "limit.window":
      "The offer asks for server_max_window_bits={bits}. zlib cannot make raw DEFLATE data for a "
      + "window of fewer than {smallest} bits.",
  ]

  static let ends = [
    "end.peer-ended": "The peer ended the stream, without a close frame.",
    "end.peer-ended/inside-frame":
      "The peer ended the stream inside a frame, without a close frame.",
    "end.both": "{connection} {stream}",
    "stream.closed-by-peer": "The peer closed the stream.",
    "stream.closed-here": "This end closed the stream.",
    "stream.broken": "The stream broke: {error}.",
    "stream.broken/told": "{sentences}",
    "stream.not-connected": "{error}",
    "stream.handshake-timed-out": "The opening handshake took too long.",
    "stream.request-answered": "A plain request was answered with {status}.",
    "stream.request-refused": "The request was refused with {status}: {cause}",
    "stream.no-pong": "The peer did not answer a ping in time.",
    "stream.closing-timed-out": "The peer did not end the connection in time.",
    "stream.queue-overflow": "The peer did not read; {count byte|bytes} waited for it.",
    "stream.abandoned": "The application gave the connection up.",
    "end.closed-here":
      "This end closed the connection; the peer answered with {code} ({name}).",
    "end.closed-by-peer": "The peer closed the connection with {code} ({name}).",
    "end.failed": "This end failed the connection with {code}. {section}: {failure}",
    "end.no-close-frame": "The stream ended without a close frame.",
    "end.no-close-frame/inside-frame": "The stream ended inside a frame, without a close frame.",
    "end.no-answer":
      "The stream ended, and the peer had not answered the close frame.",
    "end.no-answer/inside-frame":
      "The stream ended inside a frame, and the peer had not answered the close frame.",
  ]
}
