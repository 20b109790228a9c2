extension Mistake {
  /// Mistakes in lengths, read or written.
  static let lengths = [
    Mistake("length.boundaries/read-126", "126 is read as a length of seven bits") {
      $0.extendedByteCount = { $0 == 127 ? 8 : 0 }
      $0.checks.remove(.shortestLength)
    },
    Mistake("length.boundaries/read-125", "125 is read as the sign of 16 bits") {
      $0.extendedByteCount = { $0 == 127 ? 8 : $0 >= 125 ? 2 : 0 }
      $0.checks.remove(.shortestLength)
    },
    Mistake("length.boundaries/write-126", "a length of 126 is written in seven bits") {
      $0.writeLength = { length in
        length <= 126 ? (UInt8(length), []) : Habits().writeLength(length)
      }
    },
    Mistake("length.boundaries/write-125", "a length of 125 is written in 16 bits") {
      $0.writeLength = { length in
        length == 125 ? (126, bigEndian(length, 2)) : Habits().writeLength(length)
      }
    },
    Mistake("length.boundaries/write-65535", "a length of 65,535 is written in 64 bits") {
      $0.writeLength = { length in
        length == 65535 ? (127, bigEndian(length, 8)) : Habits().writeLength(length)
      }
    },
    Mistake("length.boundaries/write-65536", "a length of 65,536 is written in 16 bits, as 0") {
      $0.writeLength = { length in
        length == 65536 ? (126, bigEndian(length, 2)) : Habits().writeLength(length)
      }
    },
    Mistake("length.little-endian/read", "extended lengths are read in the other byte order") {
      $0.extendedLength = { bytes in bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
      $0.checks.remove(.shortestLength)
    },
    Mistake("length.little-endian/written", "extended lengths are written in the other order") {
      $0.writeLength = { length in
        let (short, extended) = Habits().writeLength(length)
        return (short, extended.reversed())
      }
    },
    Mistake("length.seven-bytes", "a length of 64 bits is read from seven bytes") {
      $0.extendedByteCount = { $0 == 126 ? 2 : $0 == 127 ? 7 : 0 }
    },
    Mistake("length.low-32", "only the lower half of a length of 64 bits is read") {
      $0.extendedLength = { bytes in bytes.suffix(4).reduce(0) { $0 << 8 | UInt64($1) } }
      $0.checks.remove(.shortestLength)
    },
    Mistake("length.bits-for-bytes", "lengths over 65,535 are cut to 16 bits") {
      $0.writeLength = { length in
        length < 126 ? (UInt8(length), []) : (126, bigEndian(length, 2))
      }
    },
    Mistake("length.bits-for-bytes/always", "126 and 16 bits are written for every length") {
      $0.writeLength = { length in (126, bigEndian(length, 2)) }
    },
    Mistake("length.non-minimal/sent", "64 bits are written for every length over 125") {
      $0.writeLength = { length in
        length < 126 ? (UInt8(length), []) : (127, bigEndian(length, 8))
      }
    },
    unchecked("length.non-minimal/accepted", "longer forms are accepted", .shortestLength),
    Mistake("length.trusted/crash", "memory is reserved for any length: the program ends") {
      $0.whenFrameIsHuge = { () throws(Violation) in fatalError("out of memory") }
    },
    Mistake("text.bytes-as-characters", "the length of text is written in characters") {
      $0.lengthOf = { frame in
        frame.opcode == 1
          ? String(decoding: frame.payload, as: UTF8.self).unicodeScalars.count
          : frame.payload.count
      }
    },
    Mistake("text.bytes-as-characters/cut", "text is cut to as many bytes as it has characters") {
      let cut: @Sendable (Frame) -> [UInt8] = { frame in
        guard frame.opcode == 1 else { return frame.payload }
        let count = String(decoding: frame.payload, as: UTF8.self).unicodeScalars.count
        return Array(frame.payload.prefix(count))
      }
      $0.payloadOf = cut
      $0.lengthOf = { cut($0).count }
    },
  ]

  /// Mistakes in masking.
  static let masks = [
    Mistake("mask.index-kept", "the index goes on from frame to frame") {
      $0.resetsMaskIndex = false
    },
    Mistake("mask.or", "OR for XOR") {
      $0.unmask = { payload, key, _ in
        for index in payload.indices { payload[index] |= key[index % 4] }
      }
    },
    Mistake("mask.single-byte", "only the first byte of the key") {
      $0.unmask = { payload, key, _ in
        for index in payload.indices { payload[index] ^= key[0] }
      }
    },
    Mistake("mask.server-masks", "the server masks", ends: [.server]) { $0.masks = { _ in true } },
    Mistake("mask.client-unmasked", "the client does not mask", ends: [.client]) {
      $0.masks = { _ in false }
    },
    unchecked("mask.unmasked-accepted", "frames are accepted with or without a mask", .mask),
  ]
}
