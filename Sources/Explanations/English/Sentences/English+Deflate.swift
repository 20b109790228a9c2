extension English {
  static let deflate = [
    "deflate.invalid-data":
      "The compressed data is not DEFLATE data at its byte {offset}: {reason}.",
    "deflate.invalid-data/reaches-back":
      "The compressed data is not DEFLATE data at its byte {offset}: {reason}. It refers to bytes "
      + "that this direction's context does not hold: earlier messages are missing, or the sender "
      + "kept a context or a window that was not agreed.",
    "deflate.incomplete-data":
      "The compressed data ({count byte|bytes}) ends inside a DEFLATE block. The last block must be "
      + "empty and stored, without its last four bytes, 00 00 ff ff.",
    "deflate.tail":
      "The compressed data ends with a whole block. It must end with an empty one whose last four "
      + "bytes, 00 00 ff ff, are removed; they may have been left in.",
    "deflate.tail/last-block":
      "The compressed data ends with a block that has BFINAL 1. After it belongs the first byte of "
      + "an empty block, 00.",
    "deflate.parameter-unknown":
      "permessage-deflate has no parameter {name}. It has {known}.",
    "deflate.parameter-repeated": "{name} is there a second time.",
    "deflate.parameter-value":
      "{name} has the value {value}. It must be 8–15, without leading zeros.",
    "deflate.parameter-value/missing": "{name} has no value. Here it needs one, 8–15.",
    "deflate.parameter-value/takes-none":
      "{name} has the value {value}. It takes none: it is there or not.",
    "deflate.server-takeover-not-honoured":
      "The offer asks for server_no_context_takeover. The answer must have it too.",
    "deflate.server-window-not-honoured":
      "The offer asks for server_max_window_bits={asked}. The answer has {answered}; it must have "
      + "{asked} or less.",
    "deflate.server-window-not-honoured/absent":
      "The offer asks for server_max_window_bits={asked}. The answer does not have it; it must have "
      + "{asked} or less.",
    "deflate.client-window-not-offered":
      "The answer has client_max_window_bits={bits}, but the offer has no client_max_window_bits.",
    "deflate.client-window-too-large":
      "The answer has client_max_window_bits={bits}, but the offer has {limit}. It must be {limit} "
      + "or less.",
    "deflate.answered-twice": "The answer has permessage-deflate {count time|times}.",
  ]
}
