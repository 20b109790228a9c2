extension English {
  /// The known ways to a wrong accept value.
  static let acceptPages: [String: MistakeWords] = [
    "accept.decoded-key": accept(
      "The key is decoded from Base64 before it is hashed.",
      "Do not decode it: its 24 characters are hashed as they are, with the GUID's 36 after them."),
    "accept.no-guid": accept(
      "The key is hashed alone, without the GUID.",
      "Append 258EAFA5-E914-47DA-95CA-C5AB0DC85B11 to the key before you hash it."),
    "accept.no-key": accept(
      "The GUID is hashed alone: the key was empty, for example because its header was not found.",
      "Put the key's 24 characters before it. Header names are compared without case."),
    "accept.reversed": accept(
      "The GUID is put before the key.", "Put the key first and the GUID after it."),
    "accept.hash-reused": accept(
      "One SHA-1 object serves all connections and remembers what it was fed before.",
      "Make a new object for each connection. The first connection works, the second does not: that "
        + "is how this mistake shows."),
    "accept.key-case-changed": accept(
      "The key is hashed in lower or upper case, often because a whole head was converted.",
      "Compare header names without case, and leave values as they are."),
    "accept.key-unpadded": accept(
      "The == at the key's end is cut off before it is hashed.", "Hash all 24 characters."),
    "accept.utf-16": accept(
      "The text is hashed in UTF-16, two bytes a character, as strings are kept in C# or Java.",
      "Hash its ASCII bytes, one a character: 60 bytes in all."),
    "accept.hashed-twice": accept("The digest is hashed once more.", "Hash once."),
    "accept.nul-hashed": accept(
      "The byte 0 that ends a C string is hashed too.",
      "Hash 60 bytes: 24 of the key and 36 of the GUID."),
    "accept.newline-hashed": accept(
      "A line end after the GUID is hashed too.",
      "Let nothing follow the GUID. In a shell, echo adds a line end and printf does not."),
    "accept.key-untrimmed": accept(
      "The key is hashed with what was around it in its line: spaces, a tab, CR, LF, or the colon.",
      "Trim the value: its 24 characters alone are hashed."),
    "accept.wrong-guid": accept(
      "The GUID is mistyped, or copied from a page that changed it: 258EDFA5 for 258EAFA5, a dash for "
        + "a hyphen, lower case.",
      "Copy 258EAFA5-E914-47DA-95CA-C5AB0DC85B11 from RFC 6455 §1.3, with its hyphens."),
    "accept.hex-digest": MistakeWords(
      "The digest's 40 hexadecimal digits are encoded in Base64, instead of its 20 bytes.",
      wire: "A Sec-WebSocket-Accept of 56 characters instead of 28.",
      remedy: "Ask the hash function for bytes: digest() and not hexdigest().", "§4.2.2"),
    "accept.hex-sent": MistakeWords(
      "The digest is sent as hexadecimal digits.",
      wire: "A Sec-WebSocket-Accept of 40 characters, 0–9 and a–f.",
      remedy: "Encode the digest's 20 bytes in Base64.", "§4.2.2"),
    "accept.url-alphabet": MistakeWords(
      "The digest is encoded with Base64's alphabet for URLs.",
      wire: "- and _ in the value, where + and / belong.",
      remedy: "Use the usual alphabet of Base64, and end the value with =.", "§4.2.2"),
    "accept.no-padding": MistakeWords(
      "The = at the value's end is missing.",
      wire: "A Sec-WebSocket-Accept of 27 characters.",
      remedy: "20 bytes make 27 characters and one =: send all 28.", "§4.2.2"),
    "accept.encoded-twice": MistakeWords(
      "The value is encoded in Base64 twice.",
      wire: "A Sec-WebSocket-Accept of 40 characters.",
      remedy: "Encode once: the function that hashes may give Base64 already.", "§4.2.2"),
    "accept.little-endian": accept(
      "The digest's five words are written with their least significant bytes first.",
      "Write the most significant byte of each word first. Sums inside SHA-1 are right, or the value "
        + "would be another."),
    "accept.not-hashed": MistakeWords(
      "The key and the GUID are encoded in Base64 without being hashed.",
      wire: "A Sec-WebSocket-Accept of 80 characters.",
      remedy: "Hash the 60 characters with SHA-1, and encode the digest.", "§4.2.2"),
    "accept.value-untrimmed": MistakeWords(
      "The value is right, but blanks or a line end are inside what is compared or sent.",
      wire: "The 28 right characters with a blank, a tab, CR or LF around them.",
      remedy: "Send the 28 characters alone; some Base64 functions add a line end.", "§4.2.2"),
    "accept.quoted": MistakeWords(
      "The value is in quotation marks.",
      wire: "\" or ' around the 28 right characters.",
      remedy: "Send the 28 characters alone.", "§4.2.2"),
    "accept.case-changed": MistakeWords(
      "The value is converted to lower or upper case, often with the whole head.",
      wire: "The right value but for upper and lower case.",
      remedy: "Leave values as they are: in Base64, a and A are different digits.", "§4.2.2"),
    "accept.key-echoed": MistakeWords(
      "The client's key is sent back.",
      wire:
        "A Sec-WebSocket-Accept that equals the Sec-WebSocket-Key: 24 characters, the last two ==.",
      remedy: "Compute the answer: hash the key and the GUID, encode the digest.", "§4.2.2"),
    "accept.example-copied": MistakeWords(
      "The value is copied from an example, which has another key.",
      wire:
        "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=, the value of RFC 6455 §1.3, or fYoqiH14DgI+SylEMwM2sDLzDiO=, a "
        + "misprint that belongs to no key.",
      remedy: "Compute the value for each connection: each has its own key.", "§4.2.2"),
    "accept.other-hash": MistakeWords(
      "Another hash than SHA-1 is used.",
      wire:
        "A Sec-WebSocket-Accept of 44 characters, as SHA-256 gives, or of 24, as MD5 gives.",
      remedy: "Use SHA-1, whose digest has 20 bytes. It is old, and good enough for this.", "§4.2.2"
    ),
  ]

  /// A mistake that shows in nothing but the value.
  private static func accept(_ summary: String, _ remedy: String) -> MistakeWords {
    MistakeWords(
      summary,
      wire:
        "Sec-WebSocket-Accept has 28 characters and looks right, but is not the one for this key.",
      remedy: remedy, "§4.2.2")
  }
}
