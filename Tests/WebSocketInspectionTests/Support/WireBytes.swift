import WebSocketProtocol

/// Bytes from hexadecimal digits; blanks are for the reader.
func hex(_ digits: String) -> [UInt8] {
  let values = digits.compactMap(\.hexDigitValue).map { UInt8($0) }
  return stride(from: 0, to: values.count - 1, by: 2).map { values[$0] << 4 | values[$0 + 1] }
}

/// Bytes as hexadecimal digits.
func digits(_ bytes: [UInt8]) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

/// The key of RFC 6455 §5.7's masked frame.
let exampleKey = MaskingKey(0x37, 0xfa, 0x21, 0x3d)

/// A frame's bytes, with an honest length; masked where there is a key.
func frame(
  _ opcode: Opcode, _ payload: [UInt8] = [], isFinal: Bool = true, bits: ReservedBits = [],
  key: MaskingKey? = nil
) -> [UInt8] {
  let header = FrameHeader(
    isFinal: isFinal, reservedBits: bits, opcode: opcode, maskingKey: key,
    payloadLength: UInt64(payload.count))
  return header.bytes + payload.indices.map { payload[$0] ^ (key?[$0] ?? 0) }
}

/// A text frame's bytes.
func text(_ text: String, key: MaskingKey? = nil) -> [UInt8] {
  frame(.text, Array(text.utf8), key: key)
}

/// A close frame's bytes.
func close(_ code: UInt16, _ reason: String = "", key: MaskingKey? = nil) -> [UInt8] {
  frame(.close, [UInt8(code >> 8), UInt8(truncatingIfNeeded: code)] + reason.utf8, key: key)
}

/// Heads of the opening handshake, of RFC 6455 §1.3's key and accept value unless told otherwise.
enum Head {
  /// An upgrade request; `more` are further lines.
  static func request(_ more: String..., target: String = "/chat") -> [UInt8] {
    head(
      "GET \(target) HTTP/1.1", "Host: example.com", "Upgrade: websocket", "Connection: Upgrade",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13", lines: more)
  }

  /// The answer that accepts it.
  static func answer(
    _ more: String..., accept: String = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
  ) -> [UInt8] {
    head(
      "HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade",
      "Sec-WebSocket-Accept: \(accept)", lines: more)
  }

  /// Any head from its lines, the first included.
  static func of(_ lines: String..., body: String = "") -> [UInt8] {
    head(lines: lines) + Array(body.utf8)
  }

  private static func head(_ first: String..., lines: [String]) -> [UInt8] {
    Array(((first + lines).joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }
}
