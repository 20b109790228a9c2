extension English {
  static let deflateRules: [String: RuleWords] = [
    "deflate.control-compressed": RuleWords(
      "permessage-deflate compresses messages, so a control frame never has RSV1 set.",
      wire: "A first byte of c8, c9 or ca.",
      remedy: "Set RSV1 on text and binary frames only."),
    "deflate.rsv1-on-continuation": RuleWords(
      "RSV1 says that a message is compressed, so only the message's first frame may have it set.",
      wire: "A first byte of 40 or c0.",
      remedy:
        "Set RSV1 on the message's first frame alone: it speaks for all of them. Compress the message, "
        + "then cut it into frames."),
    "deflate.invalid-data": RuleWords(
      "The frames of a compressed message, together, carry DEFLATE data.",
      wire: "A message with RSV1 on its first frame, whose payload no decompressor can read.",
      remedy:
        "Compress with raw DEFLATE: no header of zlib (78 9c) or gzip (1f 8b). Keep one compressor "
        + "and one decompressor for each direction, for the whole connection, or start both again with "
        + "each message where no_context_takeover was agreed. Decompress every message, also those that "
        + "are not needed."),
    "deflate.incomplete-data": RuleWords(
      "With 00 00 ff ff after it, compressed data ends where a DEFLATE block ends.",
      wire: "Compressed data that stops in the middle of a block.",
      remedy:
        "Flush the compressor with Z_SYNC_FLUSH at the end of each message, and remove only the four "
        + "bytes 00 00 ff ff. A receiver appends them before it decompresses."),
    "deflate.tail": RuleWords(
      "Compressed data ends with an empty block without compression, whose last four bytes, "
        + "00 00 ff ff, are removed.",
      wire: "Compressed data that ends with 00 00 ff ff, or with a block that has BFINAL 1.",
      remedy:
        "Flush with Z_SYNC_FLUSH, not Z_FINISH, and remove the last four bytes. Most receivers can read "
        + "the message anyway, but not all."),
    "deflate.parameter-unknown": RuleWords(
      "An offer or response of permessage-deflate has no parameters but the four of §7.1.",
      wire: "A name after a semicolon that is not one of the four, often misspelled.",
      remedy:
        "The four are server_no_context_takeover, client_no_context_takeover, server_max_window_bits "
        + "and client_max_window_bits."),
    "deflate.parameter-repeated": RuleWords(
      "An offer or response of permessage-deflate has each parameter at most once.",
      wire: "The same name after two semicolons of one extension.",
      remedy: "Write it once. Two offers of permessage-deflate are separated by a comma."),
    "deflate.parameter-value": RuleWords(
      "Window bits are a number 8–15 without leading zeros (an offer's client_max_window_bits may go "
        + "without); the no_context_takeover parameters have no value.",
      wire:
        "server_max_window_bits=16, client_max_window_bits=09, server_no_context_takeover=true.",
      remedy: "Write 8–15, or leave the parameter out."),
    "deflate.server-takeover-not-honoured": RuleWords(
      "A server that accepts an offer with server_no_context_takeover answers with it.",
      wire: "The parameter in the request's header and not in the response's.",
      remedy: "Answer with it, and compress each message by itself; or decline the offer."),
    "deflate.server-window-not-honoured": RuleWords(
      "A server that accepts an offer with server_max_window_bits answers with the same or less.",
      wire:
        "server_max_window_bits=10 in the request, and a larger number or none in the response.",
      remedy: "Answer with the number that was asked for or a smaller one, and keep to it."),
    "deflate.client-window-not-offered": RuleWords(
      "A server answers with client_max_window_bits only where the offer has it.",
      wire: "client_max_window_bits in the response and not in the request.",
      remedy: "Leave it out: such a client cannot limit its window."),
    "deflate.client-window-too-large": RuleWords(
      "Where an offer's client_max_window_bits has a value, the answer's is the same or less.",
      wire: "client_max_window_bits=10 in the request and 15 in the response.",
      remedy: "Answer with the offer's number or a smaller one, 8 at the least."),
    "deflate.answered-twice": RuleWords(
      "A server accepts at most one offer of permessage-deflate: RSV1 can mean one thing only.",
      wire: "permessage-deflate twice in the response's Sec-WebSocket-Extensions.",
      remedy: "Take the first offer that will do, and answer that one."),
  ]
}
