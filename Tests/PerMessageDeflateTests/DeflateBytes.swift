import Foundation
import PerMessageDeflate
import TestSupport

/// Bytes from hexadecimal digits; blanks are for the reader.
func bytes(_ hex: String) -> [UInt8] {
  let digits = hex.compactMap(\.hexDigitValue).map { UInt8($0) }
  return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}

func fixture(_ name: String) throws -> [UInt8] {
  [UInt8](
    try Data(
      contentsOf: packageDirectory.appending(path: "Tests/PerMessageDeflateTests/Fixtures/\(name)"))
  )
}

extension Inflater {
  /// A whole message at once.
  mutating func message(
    _ payload: [UInt8], maximumByteCount: Int = .max
  ) throws(InflateError) -> [UInt8] {
    var message: [UInt8] = []
    try inflate(payload.span, maximumByteCount: maximumByteCount, appendingTo: &message)
    try endMessage(maximumByteCount: maximumByteCount, appendingTo: &message)
    return message
  }

  /// A message cut into pieces of a given size.
  mutating func message(
    _ payload: [UInt8], cutEvery size: Int
  ) throws(InflateError) -> [UInt8] {
    var message: [UInt8] = []
    for start in stride(from: 0, to: payload.count, by: size) {
      let piece = Array(payload[start..<min(start + size, payload.count)])
      try inflate(piece.span, appendingTo: &message)
    }
    try endMessage(appendingTo: &message)
    return message
  }
}

extension Deflater {
  /// A whole message at once; nil where it is better sent as it is.
  mutating func message(_ message: [UInt8]) -> [UInt8]? {
    var payload: [UInt8] = []
    return deflate(message.span, appendingTo: &payload) ? payload : nil
  }
}

extension Deflater {
  struct NotCompressed: Error {}

  /// A whole message at once, which must be compressed.
  mutating func compressed(_ bytes: [UInt8]) throws -> [UInt8] {
    guard let payload = message(bytes) else { throw NotCompressed() }
    return payload
  }
}

/// Texts of words, or random bytes: like messages, of any length.
func randomMessage(byteCount: Int, using generator: inout SeededGenerator) -> [UInt8] {
  let words = ["frame", "opcode", "payload", "{\"id\":", "},", " ", "0", "é", "\n"]
  var message: [UInt8] = []
  while message.count < byteCount {
    if Int.random(in: 0..<8, using: &generator) == 0 {
      message.append(.random(in: 0...255, using: &generator))
    } else {
      message += Array((words.randomElement(using: &generator) ?? "").utf8)
    }
  }
  return Array(message.prefix(byteCount))
}
