// Right and wrong ways to write lesson 4's functions; the environment says which one to use.
import Foundation

let variant = ProcessInfo.processInfo.environment["VARIANT"] ?? ""

struct Forbidden: Error {}

func big(_ n: UInt64, _ count: Int) -> [UInt8] {
  withUnsafeBytes(of: n.bigEndian) { Array($0.suffix(count)) }
}

func little(_ n: UInt64, _ count: Int) -> [UInt8] {
  withUnsafeBytes(of: n.littleEndian) { Array($0.prefix(count)) }
}

func encodeLength(_ length: UInt64, masked: Bool) throws -> [UInt8] {
  let bit: UInt8 = masked ? 128 : 0
  func form(_ small: UInt64, _ medium: UInt64) -> [UInt8] {
    if length <= small { return [bit | UInt8(length)] }
    if length <= medium { return [bit | 126] + big(length, 2) }
    return [bit | 127] + big(length, 8)
  }
  switch variant {
  // Right.
  case "ranges":
    guard length < 1 << 63 else { throw Forbidden() }
    return form(125, 0xffff)
  case "division":
    if length > 9_223_372_036_854_775_807 { throw Forbidden() }
    var bytes: [UInt8] = []
    var rest = length
    let count = length < 126 ? 0 : length < 65_536 ? 2 : 8
    for _ in 0..<count {
      bytes.insert(UInt8(rest % 256), at: 0)
      rest /= 256
    }
    return [bit + (count == 0 ? UInt8(length) : count == 2 ? 126 : 127)] + bytes
  case "signed":
    guard let signed = Int64(exactly: length) else { throw Forbidden() }
    switch signed {
    case ..<126: return [UInt8(signed) | bit]
    case 126...65535: return [126 | bit, UInt8(signed >> 8), UInt8(signed & 255)]
    default: return [127 | bit] + (0..<8).map { UInt8(signed >> (56 - 8 * Int64($0)) & 255) }
    }
  // Wrong.
  case "length.little-endian":
    if length <= 125 { return [bit | UInt8(length)] }
    if length <= 65535 { return [bit | 126] + little(length, 2) }
    return [bit | 127] + little(length, 8)
  case "length.bits-for-bytes":
    if length <= 125 { return [bit | UInt8(length)] }
    return [bit | 126] + big(length, 2)
  case "length.bits-for-bytes always": return [bit | 126] + big(length, 2)
  case "length.bits-for-bytes four":
    return length <= 65535 ? form(125, 65535) : [bit | 127] + big(length, 4)
  case "length.non-minimal": return form(125, 125)
  case "length.non-minimal always": return [bit | 127] + big(length, 8)
  case "length.boundaries 124": return form(124, 65535)
  case "length.boundaries 126": return form(126, 65535)
  case "length.boundaries 127": return form(127, 65535)
  case "length.boundaries 65534": return form(125, 65534)
  case "length.boundaries 65536":
    guard length < 1 << 63 else { throw Forbidden() }
    return form(125, 65536)
  case let slip where slip.hasPrefix("slip "):
    if length >= 1 << 63, slip != "slip top bit" { throw Forbidden() }
    let bytes = form(125, 65535)
    switch slip {
    case "slip never masked": return [bytes[0] & 127] + bytes.dropFirst()
    case "slip always masked": return [bytes[0] | 128] + bytes.dropFirst()
    case "slip inverted": return [bytes[0] ^ 128] + bytes.dropFirst()
    case "slip short masked": return length < 126 ? bytes : [bytes[0] & 127] + bytes.dropFirst()
    case "slip exchanged":
      if length <= 125 { return bytes }
      return [bit | (length <= 65535 ? 127 : 126)] + bytes.dropFirst()
    case "slip signpost": return [bytes[0]]
    case "slip top bit": return bytes
    default: fatalError("no variant \(variant)")
    }
  case "nothing known": return form(125, 65535).map { $0 & 0x7f }
  default: fatalError("no variant \(variant)")
  }
}

func decodeLength(_ bytes: [UInt8]) throws -> (length: UInt64, byteCount: Int)? {
  func wide(_ count: Int) -> UInt64 { bytes[1...count].reduce(0) { $0 * 256 + UInt64($1) } }
  func decode(
    long: Int = 8, checks: Bool = true, number: (Int) -> UInt64
  ) throws -> (length: UInt64, byteCount: Int)? {
    guard let first = bytes.first else { return nil }
    let seven = first & 127
    if seven < 126 { return (UInt64(seven), 1) }
    let count = seven == 126 ? 2 : long
    guard bytes.count > count else { return nil }
    let length = number(count)
    if checks, length < (count == 2 ? 126 : 65536) || length >= 1 << 63 { throw Forbidden() }
    return (length, 1 + count)
  }
  switch variant {
  // Right.
  case "ranges": return try decode(number: wide)
  case "division":
    guard bytes.count >= 1 else { return nil }
    switch bytes[0] % 128 {
    case 126:
      if bytes.count < 3 { return nil }
      let length = UInt64(bytes[1]) * 256 + UInt64(bytes[2])
      if length < 126 { throw Forbidden() }
      return (length, 3)
    case 127:
      if bytes.count < 9 { return nil }
      var length: UInt64 = 0
      for index in 1...8 { length = length * 256 + UInt64(bytes[index]) }
      if length < 65_536 || bytes[1] >= 128 { throw Forbidden() }
      return (length, 9)
    case let small: return (UInt64(small), 1)
    }
  case "signed":
    var rest = bytes[...]
    guard let first = rest.popFirst() else { return nil }
    let marker = Int(first & 0x7f)
    guard marker >= 126 else { return (UInt64(marker), 1) }
    let width = marker == 127 ? 8 : 2
    guard rest.count >= width else { return nil }
    let hex = rest.prefix(width).map { String(format: "%02x", $0) }.joined()
    guard let length = Int64(hex, radix: 16), length > (width == 2 ? 125 : 65_535) else {
      throw Forbidden()
    }
    return (UInt64(length), width + 1)
  // Wrong.
  case "length.little-endian":
    return try decode { count in bytes[1...count].reversed().reduce(0) { $0 << 8 | UInt64($1) } }
  case "length.little-endian unchecked":
    return try decode(checks: false) { count in
      bytes[1...count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
  case "length.bits-for-bytes": return try decode(long: 4, checks: false, number: wide)
  case "length.seven-bytes": return try decode(long: 7, checks: false, number: wide)
  case "length.low-32":
    return try decode(checks: false) { count in wide(count) & 0xffff_ffff }
  case "length.non-minimal": return try decode(checks: false, number: wide)
  case "length.boundaries 126":
    guard let result = try decode(number: wide) else { return nil }
    if result.byteCount == 3, result.length == 126 { throw Forbidden() }
    return result
  case "frame.short-header-read":
    let seven = bytes[0] & 127
    if seven < 126 { return (UInt64(seven), 1) }
    let count = seven == 126 ? 2 : 8
    let length = wide(count)
    if length < (count == 2 ? 126 : 65536) || length >= 1 << 63 { throw Forbidden() }
    return (length, 1 + count)
  case "frame.short-header-read after the first":
    if bytes.isEmpty { return nil }
    let seven = bytes[0] & 127
    if seven < 126 { return (UInt64(seven), 1) }
    let count = seven == 126 ? 2 : 8
    return (wide(count), 1 + count)
  case "bits.no-padding":
    guard let first = bytes.first else { return nil }
    let length = Int(String(first, radix: 2).dropFirst(), radix: 2) ?? 0
    if length < 126 { return (UInt64(length), 1) }
    let count = length == 126 ? 2 : 8
    guard bytes.count > count else { return nil }
    return (wide(count), 1 + count)
  case "slip mask left":
    guard let first = bytes.first else { return nil }
    if first != 126, first != 127 { return (UInt64(first), 1) }
    return try decode(number: wide)
  case "slip mask left in short ones":
    guard let (length, count) = try decode(number: wide) else { return nil }
    return (count == 1 ? UInt64(bytes[0]) : length, count)
  case "slip mask left, nothing refused":
    guard let first = bytes.first else { return nil }
    if first != 126, first != 127 { return (UInt64(first), 1) }
    return try decode(checks: false, number: wide)
  case "slip count extended":
    guard let (length, count) = try decode(number: wide) else { return nil }
    return (length, count == 1 ? 1 : count - 1)
  case "slip count less":
    guard let (length, count) = try decode(number: wide) else { return nil }
    return (length, count - 1)
  case "slip count more":
    guard let (length, count) = try decode(number: wide) else { return nil }
    return (length, count + 1)
  case "slip count key":
    guard let (length, count) = try decode(number: wide) else { return nil }
    return (length, bytes[0] > 127 ? count + 4 : count)
  case "slip nil":
    do { return try decode(number: wide) } catch { return nil }
  case "slip top bit":
    guard let (length, count) = try decode(checks: false, number: wide) else { return nil }
    if count == 3, length < 126 { throw Forbidden() }
    if count == 9, length < 65536 { throw Forbidden() }
    return (length, count)
  case "nothing known": return (UInt64(bytes.count), bytes.count)
  default: fatalError("no variant \(variant)")
  }
}
