import LessonKit
import WebSocketProtocol

extension DecodeFrameAttempt {
  static let parts: [[Mistake<Self>]] = [
    firstBytes, reservedBits, opcodes, controls, limits, masks, looks, headers, lengths, minimums,
    topBits, missingBytes, hugeLengths, refusals, rests, keys, payloads, byteCounts,
  ]

  // MARK: - The first byte

  private static let firstBytes: [Mistake<Self>] =
    [
      Mistake("bits.order", wrongEnd) {
        $0.fin = { $0 & 1 != 0 }
        $0.opcode = { $0 >> 4 }
      },
      Mistake("bits.order", wrongEnd) {
        $0.returnedFIN = { $0 & 1 != 0 }
        $0.returnedOpcode = { $0 >> 4 }
      },
    ]
    + fin("bits.order", "You read FIN from the last bit. It is the first one, worth 128.") {
      $0 & 1 != 0
    }
    + opcode(
      "bits.order",
      "You read the opcode from the upper four bits. It is the lower four: AND with 15."
    ) { $0 >> 4 }
    + fin(
      "bits.no-padding",
      """
      You read FIN from a text of binary digits without its leading zeros. Where FIN is 0, the first \
      digit is another bit. Use `first & 0b1000_0000`.
      """
    ) { String($0, radix: 2).first == "1" }
    + opcode(nil, "You left FIN in the opcode. Keep only the lower four bits: AND with 15.") { $0 }
    + opcode(nil, "You kept three bits of the opcode. It has four: AND with 15.") { $0 & 7 }
    + fin("frame.fin-ignored", "You returned true for FIN always. It is the first bit.") { _ in
      true
    }
    + [
      Mistake(nil, "FIN is the wrong way round: it is true where the first bit is 1.") {
        $0.returnedFIN = { $0 & 0x80 == 0 }
      }
    ]

  private static let wrongEnd = """
    You counted the bits from the wrong end. Bit 0 is the most significant one: FIN is worth 128, and \
    the opcode is the lower four bits.
    """

  /// A wrong FIN, in the checks as well as in the result, and in the result alone.
  private static func fin(
    _ id: String?, _ sentence: String, _ read: @escaping @Sendable (UInt8) -> Bool
  ) -> [Mistake<Self>] {
    [
      Mistake(id, sentence) { $0.fin = read },
      Mistake(id, sentence) { $0.returnedFIN = read },
    ]
  }

  /// A wrong opcode, in the checks as well as in the result, and in the result alone.
  private static func opcode(
    _ id: String?, _ sentence: String, _ read: @escaping @Sendable (UInt8) -> UInt8
  ) -> [Mistake<Self>] {
    [
      Mistake(id, sentence) { $0.opcode = read },
      Mistake(id, sentence) { $0.returnedOpcode = read },
    ]
  }

  private static let reservedBits: [Mistake<Self>] = [
    reserved("You accepted frames with reserved bits.", 0),
    reserved("You checked RSV1 only. RSV2 and RSV3 are reserved too.", 0x40),
    reserved("You did not check RSV3.", 0x60),
    reserved("You checked RSV3 only. RSV1 and RSV2 are reserved too.", 0x10),
    reserved("You did not check RSV1.", 0x30),
  ]

  private static func reserved(_ sentence: String, _ bits: UInt8) -> Mistake<Self> {
    Mistake(
      "frame.rsv-ignored",
      "\(sentence) §5.2: all three must be 0 if no extension uses them. Throw if one is 1."
    ) { $0.refusedBits = bits }
  }

  private static let opcodes: [Mistake<Self>] = [
    known("You accepted every opcode.") { _ in true },
    known("You accepted 3 to 7.") { $0 <= 10 },
    known("You accepted 11 to 15.") { $0 < 3 || $0 > 7 },
    Mistake(nil, "You refused the opcode 0. It is a continuation frame.") {
      $0.isKnown = { [1, 2, 8, 9, 10].contains($0) }
    },
    Mistake(nil, "You refused the opcode 10. It is a pong.") {
      $0.isKnown = { [0, 1, 2, 8, 9].contains($0) }
    },
    Mistake(nil, "You refused control frames. Opcodes 8, 9 and 10 are known too.") {
      $0.isKnown = { $0 < 3 }
    },
    Mistake(nil, "You refused everything but text and binary frames.") {
      $0.isKnown = { $0 == 1 || $0 == 2 }
    },
  ]

  private static func known(
    _ sentence: String, _ isKnown: @escaping @Sendable (UInt8) -> Bool
  ) -> Mistake<Self> {
    Mistake(
      "frame.opcode-ignored",
      "\(sentence) §5.2: only 0, 1, 2, 8, 9 and 10 are defined. Throw for the others."
    ) { $0.isKnown = isKnown }
  }

  // MARK: - Control frames

  private static let controls: [Mistake<Self>] = [
    Mistake(
      "control.fragmented",
      """
      You treated control frames like the others. §5.5: they are not fragmented, and have at most 125 \
      bytes.
      """
    ) {
      $0.needsFIN = { _ in false }
      $0.isLimited = { _ in false }
    },
    Mistake(
      "control.fragmented",
      "You accepted a control frame without FIN. §5.5: control frames are not fragmented."
    ) { $0.needsFIN = { _ in false } },
    Mistake(nil, "You refused every frame without FIN. Data frames may be fragments.") {
      $0.needsFIN = { _ in true }
    },
    Mistake(nil, "You did not take 8, close, for a control frame. They are 8, 9 and 10.") {
      $0.isControl = { $0 > 8 }
    },
    Mistake(nil, "You took only 8, close, for a control frame. They are 8, 9 and 10.") {
      $0.isControl = { $0 == 8 }
    },
    Mistake(nil, "You took only 8 and 9 for control frames. 10, pong, is one too.") {
      $0.isControl = { $0 == 8 || $0 == 9 }
    },
    Mistake(nil, "You took only 9, ping, for a control frame. They are 8, 9 and 10.") {
      $0.isControl = { $0 == 9 }
    },
  ]

  private static let limits: [Mistake<Self>] = [
    Mistake(
      "control.too-long",
      "You accepted a control frame of more than 125 bytes. §5.5: throw for it."
    ) { $0.isLimited = { _ in false } },
    Mistake("control.too-long", "You accepted 126 in a control frame. 125 is the largest length.") {
      $0.longestControl = 126
    },
    Mistake("control.too-long", "You refused a control frame of 125 bytes, which is allowed.") {
      $0.longestControl = 124
    },
    Mistake(nil, "You refused data frames of more than 125 bytes. The limit is for control frames.")
    {
      $0.isLimited = { _ in true }
    },
  ]

  // MARK: - MASK

  private static let masks: [Mistake<Self>] = [
    unmasked { $0.unmasked = .accepted },
    unmasked { $0.unmasked = .readWithKey },
    Mistake(
      "bits.no-padding",
      """
      You read MASK from a text of binary digits without its leading zeros. 5 is then 101, and begins \
      with 1. Use `second & 0b1000_0000`.
      """
    ) { $0.isMasked = { String($0, radix: 2).first == "1" } },
    Mistake("bits.order", "You read MASK from the last bit. It is the first one, worth 128.") {
      $0.isMasked = { $0 & 1 != 0 }
    },
    Mistake(nil, "MASK is the wrong way round: a client's frame has a 1 there.") {
      $0.isMasked = { $0 & 0x80 == 0 }
    },
  ]

  private static func unmasked(_ make: @escaping @Sendable (inout Self) -> Void) -> Mistake<Self> {
    Mistake(
      "mask.unmasked-accepted",
      "You accepted a frame that is not masked. §5.1: a server must close the connection. Throw.",
      make: make)
  }

  // MARK: - When

  private static let looks: [Mistake<Self>] = [
    Mistake(
      nil,
      "You looked at the first byte when the second was there too. Throw as soon as a rule is broken."
    ) { $0.firstLook = .secondByte },
    Mistake(
      nil, "You looked at MASK after the whole length. It is in the second byte: throw at once."
    ) { $0.unmasked = .refusedAfterLength },
    Mistake("control.too-long", lateLimit) { $0.comparesWholeLength = true },
    Mistake(
      "control.too-long",
      """
      You looked at the first byte when the second was there too, and at the length of a control frame \
      when all of it was there. Throw as soon as a rule is broken: 126 in the seven bits is too long.
      """
    ) {
      $0.comparesWholeLength = true
      $0.firstLook = .secondByte
    },
    Mistake(
      nil,
      """
      You waited for six bytes before you looked at the first. Each byte can show that a frame is not \
      allowed: throw as soon as a rule is broken.
      """
    ) { $0.fewestBytes = 6 },
    Mistake(
      nil,
      """
      You waited for the whole header before you looked at it. Each byte can show that a frame is not \
      allowed: throw as soon as a rule is broken.
      """
    ) { $0.firstLook = .header },
    Mistake(
      nil,
      """
      You waited for the whole frame before you looked at it. The header shows that it is not allowed, \
      and the rest may never come: throw as soon as a rule is broken.
      """
    ) { $0.firstLook = .frame },
  ]

  private static let lateLimit = """
    You waited for the whole length of a control frame. 126 or 127 in the seven bits says already that \
    it is too long.
    """

  // MARK: - The length

  private static let lengths: [Mistake<Self>] = [
    length(
      "length.little-endian",
      "You read the length with the least significant byte first. The most significant one is first."
    ) {
      $0.readShort = DecodeLengthAttempt.littleEndian
      $0.readLong = DecodeLengthAttempt.littleEndian
    },
    length(
      "length.little-endian",
      "You read the two bytes of the length in the wrong order. The most significant one is first."
    ) { $0.readShort = DecodeLengthAttempt.littleEndian },
    length(
      "length.little-endian",
      "You read the eight bytes of the length in the wrong order. The most significant one is first."
    ) { $0.readLong = DecodeLengthAttempt.littleEndian },
    length("length.seven-bytes", "You read seven bytes of length after 127. There are eight.") {
      $0.longByteCount = 7
    },
    length(
      "length.low-32",
      """
      You kept only the lower half of the 64 bits. What is dropped of a length becomes the next frame, \
      and its sender chose those bytes.
      """
    ) {
      $0.readLong = { DecodeLengthAttempt.bigEndian($0.suffix(4)) }
      $0.sixtyFourBitMinimum = 0
    },
    length(nil, "You left the MASK bit in the length. It is worth 128. Remove it first.") {
      $0.smallLength = { first, _ in UInt64(first) }
    },
    Mistake(
      nil,
      "You gave `decodeLength` the first byte of the frame. It begins with the second, with MASK."
    ) { $0.lengthStart = 0 },
  ]

  private static let minimums: [Mistake<Self>] = [
    nonMinimal("You accepted a length in a longer form than it needs.", 0, 0),
    nonMinimal("You accepted a length in two bytes that fits in seven bits.", 0, 65_536),
    nonMinimal("You accepted a length in eight bytes that fits in two.", 126, 0),
  ]

  private static let topBits: [Mistake<Self>] = [
    length(
      nil,
      "You accepted 64 bits that begin with 1. §5.2: the first one must be 0. Throw for such a length."
    ) { $0.topBit = nil },
    length(nil, "You converted a length above 2^63 − 1 to Int. Throw before you convert it.") {
      $0.topBit = .crashed(.tooLarge)
    },
    Mistake(
      nil, "You returned nil for a length that is not allowed. More bytes cannot mend it: throw."
    ) { $0.length.refusal = .returned([.nothing]) },
  ]

  private static func length(
    _ id: String?, _ sentence: String,
    _ make: @escaping @Sendable (inout DecodeLengthAttempt) -> Void
  ) -> Mistake<Self> {
    Mistake(id, sentence) { make(&$0.length) }
  }

  private static func nonMinimal(
    _ sentence: String, _ sixteen: UInt64, _ sixtyFour: UInt64
  ) -> Mistake<Self> {
    length("length.non-minimal", "\(sentence) §5.2: the shortest form must be used. Throw.") {
      $0.sixteenBitMinimum = sixteen
      $0.sixtyFourBitMinimum = sixtyFour
    }
  }
}
