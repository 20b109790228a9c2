extension InputFormat {
  /// The name of the format as it is used in a sentence, such as `xxd -b`.
  public var title: String { words.title }

  /// What the format looks like, in one line, for a list of all formats.
  public var summary: String { words.summary }

  private var words: (title: String, summary: String) {
    switch self {
    case .hex:
      ("hex digits", "818537fa, 81:85:37:fa, 81 85 37 fa, 0x81,0x85, \\x81\\x85, %81%85")
    case .xxd: ("xxd", "00000000: 8185 37fa 213d 7f9f 4d51 58  ..7.!=..MQX")
    case .xxdBits: ("xxd -b", "00000000: 10000001 10000101 00110111  ..7")
    case .xxdWords: ("xxd -e", "00000000: fa378581 9f7f3d21  ..7.!=..")
    case .hexdump: ("hexdump -C", "00000000  81 85 37 fa 21 3d  |..7.!=|")
    case .wireshark: ("a Wireshark hex dump", "0000   81 85 37 fa 21 3d   ..7.!=")
    case .tcpdump: ("tcpdump -X", "0x0000:  4500 0033 0001 0000  E..3....")
    case .od: ("od -t x1", "0000000 81 85 37 fa 21 3d")
    case .odOctal: ("od -b", "0000000 201 205 067 372, or plain od: 0000000 102601 175067")
    case .odDecimal: ("od -t u1", "0000000 129 133  55 250, or od -t d1")
    case .odCharacters: ("od -c", "0000000 201 205   7 372   !   =, also of hexdump -c")
    case .words: ("little-endian words", "0000000 8581 fa37 3d21, as printed by hexdump and od -x")
    case .cArray: ("a C array", "unsigned char f[] = {0x81, 0x85}; as printed by xxd -i")
    case .goLiteral: ("a Go literal", "[]byte{0x81, 0x5}")
    case .escapedString: ("an escaped string", #""\x81\x857\372!", hex or octal escapes"#)
    case .pythonBytes: ("Python bytes", #"b'\x81\x857\xfa', bytearray(b'…'), [b'…', b'…']"#)
    case .nodeBuffer: ("a Node Buffer", "<Buffer 81 85 37 fa>")
    case .nodeJSON: ("a Node Buffer as JSON", #"{"type":"Buffer","data":[129,133]}"#)
    case .typedArray: ("a typed array", "Uint8Array(2) [ 129, 133 ]")
    case .decimal: ("decimal bytes", "129 133 55, [129, 133], [-127, -123]")
    case .erlang: ("an Erlang binary", "<<129,133,55,250>>")
    case .websocketpp: ("a websocketpp log", "[0] (8) 82 FE 00 81 …")
    case .websocat: ("a websocat log", #"WRITE 11 "\x81\x857…""#)
    case .base64: ("Base64", "gYU3+iE9f59NUVg=, also URL-safe or unpadded")
    case .binaryDigits: ("binary digits", "10000001 10000101, with or without spaces")
    case .raw: ("raw bytes", "the bytes themselves, from a file or a pipe")
    }
  }
}
