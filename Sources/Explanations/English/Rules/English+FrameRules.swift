extension English {
  /// The rules of frames, messages and closing.
  static let frameRules: [String: RuleWords] = [
    "frame.rsv-not-negotiated": RuleWords(
      "RSV1, RSV2 and RSV3 are 0 unless a negotiated extension gives them a meaning.",
      wire: "The first byte of a frame has 0x40, 0x20 or 0x10 set: c1 where 81 is expected.",
      remedy:
        "If messages are compressed, permessage-deflate must be offered and accepted in the opening "
        + "handshake. If nothing is compressed, write 0 into the three bits. Bits that look random "
        + "mean that the reader is not at the beginning of a frame: a length was read wrong before."
    ),
    "frame.opcode-reserved": RuleWords(
      "Opcodes 3–7 and 11–15 have no meaning yet; an endpoint that receives one fails the connection.",
      wire: "The low four bits of the first byte are 3–7 or 11–15: 83 where 81 is expected.",
      remedy:
        "Send 1 for text and 2 for bytes, 0 for the frames that continue a message. An opcode that "
        + "looks random means that the reader is not at the beginning of a frame."),
    "frame.control-too-long": RuleWords(
      "A control frame carries at most 125 bytes of payload.",
      wire: "A first byte of 88, 89 or 8a, and a second whose low seven bits are 126 or 127.",
      remedy:
        "Keep pings short. Cut a close reason to 123 bytes, between two characters. Send data in "
        + "text or binary frames."),
    "frame.control-fragmented": RuleWords(
      "A control frame is never fragmented: its FIN is 1.",
      wire: "A first byte of 08, 09 or 0a, where 88, 89 or 8a is expected.",
      remedy:
        "Set FIN on every control frame. Only text and binary messages come in several frames."),
    "frame.length-not-minimal": RuleWords(
      "The payload length is written in the shortest of its three forms that can hold it.",
      wire: "Five bytes of payload with the length 7e 00 05, where 05 is enough.",
      remedy:
        "Up to 125, write the length in the seven bits; up to 65,535, write 126 and two bytes; above, "
        + "127 and eight."),
    "frame.length-high-bit": RuleWords(
      "The most significant bit of a 64-bit payload length is 0.",
      wire: "After 7f or ff, the next byte is 80 or more.",
      remedy:
        "A length with that bit is larger than any payload: the length was written with its least "
        + "significant byte first, or as a negative number."),
    "mask.client-unmasked": RuleWords(
      "A client masks every frame that it sends; a server closes on an unmasked one.",
      wire: "A frame from a client whose second byte is below 80.",
      remedy:
        "In a client, set MASK, write a new random key of four bytes, and XOR payload byte i with key "
        + "byte i mod 4. An empty payload has a key too."),
    "mask.server-masked": RuleWords(
      "A server masks no frame that it sends; a client closes on a masked one.",
      wire: "A frame from a server whose second byte is 80 or more.",
      remedy: "In a server, leave MASK 0, write no key, and send the payload as it is."),
    "message.continuation-without-start": RuleWords(
      "A continuation frame goes on with a message that a text or binary frame has begun.",
      wire: "A first byte of 00 or 80 where no message is open.",
      remedy:
        "Begin a message with opcode 1 or 2 and FIN 0. If it did begin, its first frame had FIN 1 by "
        + "mistake, or was lost by the reader."),
    "message.interrupted": RuleWords(
      "A message begins only after the last frame of the message before it.",
      wire: "A first byte of 01, 02, 81 or 82 after one of 01 or 02, with no 80 between them.",
      remedy:
        "Send all frames of one message before the next: the first with the opcode, the others with "
        + "opcode 0, the last with FIN 1. With several threads, let one at a time send a message."),
    "text.not-utf8": RuleWords(
      "A text message, all its frames together, is UTF-8.",
      wire:
        "A text frame with bytes that are not UTF-8, such as ff, or e4 bd without a third byte.",
      remedy:
        "Send bytes that are not text as binary. Encode text as UTF-8, and cut it into messages only "
        + "between characters; the frames of one message may be cut anywhere."),
    "close.one-byte": RuleWords(
      "A close frame carries nothing, or at least the two bytes of a code.",
      wire: "88 01, or 88 81 with a key: a payload of one byte.",
      remedy: "Write the code in two bytes, the most significant first: 1000 is 03 e8."),
    "close.code-not-allowed": RuleWords(
      "The code in a close frame is one of 1000–1003, 1007–1014 and 3000–4999.",
      wire: "88 02 03 ee, which says 1006; or 00 00, where a code was missing.",
      remedy:
        "Use 1000, or a code of 4000–4999 of your own. 1005, 1006 and 1015 are told to the application "
        + "where no code came; never pass them on to the peer."),
    "close.reason-not-utf8": RuleWords(
      "The reason after a close frame's code is UTF-8.",
      wire: "Bytes after the code that are not UTF-8, often half a character at the end.",
      remedy: "Cut a reason to 123 bytes between two characters, not in the middle of one."),
    "close.data-after-close": RuleWords(
      "After its close frame an endpoint sends no more data; the peer ignores what comes.",
      wire: "A text, binary or continuation frame after an 88 from the same end.",
      remedy: "Send what is waiting before the close frame, or give it up."),
  ]

  /// The limits that an endpoint sets itself.
  static let limitRules: [String: RuleWords] = [
    "limit.message-size": RuleWords(
      "A message is not larger than its receiver takes; how large that is, the receiver decides.",
      wire: "A length in a header, or the sum over a message's frames, that is above the limit.",
      remedy:
        "Send smaller messages, or raise the receiver's limit (with wsx: --max-message). Without a "
        + "limit, one header could make the receiver run out of memory."),
    "limit.fragments": RuleWords(
      "A message does not have more frames than its receiver takes; how many, the receiver decides.",
      wire: "Very many frames with FIN 0, often of one byte or none.",
      remedy: "Send larger frames: each costs the receiver time, however small it is."),
    "limit.memory": RuleWords(
      "An endpoint that has no memory for a message fails the connection; the sender broke no rule.",
      wire: "Nothing is wrong with the bytes.",
      remedy:
        "Give the receiver more memory, fewer connections, or smaller windows: each direction of a "
        + "compressed connection may keep 32 KiB and more."),
  ]
}
