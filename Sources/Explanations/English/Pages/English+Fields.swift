extension English {
  /// The fields of a frame, in wire order, and what is in its payload.
  static let fields = [
    field(
      "FIN", section: "§5.2", summary: "whether this is the last frame of its message",
      "One bit, the very first. 1: the message ends here. 0: more frames of it follow, with opcode 0.",
      "Most messages are one frame with FIN 1. A sender that does not know the end yet sends pieces."
    ),
    field(
      "RSV1", ["rsv"], section: "§5.2", summary: "a bit for extensions: 0, or compressed",
      "0 unless an extension was negotiated that uses it. permessage-deflate does: 1 on the first "
        + "frame of a message says that the message is compressed (RFC 7692 §6)."),
    field(
      "RSV2", section: "§5.2", summary: "a bit for extensions: 0",
      "0 unless an extension was negotiated that uses it. No registered one does."),
    field(
      "RSV3", section: "§5.2", summary: "a bit for extensions: 0",
      "0 unless an extension was negotiated that uses it. No registered one does."),
    field(
      "opcode", section: "§5.2", summary: "what the frame is for",
      "Four bits. 0 continues a message, 1 begins text, 2 begins binary; 8 is close, 9 ping, 10 pong. "
        + "Opcodes from 8 on are control frames: at most 125 bytes, never in pieces.",
      "The other ten are reserved: `wsx explain 3` to `wsx explain 7`, and 11 to 15."),
    field(
      "MASK", section: "§5.2, §5.1", summary: "whether the payload is masked",
      "1 on every frame of a client, 0 on every frame of a server. Where it is 1, four bytes of masking "
        + "key come before the payload."),
    field(
      "payload length", ["length", "125", "126", "127"], section: "§5.2",
      summary: "how many bytes of payload follow",
      "Seven bits. 0–125 is the length itself. 126 says: the length is in the next two bytes. 127 says: "
        + "it is in the next eight. Both with the most significant byte first.",
      "The shortest form that fits is the only legal one, and 126 and 127 are never lengths by "
        + "themselves: a payload of 126 bytes needs the two-byte form."),
    field(
      "extended payload length", section: "§5.2", summary: "the length in two or eight bytes",
      "Two bytes where the seven bits say 126, eight where they say 127, none otherwise. The first bit "
        + "of the eight bytes is 0, so that the length fits a signed number: at most 2^63−1."),
    field(
      "masking key", ["key"], section: "§5.3",
      summary: "the four bytes that the payload is XORed with",
      "Payload byte i is XORed with key byte i mod 4. XOR undoes itself, so masking and unmasking are "
        + "the same line of code. The key is new and random for every frame.",
      "It hides nothing: it is sent just before what it masks. It keeps a page from choosing the bytes on "
        + "the wire, which could be made to look like HTTP to a careless proxy."),
    field(
      "payload", ["payload data", "application data", "extension data"], section: "§5.2",
      summary: "what the frame carries",
      "Extension data first, where an extension was negotiated that has some, then application data. "
        + "permessage-deflate has none of its own: it changes the application data."),
    field(
      "close code", ["status code", "status-code"], section: "§5.5.1, §7.4",
      summary: "why the connection is closed",
      "The first two bytes of a close frame's payload, most significant first. `wsx explain` lists all. "
        + "1000 is the normal one; applications have 4000–4999 for themselves."),
    field(
      "close reason", ["reason"], section: "§5.5.1", summary: "the same in words, for a person",
      "Up to 123 bytes of UTF-8 after the close code. Made for logs, not for users."),
  ]

  private static func field(
    _ name: String, _ others: [String] = [], section: String, summary: String,
    _ paragraphs: String...
  ) -> Page {
    let hyphenated = name.split(separator: " ").joined(separator: "-")
    return Page(
      kind: .field,
      names: [name] + (name.contains(" ") ? [hyphenated] : []) + others,
      title: name, summary: summary, paragraphs: paragraphs, citation: section)
  }
}
