import LessonKit
import WebSocketProtocol

extension Exercise {
  /// Lesson 4: writes a length.
  package static let encodeLength = Exercise(
    function: "encodeLength",
    signature: "func encodeLength(_ length: UInt64, masked: Bool) throws -> [UInt8]",
    labels: [nil, "masked"],
    calls: [
      (5, false), (5, true), (0, false), (124, true), (125, false), (125, true), (126, false),
      (126, true), (127, false), (127, true), (256, false), (1000, true), (65_534, false),
      (65_535, true), (65_536, false), (65_536, true), (65_537, false), (1 << 32, false),
      (0x0123_4567_89ab_cdef, true), (UInt64(Int64.max), false), (1 << 63, false),
    ].map { (length: UInt64, masked) in [.number(length), .flag(masked)] },
    misconceptions: encodeLengthMisconceptions
  ) { arguments in
    encode(arguments) { $0 > UInt64(Int64.max) ? nil : shortestForm($0) }
  }
  .with {
    $0.wanted = { arguments in
      guard case .number(let length) = arguments.first, length > UInt64(Int64.max) else {
        return nil
      }
      return "an error: the first of the 64 bits must be 0"
    }
    $0.field = { arguments, bit in
      switch bit {
      case 0: "MASK"
      case 1...7: "the seven bits"
      default: "the extended payload length"
      }
    }
  }

  private static let encodeLengthMisconceptions: [Misconception] =
    [
      form(
        "length.little-endian",
        """
        You wrote the extended length with its least significant byte first, as your processor keeps \
        it. The network's order is the other: the most significant byte first.
        """
      ) { length in
        let form = shortestForm(length)
        return form.prefix(1) + form.dropFirst().reversed()
      },
      form(
        "length.bits-for-bytes",
        """
        You wrote 126 and two bytes for every length above 125. Two bytes hold 16 bits, 0–65,535; \
        what is longer needs 127 and eight bytes.
        """
      ) { length in
        length <= 125 ? [UInt8(length)] : [126] + bigEndian(length, 2)
      },
      form(
        "length.bits-for-bytes",
        """
        You wrote 126 and two bytes for every length. 126 itself announces two more bytes; up to \
        125 the seven bits hold the length alone.
        """
      ) { length in [126] + bigEndian(length, 2) },
      form(
        "length.bits-for-bytes",
        """
        You wrote 127 and four bytes. 127 announces 64 bits: that is eight bytes, and there is no form \
        of four.
        """
      ) { length in
        length <= 65_535 ? shortestForm(length) : [127] + bigEndian(length, 4)
      },
      form(
        "length.non-minimal",
        """
        You wrote a longer form than the length needs. §5.2: the minimal number of bytes must be used. \
        Up to 65,535 that is two.
        """
      ) { length in
        length <= 125 ? [UInt8(length)] : [127] + bigEndian(length, 8)
      },
      form(
        "length.non-minimal",
        """
        You wrote eight bytes for every length. §5.2: the minimal number of bytes must be used. Up to \
        125 that is none, up to 65,535 two.
        """
      ) { length in [127] + bigEndian(length, 8) },
      form(
        "length.non-minimal",
        """
        You wrote two bytes where none is needed. §5.2: the minimal number of bytes must be used. Up \
        to 125 the seven bits hold the length.
        """
      ) { length in
        length <= 65_535 ? [126] + bigEndian(length, 2) : [127] + bigEndian(length, 8)
      },
    ] + boundaries.map(boundary) + slips

  /// What happens to anybody once: no name, but a sentence.
  private static let slips = [
    masking("You never set MASK. It is the first bit, and stands in front of every form.") { _, _ in
      false
    },
    masking("You always set MASK. It is 1 only where the frame is masked.") { _, _ in true },
    masking("You set MASK the wrong way round: it is 1 where the frame is masked.") { _, masked in
      !masked
    },
    masking("You set MASK only in front of short lengths. It stands in front of 126 and 127, too.")
    {
      length, masked in masked && length <= 125
    },
    form(nil, "You exchanged 126 and 127. 126 announces two bytes, 127 eight.") { length in
      let form = shortestForm(length)
      return form.count == 1 ? form : [form[0] ^ 1] + form.dropFirst()
    },
    form(
      nil, "You wrote the signpost alone. Behind 126 stand two bytes of length, behind 127 eight."
    ) { length in Array(shortestForm(length).prefix(1)) },
    Misconception(
      nil,
      """
      You wrote a length whose 64 bits begin with 1. §5.2: the first one must be 0, so that a signed \
      number can hold any length. Throw above 2^63 − 1.
      """
    ) { (trial: Trial) in
      guard case .number(let length) = trial.arguments.first, length > UInt64(Int64.max) else {
        return false
      }
      return trial.isCrash || trial.outcome == encode(trial.arguments) { [127] + bigEndian($0, 8) }
    },
  ]

  /// The right form with MASK set as `isMasked` says.
  private static func masking(
    _ sentence: String, _ isMasked: @escaping @Sendable (UInt64, Bool) -> Bool
  ) -> Misconception {
    Misconception(nil, sentence) { trials in
      trials.allSatisfy { trial in
        guard case .number(let length) = trial.arguments.first,
          case .flag(let masked) = trial.arguments.last
        else { return false }
        let shown = [.number(length), WorkValue.flag(isMasked(length, masked))]
        return length > UInt64(Int64.max)
          || encode(shown, shortestForm).agrees(with: trial.outcome)
      }
    }
  }

  /// Where people put the ends of the three forms, and what to say to them.
  private static let boundaries: [(seven: UInt64, sixteen: UInt64, sentence: String)] = [
    (124, 65_535, "Seven bits hold 0–125: the length 125 still fits."),
    (126, 65_535, "Seven bits hold 0–125: 126 is no length but announces two more bytes."),
    (127, 65_535, "Seven bits hold 0–125: 126 and 127 are no lengths but announce more bytes."),
    (125, 65_534, "Two bytes hold up to 65,535: that length still fits."),
    (125, 65_536, "Two bytes hold up to 65,535: the length 65,536 needs the long form."),
    (126, 65_536, "Seven bits end at 125 and two bytes at 65,535."),
    (127, 65_536, "Seven bits end at 125 and two bytes at 65,535."),
    (124, 65_534, "Seven bits end at 125 and two bytes at 65,535, both included."),
  ]

  private static func boundary(
    seven: UInt64, sixteen: UInt64, sentence: String
  ) -> Misconception {
    form("length.boundaries", "You are off by one at the end of a form. \(sentence)") { length in
      if length <= seven { return [UInt8(length)] }
      if length <= sixteen { return [126] + bigEndian(length, 2) }
      return [127] + bigEndian(length, 8)
    }
  }

  /// A misconception about the form, with MASK right.
  ///
  /// What such a function does above 2^63 − 1 is open.
  private static func form(
    _ id: String?, _ sentence: String, mistaken: @escaping @Sendable (UInt64) -> [UInt8]
  ) -> Misconception {
    Misconception(id, sentence) { trials in
      trials.allSatisfy { trial in
        if case .number(let length) = trial.arguments.first, length > UInt64(Int64.max) {
          return true
        }
        return encode(trial.arguments, mistaken).agrees(with: trial.outcome)
      }
    }
  }
}

private func shortestForm(_ length: UInt64) -> [UInt8] {
  Array(FrameHeader(opcode: .binary, payloadLength: length).bytes.dropFirst())
}

private func bigEndian(_ number: UInt64, _ byteCount: Int) -> [UInt8] {
  (0..<byteCount).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
}

private func encode(_ arguments: [WorkValue], _ encode: (UInt64) -> [UInt8]?) -> Outcome {
  guard case .number(let length) = arguments.first, case .flag(let masked) = arguments.last,
    var bytes = encode(length), !bytes.isEmpty
  else { return .threw }
  if masked { bytes[0] |= 0b1000_0000 }
  return .bytes(bytes)
}
