extension Mistake {
  /// Mistakes with text, pings and control frames.
  static let messages = [
    Mistake("text.per-fragment", "each fragment is decoded by itself") {
      $0.fragmentOfText = { Array(String(decoding: $0, as: UTF8.self).utf8) }
    },
    unchecked("text.not-validated", "bytes that are not UTF-8 are passed on", .text),
    Mistake("text.not-validated/surrogates", "surrogates are taken for characters") {
      $0.isUTF8 = { bytes in
        // Their first byte is ed, and the second a0 or more: looks like d0 and 80 to this one.
        var patched = bytes
        for index in bytes.indices.dropLast() where bytes[index] == 0xed {
          patched[index + 1] = bytes[index + 1] & 0b1001_1111
        }
        return Habits().isUTF8(patched)
      }
    },
    unchecked("control.too-long/accepted", "control frames over 125 bytes", .controlLength),
    Mistake("control.too-long/sent", "a long reason after every violation") {
      $0.failureReason = String(repeating: "This breaks RFC 6455. ", count: 8)
    },
    unchecked("control.fragmented/accepted", "fragments of control frames", .controlFragments),
    Mistake("control.fragmented/sent", "a pong in two fragments") {
      $0.pongs = { ping, _ in
        let half = ping.count / 2
        return [
          Frame(isFinal: false, opcode: 10, payload: Array(ping.prefix(half))),
          Frame(opcode: 0, payload: Array(ping.dropFirst(half))),
        ]
      }
    },
    Mistake("ping.empty-pong", "a pong without the ping's payload") {
      $0.pongs = { _, _ in [Frame(opcode: 10, payload: [])] }
    },
    Mistake("ping.empty-pong/in-message", "no pong while a message is being received") {
      $0.pongs = { ping, isInMessage in
        isInMessage ? [] : [Frame(opcode: 10, payload: ping)]
      }
    },
    Mistake("ping.empty-pong/never", "no pong") { $0.pongs = { _, _ in [] } },
    Mistake("ping.empty-pong/ping", "a ping is answered with a ping") {
      $0.pongs = { ping, _ in [Frame(opcode: 9, payload: ping)] }
    },
  ]

  /// Mistakes of the closing handshake.
  static let closing = [
    Mistake("close.empty/zero", "a close frame without a code is answered with code 0") {
      $0.closeReply = { $0.isEmpty ? [0, 0] : Array($0.prefix(2)) }
    },
    Mistake("close.empty/crash", "a close frame without a code ends the program") {
      $0.closeReply = { [$0[0], $0[1]] }
    },
    Mistake("close.one-byte", "a body of one byte is accepted") {
      $0.checks.remove(.closeLength)
      $0.closeReply = { $0.count == 1 ? [] : Array($0.prefix(2)) }
    },
    unchecked("close.code-echo/accepted", "reserved codes are accepted, and echoed", .closeCode),
    Mistake("close.code-echo/sent", "1005 is sent for a close frame without a code") {
      $0.closeReply = { $0.isEmpty ? bigEndian(1005, 2) : Array($0.prefix(2)) }
    },
    Mistake("close.no-reply", "a close frame is not answered") {
      $0.closeReply = { _ in nil }
      $0.ending = .never
    },
    Mistake("close.no-reply/ended", "the connection is ended without a close frame") {
      $0.closeReply = { _ in nil }
    },
    Mistake("close.no-reply/farewell", "a message is sent after the close frame") {
      $0.farewell = [Frame(opcode: 1, payload: Array("Goodbye!".utf8))]
    },
    Mistake("close.no-reply/echo", "messages after the close frame are echoed") {
      $0.ending = .afterTheRest
    },
    Mistake("close.reason-cut/character", "the reason is cut within a character") {
      $0.closeReply = { Array(answer(to: $0).prefix(125)) }
    },
    Mistake("close.reason-cut/long", "a reason of over 123 bytes") {
      $0.closeReply = { answer(to: $0) }
    },
  ]

  /// A close frame's payload with something in front of the reason.
  private static func answer(to payload: [UInt8]) -> [UInt8] {
    payload.prefix(2) + (payload.isEmpty ? [] : Array("You said ".utf8)) + payload.dropFirst(2)
  }
}
