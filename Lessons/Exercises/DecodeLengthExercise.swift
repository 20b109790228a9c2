import LessonKit
import WebSocketProtocol

extension Exercise {
  /// Lesson 4: reads a length.
  package static let decodeLength = Exercise(
    function: "decodeLength",
    signature: "func decodeLength(_ bytes: [UInt8]) throws -> (length: UInt64, byteCount: Int)?",
    labels: [nil],
    calls: [
      "05", "85", "00", "fd", "05 48 65 6c 6c 6f", "7e 00 7e", "fe 01 00", "7e ff ff",
      "7e 12 34 ff ff", "7f 00 00 00 00 00 01 00 00", "ff 00 00 00 01 00 00 00 02",
      "7f 01 23 45 67 89 ab cd ef 00", "7f 7f ff ff ff ff ff ff ff",
      // Not enough yet.
      "", "7e", "7e 01", "7f", "7f 00", "7f 00 00 00 00 00 01 00",
      // Forbidden.
      "7e 00 05", "7e 00 7d", "7f 00 00 00 00 00 00 00 05", "7f 00 00 00 00 00 00 ff ff",
      "7f 80 00 00 00 00 00 00 00", "ff ff ff ff ff ff ff ff ff",
    ].compactMap { Hex.bytes($0) }.map { [.bytes($0)] },
    misconceptions: decodeLengthMisconceptions
  ) { arguments in
    decode(arguments) { read($0) }
  }
  .with {
    $0.resultNames = ["length", "byteCount"]
    $0.wanted = { arguments in
      guard case .bytes(let bytes) = arguments.first else { return nil }
      switch read(bytes) {
      case .nothing: return "nil: \(bytes.count) of the length's bytes are there, not all"
      case .forbidden:
        return bytes[1] & 0x80 != 0 && bytes[0] & 0x7f == 127
          ? "an error: the first of the 64 bits must be 0"
          : "an error: a shorter form holds this length"
      case .length, .crash: return nil
      }
    }
  }

  private static let decodeLengthMisconceptions: [Misconception] =
    wrongNumbers + [
      reading(
        "length.non-minimal",
        """
        You accepted a length in a longer form than it needs. §5.2: the minimal number of bytes must be \
        used, and what breaks that is refused.
        """
      ) { read($0, accepts: { _, _ in true }) },
      reading(
        "length.boundaries",
        "You refused 126 in two bytes. Seven bits hold 0–125, so 126 is the first that needs them."
      ) { read($0, accepts: { $1 == 2 ? $0 > 126 : $0 > 65_535 }) },
      reading(
        "length.boundaries",
        "You refused 65,536 in eight bytes. Two bytes end at 65,535, so it is the first that needs them."
      ) { read($0, accepts: { $1 == 2 ? $0 > 125 : $0 > 65_536 }) },
      reading(
        "length.boundaries",
        "You accepted 125 in two bytes. Seven bits hold 0–125: that last one, too."
      ) { read($0, accepts: { $1 == 2 ? $0 >= 125 : $0 > 65_535 }) },
      reading(
        "length.boundaries",
        "You accepted 65,535 in eight bytes. Two bytes hold up to 65,535: that last one, too."
      ) { read($0, accepts: { $1 == 2 ? $0 > 125 : $0 >= 65_535 }) },
      shortRead { read($0, whenShort: .crash) },
      shortRead { $0.isEmpty ? .crash : read($0, whenShort: .length(UInt64($0[0] & 0x7f), 1)) },
      shortRead { $0.isEmpty ? .crash : read($0, whenShort: .forbidden) },
      shortRead { read($0, whenShort: .forbidden) },
      shortRead { $0.isEmpty ? .nothing : read($0, whenShort: .crash) },
      reading(
        "bits.no-padding",
        """
        You read the bits from a string without its leading zeros. The byte's first bit is MASK only \
        while all eight are written: pad to eight.
        """
      ) { bytes in
        guard let first = bytes.first else { return .nothing }
        let digits = String(first, radix: 2).dropFirst()
        return read([0x80 | (UInt8(digits, radix: 2) ?? 0)] + bytes.dropFirst())
      },
      reading(
        "bits.no-padding",
        """
        You read the bits from a string without its leading zeros. The byte's first bit is MASK only \
        while all eight are written: pad to eight.
        """
      ) { bytes in
        guard let first = bytes.first else { return .nothing }
        let digits = String(first, radix: 2).dropFirst()
        guard let length = UInt8(digits, radix: 2) else { return .crash }
        return read([0x80 | length] + bytes.dropFirst())
      },
    ] + slips

  private static let refusals: [@Sendable (UInt64, Int) -> Bool] = [
    isAllowed, isShortest, { _, _ in true },
  ]

  /// Ways to misread the number, whatever is then refused of it.
  private static let wrongNumbers = refusals.flatMap { accepts in
    [
      reading(
        "length.little-endian",
        """
        You read the extended length with its least significant byte first, as your processor keeps \
        it. The network's order is the other: the most significant byte first.
        """
      ) { read($0, extended: { $0.reversed().reduce(0, shift) }, accepts: accepts) },
      reading(
        "length.bits-for-bytes",
        "You read four bytes of length behind 127. It announces 64 bits: that is eight bytes."
      ) { read($0, longByteCount: 4, accepts: accepts) },
      reading(
        "length.seven-bytes",
        "You read seven bytes of length behind 127. It announces 64 bits: eight bytes."
      ) { read($0, longByteCount: 7, accepts: accepts) },
      reading(
        "length.low-32",
        """
        You kept only the lower half of the 64 bits. A length may need all eight bytes, and who drops \
        four of them reads the rest of the payload as the next frame.
        """
      ) { read($0, extended: { $0.suffix(4).reduce(0, shift) }, accepts: accepts) },
    ]
  }

  /// What happens to anybody once: no name, but a sentence.
  private static let slips =
    refusals.flatMap { accepts in
      [
        reading(nil, maskIsLeft) { bytes in
          guard let first = bytes.first, first >= 0x80 else { return read(bytes, accepts: accepts) }
          return .length(UInt64(first), 1)
        },
        reading(nil, maskIsLeft) { bytes in
          guard let first = bytes.first, first & 0x7f < 126 else {
            return read(bytes, accepts: accepts)
          }
          return .length(UInt64(first), 1)
        },
        byteCount(
          "You left out the byte with MASK and the seven bits. byteCount is 1, 3 or 9.", accepts
        ) { count, _ in count - 1 },
        byteCount(
          "You counted the extended bytes alone. The byte in front of them belongs to it: 1, 3 or 9.",
          accepts
        ) { count, _ in max(1, count - 1) },
        byteCount(
          """
          You counted the frame's first byte in. What you are given begins with MASK: byteCount is 1, 3 \
          or 9.
          """, accepts
        ) { count, _ in count + 1 },
        byteCount(
          "You counted the masking key in. It follows the length but is no part of it.", accepts
        ) { count, first in first >= 0x80 ? count + 4 : count },
      ]
    } + [
      Misconception(
        nil,
        """
        You returned nil for what the RFC forbids. nil asks for more bytes, and no byte that may come \
        makes this one right: throw.
        """
      ) { (trial: Trial) in
        guard case .forbidden = read(trial.payload ?? []) else { return false }
        return trial.outcome == .returned([.nothing])
      },
      Misconception(
        nil,
        """
        You accepted 64 bits that begin with 1. §5.2: the first one must be 0, so that a signed number \
        can hold any length.
        """
      ) { (trial: Trial) in
        guard let bytes = trial.payload, case .forbidden = read(bytes),
          case .length = read(bytes, accepts: isShortest), bytes[1] & 0x80 != 0
        else { return false }
        return trial.isCrash
          || trial.outcome == decode(trial.arguments) { read($0, accepts: isShortest) }
      },
    ]

  private static let maskIsLeft = """
    You left the MASK bit in the length. It is the first bit of that byte, worth 128: take it away \
    before you compare or return the other seven.
    """

  /// The right length with another count of bytes, made from the right count and the first byte.
  private static func byteCount(
    _ sentence: String, _ accepts: @escaping @Sendable (UInt64, Int) -> Bool,
    mistaken: @escaping @Sendable (_ count: Int, _ first: UInt8) -> Int
  ) -> Misconception {
    reading(nil, sentence) { bytes in
      guard case .length(let length, let count) = read(bytes, accepts: accepts) else {
        return read(bytes, accepts: accepts)
      }
      return .length(length, mistaken(count, bytes.first ?? 0))
    }
  }

  private static func shortRead(_ mistaken: @escaping @Sendable ([UInt8]) -> Reading)
    -> Misconception
  {
    reading(
      "frame.short-header-read",
      """
      You read bytes that have not come yet. A frame may be cut anywhere: before each read ask whether \
      so many are there, and return nil where they are not.
      """, mistaken: mistaken)
  }

  /// A misconception about reading; whether it also forgets what the RFC forbids is open.
  private static func reading(
    _ id: String?, _ sentence: String, mistaken: @escaping @Sendable ([UInt8]) -> Reading
  ) -> Misconception {
    Misconception(id, sentence) { trials in
      let isStrict = id == "length.non-minimal" || id == "length.boundaries"
      return trials.allSatisfy { trial in
        guard case .bytes(let bytes) = trial.arguments.first else { return false }
        let isForbidden = if case .forbidden = read(bytes) { true } else { false }
        let is64thBit = bytes.count == 9 && bytes[1] & 0x80 != 0
        if isForbidden, is64thBit || !isStrict { return true }
        return decode(trial.arguments, mistaken).agrees(with: trial.outcome)
      }
    }
  }
}

/// What reading a length can come to.
private enum Reading {
  case length(UInt64, Int)
  case nothing
  case forbidden
  case crash
}

private func shift(_ number: UInt64, _ byte: UInt8) -> UInt64 { number << 8 | UInt64(byte) }

/// Whether a length in so many bytes is in its shortest form.
@Sendable private func isShortest(_ length: UInt64, _ byteCount: Int) -> Bool {
  length > (byteCount == 2 ? 125 : 65_535)
}

/// Whether the RFC allows a length in so many bytes.
@Sendable private func isAllowed(_ length: UInt64, _ byteCount: Int) -> Bool {
  isShortest(length, byteCount) && length <= UInt64(Int64.max)
}

/// Reads a length; each argument is a place where reading can go wrong.
private func read(
  _ bytes: [UInt8], longByteCount: Int = 8, whenShort: Reading = .nothing,
  extended: (ArraySlice<UInt8>) -> UInt64 = { $0.reduce(0, shift) },
  accepts: (UInt64, Int) -> Bool = isAllowed
) -> Reading {
  guard let first = bytes.first else { return whenShort }
  let encoding = LengthEncoding(sevenBits: first)
  guard encoding != .sevenBits else { return .length(UInt64(first & 0x7f), 1) }
  let count = encoding == .sixteenBits ? 2 : longByteCount
  guard bytes.count > count else { return whenShort }
  let length = extended(bytes[1...count])
  guard accepts(length, count) else { return .forbidden }
  return .length(length, 1 + count)
}

private func decode(_ arguments: [WorkValue], _ read: ([UInt8]) -> Reading) -> Outcome {
  guard case .bytes(let bytes) = arguments.first else { return .threw }
  switch read(bytes) {
  case .length(let length, let count): return .returned([.number(length), .number(UInt64(count))])
  case .nothing: return .returned([.nothing])
  case .forbidden: return .threw
  case .crash: return .crashed("")
  }
}
