import LessonKit
import WebSocketProtocol

extension PongAttempt {
  static let parts: [[Mistake<Self>]] = [
    firstBytes, payloads, lengths, masks, emptyPings, limits, ends,
  ]

  private static let firstBytes: [Mistake<Self>] = [
    first(0x89, "Your opcode is 9, ping. A pong is opcode 10: the first byte is 0x8a."),
    first(0x0a, "FIN is 0. A control frame is never fragmented: FIN is 1, 0x80."),
    first(0x09, "Your opcode is 9, ping, and FIN is 0. The first byte of a pong is 0x8a."),
    first(0x81, "Your opcode is 1, text. A pong is opcode 10: the first byte is 0x8a."),
    first(0x82, "Your opcode is 2, binary. A pong is opcode 10: the first byte is 0x8a."),
    first(0x80, "Your opcode is 0, continuation. A pong is opcode 10: the first byte is 0x8a."),
    first(0x88, "Your opcode is 8, close. A pong is opcode 10: the first byte is 0x8a."),
    first(0x90, "You wrote 10 for the digits of a byte in hex. Opcode 10 is a: 0x8a."),
    first(0x10, "You wrote 10 for the digits of a byte in hex. Opcode 10 is a: 0x8a."),
    first(0x8b, "Your opcode is 11, which is reserved. A pong is opcode 10: 0x8a."),
    first(
      0x51, "You counted bits from the right. FIN is the first bit, 0x80, and the opcode the last."),
  ]

  private static func first(_ byte: UInt8, _ sentence: String) -> Mistake<Self> {
    let id = byte == 0x51 ? "bits.order" : byte == 0x0a ? "control.fragmented" : nil
    return Mistake(id, sentence) { $0.first = byte }
  }

  private static let payloads: [Mistake<Self>] = [
    payload("Your pong is empty.") { _ in [] },
    payload("You sent a payload of your own.") { _ in Array("pong".utf8) },
    payload("You sent a payload of your own.") { _ in Array("Pong".utf8) },
    payload("You made text of the payload, and replaced what is not UTF-8.") {
      Array(String(decoding: $0, as: UTF8.self).utf8)
    },
    payload("Your payload begins with its last byte.") { $0.reversed() },
    payload("You left out the last byte.") { Array($0.dropLast()) },
    payload("You left out the first byte.") { Array($0.dropFirst()) },
  ]

  private static func payload(
    _ sentence: String, _ payload: @escaping @Sendable ([UInt8]) -> [UInt8]
  ) -> Mistake<Self> {
    Mistake(
      "ping.empty-pong",
      """
      \(sentence) A pong has the same payload as the ping, byte for byte: so the sender knows which ping \
      it answers.
      """
    ) { $0.payload = payload }
  }

  private static let lengths: [Mistake<Self>] = [
    Mistake(nil, "The length is missing. It follows the byte with FIN and the opcode.") {
      $0.length = { _ in [] }
    },
    Mistake(nil, "Your length is always 0. Write the count of the payload's bytes.") {
      $0.length = { _ in [0] }
    },
    Mistake(nil, "You counted the two header bytes too. The length is that of the payload alone.") {
      $0.length = { [UInt8(truncatingIfNeeded: $0 + 2)] }
    },
    Mistake(nil, "You shifted the length one bit to the left. It is the byte's last seven bits.") {
      $0.length = { [UInt8(truncatingIfNeeded: $0 << 1)] }
    },
    Mistake("length.non-minimal", "You wrote the length in 16 bits. Up to 125, seven bits hold it.")
    {
      $0.length = { [126, UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    },
  ]

  private static let masks: [Mistake<Self>] = [
    Mistake(
      "mask.server-masks",
      "You masked the pong. This frame is from a server, and a server does not mask (§5.1)."
    ) { $0.masks = true },
    Mistake(
      nil,
      "You set the MASK bit, but there is no key. The frame of a server is not masked."
    ) { attempt in
      attempt.finish = { header, payload in
        header.enumerated().map { $0 == 1 ? $1 | 0x80 : $1 } + payload
      }
    },
  ]

  private static let emptyPings: [Mistake<Self>] = [
    Mistake(nil, "You threw for an empty ping. It is answered with an empty pong.") {
      $0.empty = .threw
    },
    Mistake(nil, "You returned no frame for an empty ping. It is answered with an empty pong.") {
      $0.empty = .bytes([])
    },
  ]

  private static let limits: [Mistake<Self>] = [
    Mistake("control.too-long", "You refused a ping of 125 bytes. That is the most, and allowed.") {
      $0.limit = 124
    },
    Mistake("control.too-long", "You refused a ping of 124 bytes. The most is 125.") {
      $0.limit = 123
    },
  ]

  private static let ends: [Mistake<Self>] = [
    Mistake(nil, "You returned the payload alone. Two header bytes come before it.") {
      $0.finish = { $1 }
    },
    Mistake("ping.empty-pong", "You returned the header alone. The ping's payload follows it.") {
      $0.finish = { header, _ in header }
    },
    Mistake(nil, "Your two header bytes are exchanged. FIN and the opcode come first.") {
      $0.finish = { $0.reversed() + $1 }
    },
    Mistake(nil, "You returned an empty array. Return the header and the payload.") {
      $0.finish = { _, _ in [] }
    },
  ]
}
