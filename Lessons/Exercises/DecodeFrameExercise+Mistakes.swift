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

  // MARK: - Where the fields are

  private static let headers: [Mistake<Self>] = [
    Mistake(
      "frame.fixed-header",
      """
      You read the key from bytes 2 to 5. That is its place only in frames of up to 125 bytes: it comes \
      after the length, which has 0, 2 or 8 more bytes.
      """
    ) { $0.keyStart = { _ in 2 } },
    Mistake(
      "frame.fixed-header",
      """
      You took bytes 2 to 5 for the key, whatever the length is. 126 and 127 are signposts: the length is \
      in the next 2 or 8 bytes, and the key follows them.
      """
    ) { $0.readsSevenBitsOnly = true },
    Mistake(nil, "You read the key one byte too early: the length ends at 1 + its byteCount.") {
      $0.keyStart = { $0 }
    },
    Mistake(nil, "You read the key one byte too late: the length ends at 1 + its byteCount.") {
      $0.keyStart = { $0 + 2 }
    },
  ]

  // MARK: - Bytes that are not there

  private static let missingBytes: [Mistake<Self>] =
    missing("You read bytes that have not come yet.", [.empty, .one, .length, .key, .payload])
    + missing("You read bytes that have not come yet.", [.empty, .one, .key, .payload])
    + missing("You read the header before its bytes are there.", [.empty, .one, .length, .key])
    + missing("You read the header before its bytes are there.", [.empty, .one, .key])
    + missing("You read the first two bytes before they are there.", [.empty, .one])
    + missing("You read the second byte before it is there.", [.one])
    + missing("You read the first byte, and there may be none.", [.empty])
    + missing("You unwrapped the first byte, and there may be none.", [.empty], .unwrappedNil)
    + missing("You read the key before its bytes are there.", [.key])
    + missing("You read the key and the payload before they are there.", [.key, .payload])
    + missing("You read the payload before its bytes are there.", [.payload])
    + missing("You read the payload before its bytes are there.", [.payload], .range)
    + missing("You read the length before its bytes are there.", [.length])
    + missing("You read the length and the key before they are there.", [.length, .key])
    + missing(
      "You read what follows the first two bytes before it is there.", [.length, .key, .payload])
    + [
      threw([.empty, .one, .length, .key, .payload]), threw([.empty, .one]), threw([.one]),
      threw([.empty]), threw([.key, .payload]), threw([.key]), threw([.payload]),
      threw([.length, .key, .payload]), threw([.length, .key]), threw([.length]),
      threw([.empty, .one, .length, .key]),
    ]
    + [
      Mistake(
        "frame.one-read-one-frame",
        """
        You took what is there for the whole payload. A frame may come in several reads: return nil until \
        all its bytes are there.
        """
      ) { $0.shortPayload = nil }
    ]

  /// Where the bytes end.
  private enum Place { case empty, one, length, key, payload }

  private static func set(_ outcome: Outcome, _ places: Set<Place>, _ attempt: inout Self) {
    if places.contains(.empty) { attempt.empty = outcome }
    if places.contains(.one) { attempt.oneByte = outcome }
    if places.contains(.length) {
      attempt.shortLength = outcome
      attempt.length.short = { _, _ in outcome }
    }
    if places.contains(.key) { attempt.shortKey = outcome }
    if places.contains(.payload) { attempt.shortPayload = outcome }
  }

  /// A crash in these places; where one byte is there, with its rules checked before or not.
  private static func missing(
    _ sentence: String, _ places: Set<Place>, _ cause: Crash.Cause = .index
  ) -> [Mistake<Self>] {
    let words =
      "\(sentence) The stream may be cut anywhere: compare with `bytes.count`, and return nil."
    var mistakes = [
      Mistake<Self>("frame.short-header-read", words) { set(.crashed(cause), places, &$0) }
    ]
    if places.contains(.one) {
      mistakes.append(
        Mistake("frame.short-header-read", words) {
          set(.crashed(cause), places, &$0)
          $0.firstLook = .secondByte
        })
    }
    return mistakes
  }

  private static func threw(_ places: Set<Place>) -> Mistake<Self> {
    Mistake(
      nil,
      """
      You threw an error where bytes are missing. They can still come: return nil, and throw only for a \
      broken rule.
      """
    ) { set(.threw, places, &$0) }
  }

  // MARK: - Lengths that are too large

  private static let hugeLengths: [Mistake<Self>] = [
    Mistake(
      nil,
      """
      You added to a length of 2^63 − 1, and the sum does not fit into Int. Compare the length with \
      the number of bytes after the header.
      """
    ) { $0.tooLong = (UInt64(Int64.max) - 14, .crashed(.overflow)) },
    trusted(1 << 32), trusted(1 << 56),
    Mistake(nil, "You refused a length that is allowed. Wait for its bytes: return nil.") {
      $0.tooLong = (1 << 32, .threw)
    },
    Mistake(nil, "You refused a length that is allowed. Wait for its bytes: return nil.") {
      $0.tooLong = (1 << 56, .threw)
    },
    Mistake(nil, "You refused a length that is allowed. Wait for its bytes: return nil.") {
      $0.tooLong = (UInt64(Int64.max), .threw)
    },
  ]

  private static func trusted(_ minimum: UInt64) -> Mistake<Self> {
    Mistake(
      "length.trusted",
      """
      You made room for the length that a frame declares. Anyone can declare 2^63 − 1 bytes. Copy what is \
      there, and only when all of it is there.
      """
    ) { $0.tooLong = (minimum, .crashed(.memorySize)) }
  }

  // MARK: - What comes back

  private static let refusals: [Mistake<Self>] = [
    Mistake(
      nil,
      """
      You returned nil for a frame that is not allowed. nil asks for more bytes, and no more bytes can \
      make it right. Throw.
      """
    ) {
      $0.refusal = .returned([.nothing])
    },
    Mistake(nil, "You stopped the program at a frame that is not allowed. Throw instead.") {
      $0.refusal = .crashed(.ownCheck)
    },
  ]

  private static let rests: [Mistake<Self>] = [
    rest("You took everything that is there for the payload.", .inPayload),
    Mistake(
      "frame.one-read-one-frame",
      """
      You took everything that is there for the payload of one frame. A read may return less than a \
      frame, or more: the length says where the frame ends.
      """
    ) {
      $0.rest = .inPayload
      $0.shortPayload = nil
    },
    rest("You threw an error where more bytes follow the frame.", .refused),
    rest("You returned nil where more bytes follow the frame.", .waitedFor),
  ]

  private static func rest(_ sentence: String, _ rest: Rest) -> Mistake<Self> {
    Mistake(
      "frame.one-read-one-frame",
      "\(sentence) Other frames may follow: take the bytes of this one, and leave the rest."
    ) { $0.rest = rest }
  }

  private static let keys: [Mistake<Self>] = [
    Mistake(nil, "You returned no key. It is the four bytes before the payload.") {
      $0.returnedKey = { _ in [] }
    },
    Mistake(nil, "You returned the key in the wrong order. Its bytes stay as they came.") {
      $0.returnedKey = { $0.reversed() }
    },
  ]

  private static let payloads: [Mistake<Self>] = [
    Mistake(nil, "You took the mask off the payload. Return it as it came: lesson 3 unmasks it.") {
      $0.returnedPayload = { payload, key in
        var payload = payload
        if key.count == 4 { MaskingKey(key[0], key[1], key[2], key[3]).apply(to: &payload) }
        return payload
      }
    },
    Mistake(nil, "You returned an empty payload.") { $0.returnedPayload = { _, _ in [] } },
    Mistake(nil, "You put the key in front of the payload. It has a place of its own.") {
      $0.returnedPayload = { payload, key in key + payload }
    },
    Mistake(nil, "You left out the last byte of the payload.") {
      $0.returnedPayload = { payload, _ in payload.dropLast() }
    },
    Mistake(nil, "You left out the first byte of the payload.") {
      $0.returnedPayload = { payload, _ in Array(payload.dropFirst()) }
    },
  ]

  private static let byteCounts: [Mistake<Self>] = [
    byteCount("You counted the payload only.") { $0.payload },
    byteCount("You counted the header only.") { $0.header },
    byteCount("You counted all bytes that are there, also those of the next frame.") {
      $0.available
    },
    byteCount("You did not count the key.") { $0.header + $0.payload - 4 },
    byteCount("You counted six bytes for every header.") { 6 + $0.payload },
    byteCount("You counted two bytes for every header.") { 2 + $0.payload },
    byteCount("You did not count the first byte.") { $0.header + $0.payload - 1 },
    byteCount("You counted one byte too many.") { $0.header + $0.payload + 1 },
    byteCount("You counted the first two bytes twice.") { $0.header + $0.payload + 2 },
    byteCount("You counted the bytes that are left over.") {
      $0.available - $0.header - $0.payload
    },
  ]

  private static func byteCount(
    _ sentence: String, _ count: @escaping @Sendable (Counts) -> Int
  ) -> Mistake<Self> {
    Mistake(
      nil, "\(sentence) byteCount is the whole frame: the next one begins there."
    ) { $0.byteCount = count }
  }
}
