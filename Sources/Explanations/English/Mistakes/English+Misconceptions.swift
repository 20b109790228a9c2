extension English {
  /// How hand-written code goes wrong: each was seen in public code, tutorials or issue threads.
  static let misconceptions: [String: MistakeWords] = [
    "handshake.case": MistakeWords(
      "Header names or values are compared with case, or Connection is not taken as a list.",
      wire: "Firefox sends Connection: keep-alive, Upgrade, and is refused.",
      remedy:
        "Compare names without case, split Connection and Upgrade at commas, and look for upgrade and "
        + "websocket in any case.",
      "§4.2.1"),
    "handshake.any-method": MistakeWords(
      "The server accepts any request: method, HTTP version, Host and Sec-WebSocket-Version are not "
        + "checked.",
      wire: "A POST, or a request with version 8, is answered with 101.",
      remedy:
        "Check them all. Answer 426 with Sec-WebSocket-Version: 13 to another version, 400 to the rest.",
      "§4.2.1"),
    "handshake.rest-dropped": MistakeWords(
      "Bytes that arrived together with the request's head are lost.",
      wire: "The head and the first frame are in one packet; the frame is never answered.",
      remedy: "Hand what follows the blank line to the frame reader.", "§4.2.2"),
    "bits.order": MistakeWords(
      "Bit 0 is taken for the least significant bit.",
      wire:
        "81, a text, is taken for a close: FIN is read from 01, and the opcode from the high four bits.",
      remedy:
        "The RFC's bit 0 is the most significant: FIN is 80, the opcode is the low four bits.",
      "§5.2"),
    "bits.no-padding": MistakeWords(
      "Bits are read from a string of binary digits without leading zeros.",
      wire:
        "The second byte of a frame that is not masked, such as 05, becomes \"101\", and MASK is read as 1.",
      remedy: "Pad to eight digits, or better: test bits with & and >>.", "§5.2"),
    "frame.fixed-header": MistakeWords(
      "The masking key is taken from bytes 2–5 and the payload from byte 6, whatever the length's form.",
      wire: "Messages up to 125 bytes work, longer ones are garbage.",
      remedy: "The key comes after the extended length: at byte 2, 4 or 10.", "§5.2"),
    "frame.one-read-one-frame": MistakeWords(
      "What one read returns is taken for one frame.",
      wire: "Under load, a frame is split over two packets, or two frames come in one.",
      remedy:
        "Collect bytes in a buffer; take a frame out when it is whole, and keep the rest for the next.",
      "§5.2"),
    "frame.short-header-read": MistakeWords(
      "The length or the key is read before its bytes have come.",
      wire: "The input is cut inside the first 14 bytes of a frame; the program crashes.",
      remedy: "Two bytes tell how long the header is: wait for all of it.", "§5.2"),
    "frame.fin-ignored": MistakeWords(
      "Each frame is delivered as a message.",
      wire: "01 … 00 … 80 … arrive as three messages instead of one.",
      remedy: "Collect the payloads until a frame with FIN 1, then deliver them together.", "§5.4"),
    "frame.control-in-message": MistakeWords(
      "A ping between the fragments of a message ends it or becomes a part of it.",
      wire: "01 …, 89 …, 80 …: the message is lost, or holds the ping's payload.",
      remedy: "Answer control frames at once, and leave the open message alone.", "§5.4"),
    "frame.rsv-ignored": MistakeWords(
      "Frames with reserved bits are accepted.",
      wire: "A frame that begins with c1, without permessage-deflate, is echoed.",
      remedy: "Close with 1002 unless a negotiated extension uses the bit.", "§5.2"),
    "frame.opcode-ignored": MistakeWords(
      "Frames with reserved opcodes are accepted.",
      wire: "A frame that begins with 83 or 8b is answered or skipped.",
      remedy: "Close with 1002.", "§5.2"),
    "length.boundaries": MistakeWords(
      "A limit of the length's forms is off by one: 125, 126, 65,535 or 65,536.",
      wire: "A payload of 126 bytes with the length 7e in seven bits, or one of 65,536 as 00 00.",
      remedy:
        "0–125: seven bits. 126–65,535: 126 and two bytes. From 65,536 on: 127 and eight bytes.",
      "§5.2"),
    "length.little-endian": MistakeWords(
      "The extended length is in the byte order of the machine.",
      wire: "A payload of 256 bytes with 7e 01 00 is read as 1 byte.",
      remedy: "The most significant byte comes first.", "§5.2"),
    "length.seven-bytes": MistakeWords(
      "A 64-bit length is read as 7 bytes.",
      wire: "After 127, the key or the payload is read one byte too early.",
      remedy: "127 is followed by eight bytes.", "§5.2"),
    "length.low-32": MistakeWords(
      "Only the low four bytes of a 64-bit length are read.",
      wire: "00 00 00 01 00 00 00 05 is taken for 5.",
      remedy: "Read all eight bytes, and refuse what is above your limit.", "§5.2"),
    "length.bits-for-bytes": MistakeWords(
      "126 is written for every length, or 65,536 and more is cut to 16 bits.",
      wire: "7e 00 05 for five bytes, or 7e 00 00 for 65,536.",
      remedy:
        "Choose the form by the length: 126 and 127 say how many bytes follow, not how many bits.",
      "§5.2"),
    "length.non-minimal": MistakeWords(
      "A length is written, or accepted, in a longer form than it needs.",
      wire: "7e 00 05 where 05 is enough.",
      remedy: "Write the shortest form; close with 1002 on a longer one.", "§5.2"),
    "length.trusted": MistakeWords(
      "Memory is reserved for the length that a header declares.",
      wire: "One frame of 14 bytes declares 2^62 bytes, and the program runs out of memory.",
      remedy: "Let the buffer grow with what arrives, and close with 1009 above a limit.", "§10.4"),
    "mask.index-kept": MistakeWords(
      "The index into the masking key goes on from one frame to the next.",
      wire:
        "The first message is right, the next one garbage, unless the length is a multiple of 4.",
      remedy: "Payload byte i of each frame uses key byte i mod 4, counted from 0 in each frame.",
      "§5.3"),
    "mask.or": MistakeWords(
      "Payload and key are combined with OR or AND instead of XOR.",
      wire: "Unmasking the masked payload does not give the text back.",
      remedy: "Use XOR, ^: it undoes itself.", "§5.3"),
    "mask.single-byte": MistakeWords(
      "Only the first byte of the key is used.",
      wire: "Every fourth byte is right.",
      remedy: "Payload byte i uses key byte i mod 4.", "§5.3"),
    "mask.server-masks": MistakeWords(
      "The server masks its frames.",
      wire: "A frame from the server whose second byte is 80 or more; clients close with 1002.",
      remedy: "A server sends the payload as it is.", "§5.1"),
    "mask.unmasked-accepted": MistakeWords(
      "The server accepts frames that are not masked.",
      wire: "A client's frame with a second byte below 80 is answered.",
      remedy: "Close with 1002: masking protects proxies, and only if servers insist on it.", "§5.1"
    ),
    "text.bytes-as-characters": MistakeWords(
      "The length counts characters instead of bytes of UTF-8.",
      wire: "A text with é or 你 loses its end, and the next frame begins in its middle.",
      remedy: "Encode the text first, then count its bytes.", "§5.2, §5.6"),
    "text.per-fragment": MistakeWords(
      "Each fragment is decoded from UTF-8 by itself.",
      wire: "U+FFFD where a character was cut between two frames.",
      remedy: "Join the fragments' bytes, then decode; or keep the cut character for the next.",
      "§5.6"),
    "text.not-validated": MistakeWords(
      "Text that is not UTF-8 is passed on.",
      wire: "81 01 ff is answered, instead of closed with 1007.",
      remedy: "Check the bytes; a decoder that writes U+FFFD hides the error.", "§8.1"),
    "text.overlong": MistakeWords(
      "Characters are accepted in more bytes than they need.",
      wire: "c0 af is taken for a slash, which is 2f, and gets past a filter that looks for 2f.",
      remedy:
        "Refuse c0 and c1, a second byte below a0 after e0, and one below 90 after f0; close with 1007.",
      "§8.1; RFC 3629 §3"),
    "text.surrogate": MistakeWords(
      "Halves of UTF-16 are accepted as characters.",
      wire: "ed a0 80, or an emoji as six bytes: ed a0 bd ed b8 80 instead of f0 9f 98 80.",
      remedy: "Refuse a second byte of a0 or more after ed; close with 1007.",
      "§8.1; RFC 3629 §3"),
    "text.too-large": MistakeWords(
      "Numbers above U+10FFFF are accepted, or characters of five and six bytes.",
      wire: "f4 90 80 80, or a first byte from f5 on.",
      remedy: "Refuse f5 to ff, and a second byte of 90 or more after f4; close with 1007.",
      "§8.1; RFC 3629 §3"),
    "text.late-failure": MistakeWords(
      "Bytes that cannot become UTF-8 are noticed only when a character or a message is complete.",
      wire: "A fragment ends with f4 90, and the server waits for the next one.",
      remedy:
        "Check each byte as it comes: the first two bytes of a character decide. Close with 1007 at once.",
      "§8.1"),
    "close.empty": MistakeWords(
      "A close frame without a payload is read as code 0, or crashes the program.",
      wire: "88 80 and a key, or 88 00: answered with 88 02 00 00.",
      remedy: "Answer an empty close frame with an empty one; report 1005 to the application.",
      "§5.5.1, §7.1.5"),
    "close.no-reply": MistakeWords(
      "A close frame is not answered, or data is sent after it.",
      wire: "88 … from one end, then TCP ends, and the other end reports 1006.",
      remedy: "Answer with a close frame, send nothing more, then let the server close TCP.",
      "§5.5.1"),
    "close.code-echo": MistakeWords(
      "A code that must not be sent is sent: 1005, 1006, 1015, or the peer's wrong code.",
      wire: "88 02 03 ee, for example.",
      remedy:
        "Echo a code only if it may be sent; close with 1002 if it may not. Nothing came: send nothing.",
      "§7.4"),
    "close.reason-cut": MistakeWords(
      "The reason is longer than 123 bytes, or is cut inside a character.",
      wire: "A close frame of more than 125 bytes, or one that ends with half a character.",
      remedy: "Cut between two characters, at 123 bytes of UTF-8 or before.", "§5.5"),
    "control.too-long": MistakeWords(
      "Control frames above 125 bytes are sent or accepted.",
      wire: "89 7e 00 7e … is answered.",
      remedy: "Close with 1002.", "§5.5"),
    "control.fragmented": MistakeWords(
      "Control frames without FIN are sent or accepted.",
      wire: "09 … is answered.",
      remedy: "Close with 1002.", "§5.5"),
    "ping.empty-pong": MistakeWords(
      "The pong does not carry the ping's payload, or waits for the end of a message.",
      wire: "89 04 70 69 6e 67 is answered with 8a 00.",
      remedy: "Send the ping's payload back at once, also between the fragments of a message.",
      "§5.5.2, §5.5.3"),
  ]
}
