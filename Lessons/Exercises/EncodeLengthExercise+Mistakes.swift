import LessonKit

extension EncodeLengthAttempt {
  static let parts: [[Mistake<Self>]] = [
    sevenBits, sixteenBits, shortForms, longForms, signposts, masks, maskBits, maximums, refusals,
    crashes, ends,
  ]

  private static let sevenBits: [Mistake<Self>] =
    [
      Mistake(
        "length.bits-for-bytes",
        "You wrote 126 and two bytes for every length. Up to 125, the seven bits hold the length."
      ) {
        $0.sevenBitMaximum = nil
        $0.sixteenBitMaximum = .max
      },
      Mistake(
        "length.bits-for-bytes",
        "You wrote every length into the seven bits. They hold 0 to 125."
      ) { $0.sevenBitMaximum = .max },
      Mistake(
        "length.non-minimal",
        """
        You wrote eight bytes for every length. §5.2: the minimal number of bytes must be used. Up to \
        125, the seven bits are enough, and up to 65,535, two bytes.
        """
      ) {
        $0.sevenBitMaximum = nil
        $0.sixteenBitMaximum = nil
      },
      Mistake(
        "length.non-minimal",
        """
        You wrote two bytes where the seven bits are enough. §5.2: the minimal number of bytes must be \
        used. Up to 125, the seven bits hold the length.
        """
      ) { $0.sevenBitMaximum = nil },
    ]
    + [
      (124, "Seven bits hold 0 to 125, so the length 125 still fits."),
      (126, "Seven bits hold 0 to 125. 126 is not a length: it announces two more bytes."),
      (127, "Seven bits hold 0 to 125. 126 and 127 are not lengths: they announce more bytes."),
      (128, "Seven bits hold 0 to 125. 126 and 127 announce more bytes, and 128 is the MASK bit."),
      (255, "Seven bits hold 0 to 125. 126 and 127 announce more bytes, and 128 is the MASK bit."),
    ].map { maximum, sentence in
      boundary(sentence) { $0.sevenBitMaximum = maximum }
    }

  private static let sixteenBits: [Mistake<Self>] =
    [
      Mistake(
        "length.bits-for-bytes",
        """
        You wrote 126 and two bytes for every length above 125. Two bytes hold 16 bits, 0 to 65,535. A \
        longer length needs 127 and eight bytes.
        """
      ) { $0.sixteenBitMaximum = .max },
      Mistake(
        "length.non-minimal",
        """
        You wrote eight bytes where two are enough. §5.2: the minimal number of bytes must be used. Up to \
        65,535, that is two.
        """
      ) { $0.sixteenBitMaximum = nil },
    ]
    + [
      (65_534, "Two bytes hold up to 65,535, so that length still fits."),
      (65_536, "Two bytes hold up to 65,535. The length 65,536 needs the long form."),
      (32_767, "Two bytes hold up to 65,535, because the number has no sign."),
      (32_768, "Two bytes hold up to 65,535."),
      (255, "Two bytes hold up to 65,535, not only one byte's 255."),
      (65_537, "Two bytes hold up to 65,535. Longer lengths need the long form."),
    ].map { maximum, sentence in
      boundary(sentence) { $0.sixteenBitMaximum = maximum }
    }

  private static func boundary(
    _ sentence: String, _ make: @escaping @Sendable (inout Self) -> Void
  ) -> Mistake<Self> {
    Mistake("length.boundaries", "The end of a form is in the wrong place. \(sentence)", make: make)
  }

  private static let shortForms: [Mistake<Self>] = [
    Mistake("length.little-endian", "You wrote the bytes of the length\(littleEndian)") {
      $0.writeShort = { bigEndian($0, 2).reversed() }
      $0.writeLong = { bigEndian($0, 8).reversed() }
    },
    Mistake("length.little-endian", "You wrote the two bytes of the length\(littleEndian)") {
      $0.writeShort = { bigEndian($0, 2).reversed() }
    },
    Mistake(nil, "You divided by 255. A byte has 256 values: divide by 256.") {
      $0.writeShort = { $0 / 255 > 255 ? nil : [UInt8($0 / 255), UInt8($0 % 255)] }
    },
    Mistake(
      nil,
      """
      You converted a length above 255 to UInt8. Keep its lowest eight bits: `UInt8(length & 0xff)`.
      """
    ) { $0.writeShort = { $0 > 255 ? nil : [0, UInt8($0)] } },
    Mistake(nil, "You left out the first byte of the two: it is 0. It is `length >> 8`.") {
      $0.writeShort = { [0, UInt8(truncatingIfNeeded: $0)] }
    },
    Mistake(nil, "You wrote the low byte twice. `length >> 8` is the byte before it.") {
      $0.writeShort = { Array(repeating: UInt8(truncatingIfNeeded: $0), count: 2) }
    },

    Mistake("length.bits-for-bytes", "You wrote 126 and one byte. 126 announces two bytes.") {
      $0.writeShort = { bigEndian($0, 1) }
    },
    Mistake("length.bits-for-bytes", "You wrote 126 and one byte. 126 announces two bytes.") {
      $0.writeShort = { $0 > 255 ? nil : [UInt8($0)] }
    },
    Mistake(
      nil, "You subtracted 126 from the length. After 126, the two bytes are the whole length."
    ) {
      $0.writeShort = { bigEndian($0 &- 126, 2) }
    },
  ]

  private static let longForms: [Mistake<Self>] = [
    Mistake("length.little-endian", "You wrote the eight bytes of the length\(littleEndian)") {
      $0.writeLong = { bigEndian($0, 8).reversed() }
    },
    Mistake(
      "length.bits-for-bytes",
      "You wrote 127 and four bytes. 127 announces 64 bits, which are eight bytes."
    ) { $0.writeLong = { bigEndian($0, 4) } },
    Mistake(
      "length.seven-bytes",
      "You wrote 127 and seven bytes. 127 announces 64 bits, which are eight bytes."
    ) { $0.writeLong = { bigEndian($0, 7) } },
    Mistake(
      nil, "You wrote 127 and two bytes. 127 announces 64 bits, which are eight bytes."
    ) { $0.writeLong = { bigEndian($0, 2) } },
    Mistake(
      "length.low-32",
      "You wrote only the lower half of the 64 bits, and zeros before it. Write all eight bytes."
    ) { $0.writeLong = { bigEndian($0 & 0xffff_ffff, 8) } },
  ]

  private static let littleEndian = """
     with the least significant byte first, as your processor keeps them. In network byte order, the \
    most significant byte comes first.
    """

  private static let signposts: [Mistake<Self>] = [
    Mistake(nil, "You exchanged 126 and 127. 126 announces two bytes, 127 eight.") {
      $0.signposts = (127, 126)
    },
    Mistake(nil, "You wrote 126 before eight bytes. 127 announces eight bytes.") {
      $0.signposts = (126, 126)
    },
    Mistake(nil, "You wrote 127 before two bytes. 126 announces two bytes.") {
      $0.signposts = (127, 127)
    },
  ]

  private static let masks: [Mistake<Self>] = [
    mask("You never set MASK. It is the first bit, in every form.") { _, _ in false },
    mask("You always set MASK. It is 1 only where the frame is masked.") { _, _ in true },
    mask("You set MASK where the frame is not masked, and not where it is.") { !$1 },
    mask("You set MASK only in the form of one byte. It is the first bit, also before 126 and 127.")
    {
      $1 && $0 <= 125
    },
    mask("You set MASK only with 126 and 127. It is the first bit, also in the form of one byte.") {
      $1 && $0 > 125
    },
    mask("You did not set MASK with 127. It is the first bit, in every form.") {
      $1 && $0 <= 65_535
    },
    mask("You did not set MASK with 126. It is the first bit, in every form.") {
      $1 && !(126...65_535).contains($0)
    },
  ]

  private static func mask(
    _ sentence: String, _ isMasked: @escaping @Sendable (UInt64, Bool) -> Bool
  ) -> Mistake<Self> {
    Mistake(nil, sentence) { $0.isMasked = isMasked }
  }

  private static let maskBits: [Mistake<Self>] = [
    Mistake("bits.order", "You set the last bit for MASK. It is the first bit, worth 128.") {
      $0.maskBit = 0x01
    },
    Mistake(nil, "You set the second bit for MASK. It is the first bit, worth 128.") {
      $0.maskBit = 0x40
    },

  ]

  private static let maximums: [Mistake<Self>] = [
    Mistake(
      nil,
      """
      You did not refuse a length above 2^63 − 1. The first of its 64 bits would be 1, and §5.2 asks \
      for a 0. Throw for such a length.
      """
    ) { $0.maximum = nil },
    Mistake(
      nil, "You refused 2^63 − 1, the largest length that is allowed. Its first bit is 0."
    ) { $0.maximum = UInt64(Int64.max) - 1 },
    Mistake(nil, "You refused every length above 65,535. Eight bytes hold lengths up to 2^63 − 1.")
    {
      $0.maximum = 65_535
    },
    Mistake(nil, "You refused lengths that need more than four bytes. The limit is 2^63 − 1.") {
      $0.maximum = UInt64(UInt32.max)
    },
  ]

  private static let refusals: [Mistake<Self>] = [
    Mistake(
      nil, "You returned an empty array for a length above 2^63 − 1. Throw the error instead."
    ) {
      $0.tooLong = .bytes([])
    },
    Mistake(nil, "You stopped the program for a length above 2^63 − 1. Throw the error instead.") {
      $0.tooLong = .crashed(.ownCheck)
    },
    Mistake(nil, "You converted the length to Int, which ends at 2^63 − 1. Throw before you do so.")
    {
      $0.tooLong = .crashed(.tooLarge)
    },
  ]

  private static let crashes: [Mistake<Self>] = [
    Mistake(nil, "You converted the length to UInt8, which holds 0 to 255.") {
      $0.crash = (256, .tooLarge)
    },
    Mistake(nil, "You converted the length to UInt16, which ends at 65,535.") {
      $0.crash = (65_536, .tooLarge)
    },
    Mistake(nil, "You converted the length to UInt32, which ends at 4,294,967,295.") {
      $0.crash = (1 << 32, .tooLarge)
    },
    Mistake(
      nil, "You converted a byte that is larger than 255. Keep the lowest eight bits: `& 0xff`."
    ) { $0.crash = (65_536, .tooLarge) },

  ]

  private static let ends: [Mistake<Self>] = [
    Mistake(
      nil, "You set the first bit of every byte. MASK is the first bit of the first byte alone."
    ) {
      $0.finish = { bytes, masked in masked ? bytes.map { $0 | 0x80 } : bytes }
    },
    Mistake(nil, "The byte with MASK comes after the bytes of the length. It comes first.") {
      $0.finish = { bytes, _ in Array(bytes.dropFirst() + bytes.prefix(1)) }
    },
    Mistake(nil, "You left out the 126 and the 127 before the bytes of the length.") {
      $0.finish = { bytes, _ in bytes.count > 1 ? Array(bytes.dropFirst()) : bytes }
    },
    Mistake(nil, "You wrote 126 or 127 alone. Two or eight bytes of length follow them.") {
      $0.finish = { bytes, _ in Array(bytes.prefix(1)) }
    },

    Mistake(nil, "You wrote the first byte of the frame too. Begin with the byte that has MASK.") {
      $0.finish = { bytes, _ in [0x82] + bytes }
    },
    Mistake(nil, "You wrote the first byte of the frame too. Begin with the byte that has MASK.") {
      $0.finish = { bytes, _ in [0x81] + bytes }
    },
    Mistake(nil, "You appended a masking key. Write the bytes up to the end of the length.") {
      $0.finish = { bytes, masked in masked ? bytes + [0, 0, 0, 0] : bytes }
    },
    Mistake(nil, "All bytes are in the wrong order: the byte with MASK comes first.") {
      $0.finish = { bytes, _ in bytes.reversed() }
    },
    Mistake(nil, "You returned an empty array.") { $0.finish = { _, _ in [] } },

  ]
}
