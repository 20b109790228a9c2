extension English {
  /// What was done, in one sentence to the person who did it.
  static let acceptMistakes = [
    "accept.decoded-key":
      "You decoded the key before you hashed it: its 24 characters are hashed as they are.",
    "accept.no-guid": "You hashed the key alone: the GUID belongs after it.",
    "accept.no-guid/decoded-key":
      "You hashed the key's 16 decoded bytes alone: hash its 24 characters, with the GUID after them.",
    "accept.no-key": "You hashed the GUID alone: the key belongs before it.",
    "accept.reversed":
      "You put the GUID before the key: the key comes first, the GUID after it.",
    "accept.hash-reused":
      "You fed this key twice into one SHA-1 object: every connection starts with a new one.",
    "accept.key-case-changed/lower":
      "You changed the key to lower case: only header names may be compared without case.",
    "accept.key-case-changed/upper":
      "You changed the key to upper case: only header names may be compared without case.",
    "accept.key-unpadded":
      "You cut the \"=\" off the key: all of its 24 characters are hashed.",
    "accept.utf-16":
      "You hashed the text as UTF-16, two bytes a character: use its ASCII bytes, one a character.",
    "accept.hashed-twice": "You hashed the digest once more: one round of SHA-1 is enough.",
    "accept.nul-hashed":
      "You hashed the byte 0 that ends a C string: hash 60 bytes, 24 of the key and 36 of the GUID.",
    "accept.newline-hashed/lf":
      "You hashed a line feed after the GUID: nothing follows it (`echo` adds one, `printf` does "
      + "not).",
    "accept.newline-hashed/crlf":
      "You hashed a carriage return and a line feed after the GUID: nothing follows it (`echo` adds "
      + "one, `printf` does not).",
    "accept.key-untrimmed":
      "You hashed the key with {rest}: hash its 24 characters alone.",
    "key-with/space-before": "a space before it",
    "key-with/space-after": "a space after it",
    "key-with/spaces-around": "spaces around it",
    "key-with/tab-before": "a tab before it",
    "key-with/cr-after": "a carriage return after it",
    "key-with/lf-after": "a line feed after it",
    "key-with/crlf-after": "its line's CR and LF after it",
    "key-with/space-before-cr-after": "a space before and a carriage return after it",
    "key-with/space-before-lf-after": "a space before and a line feed after it",
    "key-with/space-before-crlf-after": "a space before and its line's CR and LF after it",
    "key-with/nul-after": "a byte 0 after it",
    "key-with/colon-before": "the colon and a space before it",
    "key-with/name-before": "its header's name before it",
    "accept.wrong-guid": "Your GUID, {guid}, is mistyped: {correction}.",
    "accept.wrong-guid/bytes":
      "You hashed the GUID's 16 bytes: its 36 characters are hashed, hyphens included.",
    "guid/first-group": "its first group is 258EAFA5, with an A",
    "guid/dash": "its second hyphen became a dash",
    "guid/first-group-and-dash":
      "its first group is 258EAFA5, and its second hyphen became a dash",
    "guid/dashes": "its hyphens became dashes",
    "guid/lower-case": "its letters are upper case",
    "guid/no-hyphens": "its four hyphens belong to it",
    "guid/braces": "it has no braces",
    "guid/space": "no space follows it",
    "guid/last-group-begins": "its last group begins with C5AB",
    "guid/last-group": "its last group is C5AB0DC85B11",
    "accept.hex-digest":
      "You encoded the digest's 40 hexadecimal digits: encode its 20 bytes.",
    "accept.hex-digest/upper-case":
      "You encoded the digest's 40 hexadecimal digits, in upper case: encode its 20 bytes.",
    "accept.hex-sent":
      "You sent the digest as hexadecimal digits: it is written in Base64.",
    "accept.url-alphabet":
      "You used Base64's alphabet for URLs: here, 62 is \"+\" and 63 is \"/\".",
    "accept.url-alphabet/unpadded":
      "You used Base64's alphabet for URLs, unpadded: here, 62 is \"+\", 63 is \"/\", and an \"=\" "
      + "ends the value.",
    "accept.no-padding":
      "You left out the \"=\" at the end: 20 bytes of digest make 27 characters and one \"=\".",
    "accept.encoded-twice": "You encoded the value twice: once is enough.",
    "accept.little-endian":
      "You wrote each of the digest's five words backwards: its most significant byte comes first.",
    "accept.not-hashed":
      "You encoded the key and the GUID without hashing them: SHA-1 is missing.",
    "accept.value-untrimmed":
      "The value is right, with blanks or a line end around it: send its 28 characters alone.",
    "accept.quoted":
      "The value is right, in quotation marks: send its 28 characters alone.",
    "accept.case-changed":
      "The value is right but for upper and lower case, which are different digits in Base64.",
    "accept.key-echoed": "You sent the key back: the answer is computed from it.",
    "accept.example-copied":
      "You sent the value printed in RFC 6455 §1.3: it belongs to the key printed there.",
    "accept.example-copied/misprint":
      "This value is a misprint that has been copied since: it belongs to no key.",
    "accept.other-hash/sha-256":
      "The value holds 32 bytes, as of SHA-256: use SHA-1, which makes 20.",
    "accept.other-hash/md5":
      "The value holds 16 bytes, as of MD5: use SHA-1, which makes 20.",
  ]
}
