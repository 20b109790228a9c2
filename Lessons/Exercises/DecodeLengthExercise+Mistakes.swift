import LessonKit

extension DecodeLengthAttempt {
  static let parts: [[Mistake<Self>]] = [
    starts, masks, shortNumbers, longNumbers, minimums, topBits, refusals, shortReads, counts,
    rests,
  ]

  private static let starts: [Mistake<Self>] = [
    Mistake(nil, "You took 126 for a length. It says that the length is in the next two bytes.") {
      $0.largestSmall = 126
    },
    Mistake(
      nil,
      """
      You took 126 and 127 for lengths. They say that the length is in the next two or eight bytes.
      """
    ) { $0.largestSmall = 127 },
    Mistake(nil, "You exchanged 126 and 127. 126 announces two bytes, 127 eight.") {
      $0.signposts = (127, 126)
    },
    Mistake(nil, "You read all bytes that come after the first one. The length has two or eight.") {
      $0.numberBytes = { bytes, _ in bytes.dropFirst() }
    },
    Mistake(nil, "You read all bytes that there are. The length begins at byte 1.") {
      $0.numberBytes = { bytes, _ in bytes[...] }
    },
    Mistake(nil, "You read from byte 0. The length begins at byte 1.") {
      $0.numberBytes = { bytes, count in bytes[0...count] }
    },
    Mistake(
      nil, "You took the first byte for FIN and the opcode. You are given the bytes from MASK on."
    ) {
      $0.start = 1
    },
  ]

  private static let maskIsLeft = """
    You left the MASK bit in the length. It is the first bit of that byte, worth 128. Remove it before \
    you compare the other seven bits, or return them.
    """

  private static let padding = """
    You read the bits from a text of binary digits without its leading zeros. The first digit is MASK \
    only if there are eight of them.
    """

  private static let masks: [Mistake<Self>] = [
    Mistake(nil, maskIsLeft) { $0.sevenBits = { $0 } },
    Mistake(nil, "You subtracted 128, but MASK may be 0. Keep the lower seven bits: `& 0x7f`.") {
      $0.sevenBits = { $0 < 128 ? nil : $0 - 128 }
      $0.sevenBitsCrash = .overflow
    },
    Mistake(nil, maskIsLeft) { $0.sevenBits = { min($0, 127) } },
    Mistake(nil, maskIsLeft) { $0.smallLength = { first, _ in UInt64(first) } },
    Mistake("bits.no-padding", padding) {
      $0.sevenBits = { UInt8(String($0, radix: 2).dropFirst(), radix: 2) ?? 0 }
    },
    Mistake("bits.no-padding", padding) {
      $0.sevenBits = { UInt8(String($0, radix: 2).dropFirst(), radix: 2) }
    },
    Mistake("bits.order", "You removed the last bit of the byte. MASK is the first bit, worth 128.")
    {
      $0.sevenBits = { $0 >> 1 }
    },
    Mistake(nil, "You kept six bits of the length. There are seven: AND with 0b0111_1111.") {
      $0.sevenBits = { $0 & 0x3f }
    },
    Mistake(nil, "You added up MASK and the length. AND the byte with 0b0111_1111.") {
      $0.sevenBits = { $0 | 0x80 }
    },

  ]

  private static let shortNumbers: [Mistake<Self>] = [
    Mistake("length.little-endian", "You read the bytes of the length\(leastFirst)") {
      $0.readShort = littleEndian
      $0.readLong = littleEndian
    },
    Mistake(nil, "You added the bytes of the length. Each byte is worth 256 times the next.") {
      $0.readShort = { $0.reduce(0) { $0 + UInt64($1) } }
      $0.readLong = { $0.reduce(0) { $0 + UInt64($1) } }
    },
    Mistake("length.little-endian", "You read the two bytes of the length\(leastFirst)") {
      $0.readShort = littleEndian
    },
    Mistake(
      nil,
      """
      You shifted a UInt8 by 8 bits, and nothing of it is left. Convert the byte first: \
      `UInt64(bytes[1]) << 8`.
      """
    ) { $0.readShort = { UInt64($0.last ?? 0) } },
    Mistake(nil, "You read only the first of the two bytes. It counts 256 times the other.") {
      $0.readShort = { UInt64($0.first ?? 0) }
    },
    Mistake(nil, "You multiplied by 255. A byte has 256 values: each is worth 256 times the next.")
    {
      $0.readShort = { $0.reduce(0) { $0 &* 255 &+ UInt64($1) } }
    },

  ]

  private static let longNumbers: [Mistake<Self>] =
    [
      Mistake("length.little-endian", "You read the eight bytes of the length\(leastFirst)") {
        $0.readLong = littleEndian
      }
    ]
    + longNumber(
      "length.bits-for-bytes",
      "You read four bytes of length after 127. It announces 64 bits, which are eight bytes."
    ) { $0.longByteCount = 4 }
    + longNumber(
      "length.bits-for-bytes",
      "You read two bytes of length after 127. It announces 64 bits, which are eight bytes."
    ) { $0.longByteCount = 2 }
    + longNumber(
      "length.seven-bytes",
      "You read seven bytes of length after 127. It announces 64 bits, which are eight bytes."
    ) { $0.longByteCount = 7 }
    + longNumber(
      "length.seven-bytes",
      "You read seven of the eight bytes after 127. The range `1..<8` ends before 8: write `1...8`."
    ) { $0.readLong = { bigEndian($0.dropLast()) } }
    + longNumber(
      "length.seven-bytes",
      "You read the last seven of the eight bytes after 127. They begin at byte 1."
    ) { $0.readLong = { bigEndian($0.dropFirst()) } }
    + longNumber(
      "length.low-32",
      """
      You kept only the lower half of the 64 bits. A length may need all eight bytes. If four of them \
      are dropped, the rest of the payload is read as the next frame.
      """
    ) { $0.readLong = { bigEndian($0.suffix(4)) } }

  /// A number that is too small, whether or not it is then refused as not the shortest form.
  private static func longNumber(
    _ id: String, _ sentence: String, _ make: @escaping @Sendable (inout Self) -> Void
  ) -> [Mistake<Self>] {
    [
      Mistake(id, sentence, make: make),
      Mistake(id, sentence) {
        make(&$0)
        $0.sixtyFourBitMinimum = 0
      },
    ]
  }

  private static let leastFirst = """
     with the least significant byte first, as your processor keeps them. In network byte order, the \
    most significant byte comes first.
    """

  private static let minimums: [Mistake<Self>] = [
    minimum("You accepted a length in a longer form than it needs.", 0, 0),
    minimum("You accepted a length in two bytes that fits in seven bits.", 0, 65_536),
    minimum("You accepted a length in eight bytes that fits in two.", 126, 0),
    minimum("You accepted a length in eight bytes that fits in two.", 126, 126),
    boundary("You refused 126 in two bytes. It is the first length that needs them.", 127, 65_536),
    boundary("You accepted 125 in two bytes. Seven bits hold it.", 125, 65_536),
    boundary("You refused 127 in two bytes. 126 is the first length that needs them.", 128, 65_536),
    boundary(
      "You refused 65,536 in eight bytes. It is the first length that needs them.", 126, 65_537),
    boundary("You accepted 65,535 in eight bytes. Two bytes hold it.", 126, 65_535),
  ]

  private static func minimum(
    _ sentence: String, _ sixteen: UInt64, _ sixtyFour: UInt64
  ) -> Mistake<Self> {
    Mistake(
      "length.non-minimal",
      "\(sentence) §5.2: the minimal number of bytes must be used. Throw for any other form."
    ) {
      $0.sixteenBitMinimum = sixteen
      $0.sixtyFourBitMinimum = sixtyFour
    }
  }

  private static func boundary(
    _ sentence: String, _ sixteen: UInt64, _ sixtyFour: UInt64
  ) -> Mistake<Self> {
    Mistake("length.boundaries", sentence) {
      $0.sixteenBitMinimum = sixteen
      $0.sixtyFourBitMinimum = sixtyFour
    }
  }

  private static let topBits: [Mistake<Self>] = [
    Mistake(
      nil,
      "You accepted 64 bits that begin with 1. §5.2: the first one must be 0. Throw for such a length."
    ) { $0.topBit = nil },
    Mistake(
      nil,
      """
      You converted a length above 2^63 − 1 to Int, where it does not fit. Its first bit must be 0: \
      throw before you convert it.
      """
    ) { $0.topBit = .crashed(.tooLarge) },
    Mistake(
      nil, "You refused 2^63 − 1. It is the largest length that is allowed: its first bit is 0."
    ) {
      $0.readLong = { bytes in
        let length = bigEndian(bytes)
        return length == UInt64(Int64.max) ? .max : length
      }
    },
  ]

  private static let refusals: [Mistake<Self>] = [
    Mistake(
      nil,
      """
      You returned nil for a length that is not allowed. nil asks for more bytes, and no more bytes can \
      make this one right. Throw the error.
      """
    ) { $0.refusal = .returned([.nothing]) },
    Mistake(
      nil, "You stopped the program at a length that is not allowed. Throw the error instead."
    ) {
      $0.refusal = .crashed(.ownCheck)
    },

  ]

  private static let shortReads: [Mistake<Self>] = [
    shortRead {
      $0.empty = .crashed(.index)
      $0.short = { _, _ in .crashed(.index) }
    },
    shortRead { $0.short = { _, _ in .crashed(.index) } },
    shortRead { $0.empty = .crashed(.index) },
    shortRead { $0.empty = .crashed(.unwrappedNil) },
    shortRead {
      // A slice up to the end of the length.
      $0.short = { _, _ in .crashed(.index) }
      $0.empty = .crashed(.unwrappedNil)
    },
    shortRead { $0.short = { _, seven in .returned([.number(UInt64(seven)), .number(1)]) } },
    shortRead {
      $0.short = { bytes, seven in
        .returned([.number(bigEndian(bytes.dropFirst())), .number(seven == 126 ? 3 : 9)])
      }
    },
    shortRead {
      $0.shortMayCrash = true
      $0.short = { bytes, _ in bytes.count > 1 ? .crashed(.index) : .returned([.nothing]) }
    },
    Mistake("frame.short-header-read", threwWhenShort) {
      $0.empty = .threw
      $0.short = { _, _ in .threw }
    },
    Mistake("frame.short-header-read", threwWhenShort) { $0.short = { _, _ in .threw } },
    Mistake("frame.short-header-read", threwWhenShort) { $0.empty = .threw },
    Mistake("frame.short-header-read", "You returned 0 where no byte is there. Return nil.") {
      $0.empty = .returned([.number(0), .number(0)])
    },
    Mistake("frame.short-header-read", "You returned 0 where bytes are missing. Return nil.") {
      $0.empty = .returned([.number(0), .number(0)])
      $0.short = { _, _ in .returned([.number(0), .number(0)]) }
    },

  ]

  private static let threwWhenShort = """
    You threw an error where bytes are missing. More bytes can still come: return nil, and throw only \
    for a length that is not allowed.
    """

  private static func shortRead(_ make: @escaping @Sendable (inout Self) -> Void) -> Mistake<Self> {
    Mistake(
      "frame.short-header-read",
      """
      You read bytes that have not come yet. A frame may be cut anywhere. Before you read a byte, check \
      that it is there, and return nil if it is not.
      """, make: make)
  }

  private static let counts: [Mistake<Self>] = [
    count("You left out the byte with MASK and the seven bits.") { count, _, _ in count - 1 },
    count("You counted only the bytes after the byte with MASK. That byte is part of it.") {
      count, _, _ in max(1, count - 1)
    },
    count("You counted the first byte of the frame too. What you are given begins with MASK.") {
      count, _, _ in count + 1
    },
    count("You counted the masking key too. It comes after the length.") { count, first, _ in
      first >= 0x80 ? count + 4 : count
    },
    count("You returned the number of all bytes that you are given.") { _, _, all in all },
    count("You returned 1 for every form.") { _, _, _ in 1 },
    count("You returned 0 for every form.") { _, _, _ in 0 },
    count("You returned 2 for the form of one byte.") { count, _, _ in count == 1 ? 2 : count },
    count("You returned 0 for the form of one byte.") { count, _, _ in count == 1 ? 0 : count },

  ]

  private static func count(
    _ sentence: String, _ byteCount: @escaping @Sendable (Int, UInt8, Int) -> Int
  ) -> Mistake<Self> {
    Mistake(nil, "\(sentence) byteCount is 1, 3 or 9.") { $0.byteCount = byteCount }
  }

  private static let rests: [Mistake<Self>] = [
    Mistake(
      nil, "You asked for three bytes in the form of one byte. Up to 125, one byte is enough."
    ) {
      $0.smallByteCount = 3
    },
    Mistake(
      nil, "You asked for one byte more than the length needs. It may end with the last byte."
    ) {
      $0.moreNeeded = 1
    },
    Mistake(nil, "You returned nil when more bytes follow the length. Ignore them.") {
      $0.rest = .returned([.nothing])
    },
    Mistake(nil, "You returned nil when more bytes follow the length. Ignore them.") {
      $0.rest = .returned([.nothing])
      $0.restIsCheckedInSmallForm = false
    },
    Mistake(nil, "You threw an error when more bytes follow the length. Ignore them.") {
      $0.rest = .threw
    },

  ]
}
