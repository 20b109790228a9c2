extension FrameHeader {
  /// The header's 2–14 bytes, RFC 6455 §5.2.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(byteCount)
    write(to: &bytes)
    return bytes
  }

  /// Appends the header's 2–14 bytes.
  ///
  /// Writes any values, legal or not: a length that the form cannot hold is cut to its low bits.
  public func write(to bytes: inout [UInt8]) {
    let fin = isFinal ? FrameField.fin.maskInByte : 0
    let mask = isMasked ? FrameField.mask.maskInByte : 0
    bytes.append(fin | reservedBits.rawValue | opcode.rawValue)
    bytes.append(mask | sevenBitLength)
    for shift in stride(from: 8 * (lengthEncoding.extendedByteCount - 1), through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: payloadLength >> UInt64(shift)))
    }
    if let maskingKey {
      for index in 0..<4 { bytes.append(maskingKey[index]) }
    }
  }

  /// The seven bits after MASK: the length, or the form that follows.
  public var sevenBitLength: UInt8 {
    switch lengthEncoding {
    case .sevenBits: UInt8(truncatingIfNeeded: payloadLength) & FrameField.payloadLength.maskInByte
    case .sixteenBits: 126
    case .sixtyFourBits: 127
    }
  }
}
