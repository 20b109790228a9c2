import Foundation

/// A frame of a capture as one of its readers tells it: `wsx`, tshark, or a script in Python.
package struct SeenFrame: Hashable {
  /// `client` or `server`.
  package var direction: String
  /// The packet that completes it.
  package var packet: Int
  package var fin: Bool
  package var rsv: Int
  package var opcode: Int
  package var masked: Bool
  /// In how many bits its length is written: 7, 16 or 64.
  package var lengthEncoding: Int
  package var length: Int
  package var key: String
  /// The payload, unmasked, as hex digits; nil where the reader does not tell it.
  package var payload: String?
  /// The message that it ends, inflated: its kind, and its bytes as hex digits.
  package var message: String?

  package init(
    direction: String, packet: Int, fin: Bool, rsv: Int, opcode: Int, masked: Bool,
    lengthEncoding: Int, length: Int, key: String, payload: String? = nil, message: String? = nil
  ) {
    self.direction = direction
    self.packet = packet
    self.fin = fin
    self.rsv = rsv
    self.opcode = opcode
    self.masked = masked
    self.lengthEncoding = lengthEncoding
    self.length = length
    self.key = key
    self.payload = payload
    self.message = message
  }

  /// Without the payload, of which a frame that is cut off has only a part.
  package var header: SeenFrame {
    var header = self
    header.payload = nil
    header.message = nil
    header.packet = 0
    return header
  }

  package static func hex(_ text: String) -> String {
    text.utf8.map { String(format: "%02x", $0) }.joined()
  }
}
