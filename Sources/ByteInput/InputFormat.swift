/// A notation for bytes that `ByteInput` reads.
///
/// The most common come first: where a text can be read in two ways, the case that is listed
/// first is used. The raw value is the name that `--input-format` takes.
public enum InputFormat: String, CaseIterable, Sendable {
  /// Hex digits, together or separated: `818537fa`, `81:85:37:fa`, `0x81, 0x85`, `\x81\x85`.
  case hex
  /// The rows of `xxd`, with groups of any size.
  case xxd
  /// The rows of `xxd -b`, eight binary digits a byte.
  case xxdBits = "xxd-b"
  /// The rows of `xxd -e`: words of a little-endian machine.
  case xxdWords = "xxd-e"
  /// The rows of `hexdump -C`.
  case hexdump = "hexdump-c"
  /// Wireshark's "Hex + ASCII dump", `tshark -x` and "Follow TCP Stream" as a hex dump.
  case wireshark
  /// The rows of `tcpdump -X`, `-XX`, `-x` and `-xx`.
  case tcpdump
  /// The rows of `od -t x1`, with or without a text column.
  case od
  /// The rows of `od -b` and `hexdump -b`, and of plain `od`: octal bytes or 16-bit words.
  case odOctal = "od-b"
  /// The rows of `od -t u1` and `od -t d1`: decimal bytes.
  case odDecimal = "od-u1"
  /// The rows of `od -c` and `hexdump -c`: characters, escapes and octal bytes.
  case odCharacters = "od-c"
  /// The rows of plain `hexdump` and of `od -x`: 16-bit words of a little-endian machine.
  case words
  /// An array in source code, as printed by `xxd -i` or Wireshark's "C array".
  case cArray = "c-array"
  /// A Go slice: `[]byte{0x81, 0x5}`.
  case goLiteral = "go-literal"
  /// Quoted text with escapes, as in C, JavaScript, Rust or Wireshark's "C string".
  case escapedString = "c-string"
  /// Python's `bytes` and `bytearray`.
  case pythonBytes = "python-bytes"
  /// What Node prints for a `Buffer`.
  case nodeBuffer = "node-buffer"
  /// A Node `Buffer` as JSON.
  case nodeJSON = "node-json"
  /// What Node and browsers print for a `Uint8Array`.
  case typedArray = "typed-array"
  /// Decimal numbers, 0 to 255 or −128 to 127, as in lists of Python, Go, Java and JSON.
  case decimal
  /// An Erlang or Elixir binary: `<<129,133>>`.
  case erlang
  /// The frame log of websocketpp.
  case websocketpp
  /// The log lines of websocat.
  case websocat
  /// Base64 (RFC 4648), either alphabet, padded or not.
  case base64
  /// Eight binary digits a byte.
  case binaryDigits = "binary-digits"
  /// The bytes themselves.
  case raw
}
