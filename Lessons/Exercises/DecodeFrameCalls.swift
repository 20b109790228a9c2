import LessonKit
import WebSocketProtocol

/// The bytes from which `decodeFrame` is asked to take a frame, from the simplest to the strangest.
enum DecodeFrameCalls {
  static let all: [[UInt8]] = whole + together + cut + huge + notAllowed + notAllowedYet + long

  private static let hello = frame(.text, Array("Hello".utf8))
  private static let ping = frame(.ping, [], key: 0x90b1_0dea)
  private static let medium = frame(.binary, counting(to: 126), key: 0x0102_0304)
  private static let largest = frame(.binary, counting(to: 65_536), key: 0xff80_017f)

  private static let whole: [[UInt8]] = [
    hello,
    frame(.binary, [0, 1, 2, 0xff], key: 0x0102_0304),
    frame(.text, []),
    frame(.text, Array("Hel".utf8), isFinal: false),
    frame(.continuation, Array("lo".utf8), key: 0x90b1_0dea),
    frame(.continuation, [], isFinal: false),
    frame(.close, [0x03, 0xe8] + Array("Bye".utf8)),
    ping,
    frame(.pong, Array("Hello".utf8)),
    frame(.ping, counting(to: 125)),
    medium,
    frame(.text, counting(to: 256), key: 0),
  ]

  private static let together: [[UInt8]] = [
    hello + ping, ping + hello, hello + hello.prefix(3), hello + [0xff], medium + hello,
    frame(.text, []) + hello,
  ]

  private static let cut: [[UInt8]] =
    cuts(of: hello, [0, 1, 2, 4, 6, 7, 10]) + cuts(of: ping, [3, 5])
    + cuts(of: medium, [2, 3, 4, 7, 8, 9, 133]) + cuts(of: largest, [2, 3, 9, 10, 13, 14, 200])

  private static func cuts(of frame: [UInt8], _ counts: [Int]) -> [[UInt8]] {
    counts.map { Array(frame.prefix($0)) }
  }

  /// Lengths that no one sends, but that anyone can declare.
  private static let huge = [
    "82 ff 00 00 00 01 00 00 00 02 37 fa 21 3d 36 f8",
    "82 ff 01 00 00 00 00 01 00 00 37 fa 21 3d 36 f8",
    "82 ff 7f ff ff ff ff ff ff ff 37 fa 21 3d 36 f8",
  ].compactMap { Hex.bytes($0) }

  /// Whole frames that break a rule.
  private static let notAllowed: [[UInt8]] = wrongFirstBytes + wrongHeaders

  private static let wrongFirstBytes: [[UInt8]] =
    ([0xc1, 0xa1, 0x91, 0xf1, 0x83, 0x87, 0x8b, 0x8f, 0x03] as [UInt8]).map { first in
      [first] + hello.dropFirst()
    }

  private static let wrongHeaders: [[UInt8]] = [
    fromServer("Hello") + fromServer("Hello"), fromServer("Hello"), [0x81, 0x00], [0x89, 0x00],
    frame(.ping, Array("Hello".utf8), isFinal: false),
    frame(.pong, [], isFinal: false),
    frame(.close, [], isFinal: false),
    frame(.ping, counting(to: 126)),
    frame(.close, [0x03, 0xe8] + counting(to: 130)),
    frame(.binary, Array("Hello".utf8), form: .sixteenBits),
    frame(.binary, counting(to: 125), form: .sixteenBits),
    frame(.binary, counting(to: 126), form: .sixtyFourBits),
  ]

  /// Frames that are not whole, and break a rule already.
  private static let notAllowedYet = [
    "c1", "a1", "91", "83", "8f", "09", "0a", "08", "81 05", "81 05 48", "81 7e", "82 7f 00",
    "89 fe", "8a ff", "88 fe 00 7e", "82 fe 00 05", "82 fe 00 7d 37 fa",
    "82 ff 00 00 00 00 00 00 00 7e", "82 ff 00 00 00 00 00 00 ff ff 37 fa 21 3d 36 f8",
    "82 ff 80 00 00 00 00 00 00 00", "82 ff ff ff ff ff ff ff ff ff 37 fa 21 3d 36 f8",
    "82 ff 80 00 00 00 00 00 00 02 37 fa 21 3d 36 f8",
  ].compactMap { Hex.bytes($0) }

  /// Frames with a length of 64 bits, last because they take long to compare.
  private static let long: [[UInt8]] = [largest, largest + hello]

  /// A frame from a client.
  static func frame(
    _ opcode: Opcode, _ payload: [UInt8], isFinal: Bool = true, key: UInt32 = 0x37fa_213d,
    form: LengthEncoding? = nil
  ) -> [UInt8] {
    let key = MaskingKey(rawValue: key)
    var masked = payload
    key.apply(to: &masked)
    let header = FrameHeader(
      isFinal: isFinal, opcode: opcode, maskingKey: key, payloadLength: UInt64(payload.count),
      lengthEncoding: form)
    return header.bytes + masked
  }

  private static func fromServer(_ text: String) -> [UInt8] {
    [0x81, UInt8(text.utf8.count)] + Array(text.utf8)
  }

  private static func counting(to count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0) }
  }
}
