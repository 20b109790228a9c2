/// How an interface counts time: its units, and its zero.
struct PcapngClock: Sendable {
  /// `if_tsresol`: with its first bit clear, units of 10^−n seconds, otherwise of 2^−n.
  var resolution: UInt8 = 6
  /// `if_tsoffset`: seconds to add.
  var offset: Int64 = 0

  /// The time of a packet, from its two halves in the file; nil if it is out of range.
  func time(high: UInt32, low: UInt32) -> Timestamp? {
    let ticks = UInt64(high) << 32 | UInt64(low)
    let exponent = Int(resolution & 0x7F)
    let isBinary = resolution & 0x80 != 0
    let seconds: UInt64
    let nanoseconds: UInt64
    if isBinary {
      // All 64 bits may be fraction, so the fraction is scaled in 128 bits.
      seconds = exponent < 64 ? ticks >> UInt64(exponent) : 0
      let fraction = UInt128(ticks) - (UInt128(seconds) << UInt128(min(exponent, 64)))
      nanoseconds =
        exponent < 96
        ? UInt64(truncatingIfNeeded: (fraction * 1_000_000_000) >> UInt128(exponent))
        : 0
    } else {
      // 10^19 is the largest power of ten in 64 bits; 64 bits of smaller units are below a second.
      let unit = exponent < 20 ? (0..<exponent).reduce(UInt64(1)) { power, _ in power * 10 } : 0
      seconds = unit == 0 ? 0 : ticks / unit
      let fraction = unit == 0 ? 0 : ticks % unit
      nanoseconds =
        unit == 0
        ? 0 : UInt64(truncatingIfNeeded: UInt128(fraction) * 1_000_000_000 / UInt128(unit))
    }
    let (sum, overflow) = Int64(clamping: seconds).addingReportingOverflow(offset)
    guard !overflow else { return nil }
    return Timestamp(
      seconds: sum, nanoseconds: UInt32(truncatingIfNeeded: nanoseconds),
      fractionDigits: isBinary ? 9 : min(exponent, 9))
  }
}
