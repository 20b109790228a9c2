/// Base64: any bytes as text of 64 ASCII characters, three bytes in four characters.
///
/// RFC 4648 §4. Each character carries six bits; 3 × 8 = 4 × 6.
package enum Base64 {
  /// The character for each value of six bits.
  package static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// Fills the last four characters where there are no more bytes.
  package static let padding = UInt8(ascii: "=")

  /// The bytes as text; its length is a multiple of four.
  package static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      text += encode(group: bytes[start..<min(start + 3, bytes.count)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// One to three bytes as four characters.
  private static func encode(group: ArraySlice<UInt8>) -> [UInt8] {
    var bits: UInt32 = 0
    for byte in group {
      bits = bits << 8 | UInt32(byte)
    }
    // Missing bytes count as zero bits, so that the last group has six bits too.
    bits <<= 8 * UInt32(3 - group.count)

    var characters = [18, 12, 6, 0].map { shift in alphabet[Int(bits >> UInt32(shift) & 0b11_1111)]
    }
    for missing in group.count..<3 {
      characters[missing + 1] = padding
    }
    return characters
  }
}
