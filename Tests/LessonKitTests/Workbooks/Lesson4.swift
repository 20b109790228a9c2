// Ways to write lesson 4's functions; the environment says which one to use. The comment after a case says
// what the check must find: "passes", "unknown", or a word from the explanation of the call that is shown,
// and after "later" one from the explanation of later calls.
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
  case "ranges":  // passes
    guard length < 1 << 63 else { throw Forbidden() }
    return form(125, 0xffff)
  case "division":  // passes
    if length > 9_223_372_036_854_775_807 { throw Forbidden() }
    var bytes: [UInt8] = []
    var rest = length
    let count = length < 126 ? 0 : length < 65_536 ? 2 : 8
    for _ in 0..<count {
      bytes.insert(UInt8(rest % 256), at: 0)
      rest /= 256
    }
    return [bit + (count == 0 ? UInt8(length) : count == 2 ? 126 : 127)] + bytes
  case "signed":  // passes
    guard let signed = Int64(exactly: length) else { throw Forbidden() }
    switch signed {
    case ..<126: return [UInt8(signed) | bit]
    case 126...65535: return [126 | bit, UInt8(signed >> 8), UInt8(signed & 255)]
    default: return [127 | bit] + (0..<8).map { UInt8(signed >> (56 - 8 * Int64($0)) & 255) }
    }
  case "little-endian":  // length.little-endian
    guard length < 1 << 63 else { throw Forbidden() }
    if length <= 125 { return [bit | UInt8(length)] }
    if length <= 65535 { return [bit | 126] + little(length, 2) }
    return [bit | 127] + little(length, 8)
  case "little-endian in two bytes":  // length.little-endian, two bytes
    guard length < 1 << 63 else { throw Forbidden() }
    if length <= 125 { return [bit | UInt8(length)] }
    if length <= 65535 { return [bit | 126] + little(length, 2) }
    return [bit | 127] + big(length, 8)
  case "little-endian in eight bytes":  // length.little-endian, eight bytes
    guard length < 1 << 63 else { throw Forbidden() }
    if length <= 125 { return [bit | UInt8(length)] }
    if length <= 65535 { return [bit | 126] + big(length, 2) }
    return [bit | 127] + little(length, 8)
  case "no long form":  // length.bits-for-bytes; later would be 1
    if length <= 125 { return [bit | UInt8(length)] }
    return [bit | 126] + big(length, 2)
  case "always two bytes":  // length.bits-for-bytes; later would be 1
    return [bit | 126] + big(length, 2)
  case "four bytes":  // length.bits-for-bytes, four bytes
    guard length < 1 << 63 else { throw Forbidden() }
    return length <= 65535 ? form(125, 65535) : [bit | 127] + big(length, 4)
  case "no medium form":  // length.non-minimal; later would be 1
    return form(125, 125)
  case "always eight bytes":  // length.non-minimal; later would be 1
    return [bit | 127] + big(length, 8)
  case "up to 124":  // length.boundaries; later would be 1
    return form(124, 65535)
  case "up to 126":  // length.boundaries; later would be 1
    return form(126, 65535)
  case "up to 127":  // length.boundaries; later would be 1
    return form(127, 65535)
  case "up to 65534":  // length.boundaries; later would be 1
    return form(125, 65534)
  case "up to 65536":  // length.boundaries
    guard length < 1 << 63 else { throw Forbidden() }
    return form(125, 65536)
  case "up to 32767":  // length.boundaries, no sign; later would be 1
    return form(125, 32767)
  case "never masked":  // never set MASK
    guard length < 1 << 63 else { throw Forbidden() }
    return form(125, 65535).enumerated().map { $0 == 0 ? $1 & 127 : $1 }
  case "always masked":  // always set MASK
    guard length < 1 << 63 else { throw Forbidden() }
    return form(125, 65535).enumerated().map { $0 == 0 ? $1 | 128 : $1 }
  case "inverted":  // not where it is
    guard length < 1 << 63 else { throw Forbidden() }
    return form(125, 65535).enumerated().map { $0 == 0 ? $1 ^ 128 : $1 }
  case "masked where short":  // only in the form of one byte
    guard length < 1 << 63 else { throw Forbidden() }
    let bytes = form(125, 65535)
    return length < 126 ? bytes : [bytes[0] & 127] + bytes.dropFirst()
  case "exchanged":  // exchanged 126 and 127
    guard length < 1 << 63 else { throw Forbidden() }
    if length <= 125 { return [bit | UInt8(length)] }
    return length <= 65535 ? [bit | 127] + big(length, 2) : [bit | 126] + big(length, 8)
  case "signpost alone":  // alone
    guard length < 1 << 63 else { throw Forbidden() }
    return [form(125, 65535)[0]]
  case "top bit":  // would be 1
    return form(125, 65535)
  case "Int":  // converted the length to Int
    let number = Int(length)
    if number <= 125 { return [bit | UInt8(number)] }
    if number <= 65535 { return [bit | 126, UInt8(number >> 8), UInt8(number & 255)] }
    return [bit | 127] + big(length, 8)
  case "UInt8 first":  // length to UInt8
    let small = UInt8(length)
    return small < 126 ? [bit | small] : form(125, 65535)
  case "UInt16":  // length to UInt16
    let medium = UInt16(length)
    if medium < 126 { return [bit | UInt8(medium)] }
    return [bit | 126, UInt8(medium >> 8), UInt8(medium & 255)]
  case "MASK as 1":  // bits.order
    guard length < 1 << 63 else { throw Forbidden() }
    let bytes = form(125, 65535)
    return [bytes[0] & 127 | (masked ? 1 : 0)] + bytes.dropFirst()
  case "first byte, too":  // first byte of the frame
    guard length < 1 << 63 else { throw Forbidden() }
    return [0x82] + form(125, 65535)
  case "with a key":  // masking key
    guard length < 1 << 63 else { throw Forbidden() }
    return form(125, 65535) + (masked ? [0, 0, 0, 0] : [])
  case "little-endian, never masked":  // never set MASK; later length.little-endian
    guard length < 1 << 63 else { throw Forbidden() }
    if length <= 125 { return [UInt8(length)] }
    if length <= 65535 { return [126] + little(length, 2) }
    return [127] + little(length, 8)
  case "little-endian, up to 126":  // length.boundaries; later length.little-endian
    guard length < 1 << 63 else { throw Forbidden() }
    if length <= 126 { return [bit | UInt8(length)] }
    if length <= 65535 { return [bit | 126] + little(length, 2) }
    return [bit | 127] + little(length, 8)
  case "little-endian and crash":  // length.little-endian; later converted the length to Int
    let number = Int(length)
    if number <= 125 { return [bit | UInt8(number)] }
    if number <= 65535 { return [bit | 126, UInt8(number & 255), UInt8(number >> 8)] }
    return [bit | 127] + little(length, 8)
  case "never masked, no long form":  // never set MASK; later length.bits-for-bytes
    if length <= 125 { return [UInt8(length)] }
    return [126] + big(length, 2)
  case "both boundaries":  // length.boundaries; later length.boundaries
    return form(126, 65536)
  case "all bits off":  // unknown
    return form(125, 65535).map { $0 & 0x5f }
  case "text":  // unknown
    return Array("\(length)".utf8)
  case "mask in every byte":  // every byte
    guard length < 1 << 63 else { throw Forbidden() }
    return form(125, 65535).map { masked ? $0 | 128 : $0 }
  case "up to 65535 only":  // above 65,535
    guard length <= 65535 else { throw Forbidden() }
    return form(125, 65535)
  case "one byte after 126":  // length.bits-for-bytes, one byte
    guard length < 1 << 63 else { throw Forbidden() }
    if length <= 125 { return [bit | UInt8(length)] }
    if length <= 65535 { return [bit | 126, UInt8(length & 255)] }
    return form(125, 65535)
  case "divided by 255":  // divided by 255
    guard length < 1 << 63 else { throw Forbidden() }
    guard (126...65535).contains(length) else { return form(125, 65535) }
    return [bit | 126, UInt8(length / 255), UInt8(length % 255)]
  case "UInt8 of the low byte":  // length above 255 to UInt8
    guard length < 1 << 63 else { throw Forbidden() }
    guard (126...65535).contains(length) else { return form(125, 65535) }
    return [bit | 126, UInt8(length >> 8), UInt8(length)]
  case "always masked and exchanged":  // always set MASK; later exchanged
    guard length < 1 << 63 else { throw Forbidden() }
    var bytes = form(125, 65535).map { $0 }
    bytes[0] |= 128
    if bytes.count == 3 { bytes[0] = 255 } else if bytes.count == 9 { bytes[0] = 254 }
    return bytes
  case "minus 126":  // subtracted 126
    guard length < 1 << 63 else { throw Forbidden() }
    guard (126...65535).contains(length) else { return form(125, 65535) }
    return [bit | 126, UInt8((length - 126) >> 8), UInt8((length - 126) & 255)]
  default: fatalError("no variant \(variant)")
  }
}

func decodeLengthOfRest(_ bytes: [UInt8]) throws -> (length: UInt64, byteCount: Int)? {
  guard bytes.count > 1 else { return nil }
  let seven = bytes[1] & 127
  if seven < 126 { return (UInt64(seven), 1) }
  let count = seven == 126 ? 2 : 8
  guard bytes.count > count + 1 else { return nil }
  let length = bytes[2..<2 + count].reduce(UInt64(0)) { $0 * 256 + UInt64($1) }
  if length < (count == 2 ? 126 : 65536) || length >= 1 << 63 { throw Forbidden() }
  return (length, 1 + count)
}

func decodeLength(_ bytes: [UInt8]) throws -> (length: UInt64, byteCount: Int)? {
  func wide(_ count: Int) -> UInt64 {
    var length: UInt64 = 0
    for index in 1...count { length = length &* 256 &+ UInt64(bytes[index]) }
    return length
  }
  func narrow(_ count: Int) -> UInt64 {
    var length: UInt64 = 0
    for index in (1...count).reversed() { length = length &* 256 &+ UInt64(bytes[index]) }
    return length
  }
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
  case "ranges":  // passes
    return try decode(number: wide)
  case "division":  // passes
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
  case "slices":  // passes
    var rest = bytes[...]
    guard let first = rest.popFirst() else { return nil }
    let marker = Int(first & 0x7f)
    guard marker > 125 else { return (UInt64(marker), 1) }
    let needed = marker == 126 ? 2 : 8
    guard rest.count >= needed else { return nil }
    let length = rest.prefix(needed).reduce(UInt64(0)) { $0 << 8 + UInt64($1) }
    guard needed == 2 ? length > 125 : length > 65_535, Int64(exactly: length) != nil else {
      throw Forbidden()
    }
    return (length, needed + 1)
  case "little-endian":  // length.little-endian
    return try decode(number: narrow)
  case "little-endian in two bytes":  // length.little-endian, two bytes
    return try decode(number: { $0 == 2 ? narrow($0) : wide($0) })
  case "little-endian in eight bytes":  // length.little-endian, eight bytes
    return try decode(number: { $0 == 8 ? narrow($0) : wide($0) })
  case "little-endian, unchecked":  // length.little-endian; later length.non-minimal
    return try decode(checks: false, number: narrow)
  case "seven bytes":  // length.seven-bytes
    return try decode(long: 7, number: wide)
  case "four bytes":  // length.bits-for-bytes
    return try decode(long: 4, number: wide)
  case "lower half":  // length.low-32; later length.non-minimal
    return try decode(checks: false, number: { wide($0) & 0xffff_ffff })
  case "unchecked":  // length.non-minimal; later begin with 1
    return try decode(checks: false, number: wide)
  case "boundary 126":  // length.boundaries, refused 126
    guard let result = try decode(number: wide) else { return nil }
    if result.byteCount == 3, result.length <= 126 { throw Forbidden() }
    return result
  case "boundary 65536":  // length.boundaries, refused 65,536
    guard let result = try decode(number: wide) else { return nil }
    if result.byteCount == 9, result.length <= 65_536 { throw Forbidden() }
    return result
  case "reads all":  // frame.short-header-read; later length.non-minimal
    let seven = bytes[0] & 127
    if seven < 126 { return (UInt64(seven), 1) }
    return seven == 126 ? (wide(2), 3) : (wide(8), 9)
  case "reads after the first":  // frame.short-header-read
    guard let first = bytes.first else { return nil }
    let seven = first & 127
    if seven < 126 { return (UInt64(seven), 1) }
    let count = seven == 126 ? 2 : 8
    let length = wide(count)
    if length < (count == 2 ? 126 : 65536) || length >= 1 << 63 { throw Forbidden() }
    return (length, 1 + count)
  case "throws when short":  // frame.short-header-read, threw an error
    guard let result = try decode(number: wide) else { throw Forbidden() }
    return result
  case "throws when short, after the first":  // frame.short-header-read, threw an error
    if bytes.isEmpty { return nil }
    guard let result = try decode(number: wide) else { throw Forbidden() }
    return result
  case "zero when empty":  // frame.short-header-read, returned 0
    if bytes.isEmpty { return (0, 0) }
    return try decode(number: wide)
  case "no padding":  // bits.no-padding; later length.non-minimal
    guard let first = bytes.first else { return nil }
    let length = Int(String(first, radix: 2).dropFirst(), radix: 2) ?? 0
    if length < 126 { return (UInt64(length), 1) }
    let count = length == 126 ? 2 : 8
    guard bytes.count > count else { return nil }
    return (wide(count), 1 + count)
  case "MASK left":  // left the MASK bit
    guard let first = bytes.first else { return nil }
    if first != 126, first != 127 { return (UInt64(first), 1) }
    return try decode(number: wide)
  case "MASK left in short ones":  // left the MASK bit
    guard let (length, count) = try decode(number: wide) else { return nil }
    return (count == 1 ? UInt64(bytes[0]) : length, count)
  case "MASK left, unchecked":  // left the MASK bit; later length.non-minimal
    guard let first = bytes.first else { return nil }
    if first != 126, first != 127 { return (UInt64(first), 1) }
    return try decode(checks: false, number: wide)
  case "counts extended bytes":  // only the bytes after
    guard let (length, count) = try decode(number: wide) else { return nil }
    return (length, count == 1 ? 1 : count - 1)
  case "counts one less":  // left out the byte
    guard let (length, count) = try decode(number: wide) else { return nil }
    return (length, count - 1)
  case "counts one more":  // first byte of the frame
    guard let (length, count) = try decode(number: wide) else { return nil }
    return (length, count + 1)
  case "counts the key":  // masking key
    guard let (length, count) = try decode(number: wide) else { return nil }
    return (length, bytes[0] > 127 ? count + 4 : count)
  case "counts all":  // all bytes that you are given
    guard let (length, _) = try decode(number: wide) else { return nil }
    return (length, bytes.count)
  case "nil when forbidden":  // returned nil
    do { return try decode(number: wide) } catch { return nil }
  case "top bit":  // begin with 1
    guard let (length, count) = try decode(checks: false, number: wide) else { return nil }
    if count == 3, length < 126 { throw Forbidden() }
    if count == 9, length < 65536 { throw Forbidden() }
    return (length, count)
  case "Int":  // Int, where it does not fit
    guard let (length, count) = try decode(checks: false, number: wide) else { return nil }
    if Int(length) < (count == 3 ? 126 : count == 9 ? 65536 : 0) { throw Forbidden() }
    return (length, count)
  case "one byte too many":  // one byte more
    guard let first = bytes.first else { return nil }
    let seven = first & 127
    if seven > 125, bytes.count < (seven == 126 ? 4 : 10) { return nil }
    return try decode(number: wide)
  case "no rest allowed":  // more bytes follow
    guard let (length, count) = try decode(number: wide) else { return nil }
    return bytes.count == count ? (length, count) : nil
  case "second byte":  // took the first byte for FIN
    return try decodeLengthOfRest(bytes)
  case "little-endian, nil when forbidden":  // length.little-endian; later returned nil
    do { return try decode(number: narrow) } catch { return nil }
  case "MASK left, counts one more":  // first byte of the frame; later left the MASK bit
    guard let (length, count) = try decode(number: wide) else { return nil }
    return (count == 1 ? UInt64(bytes[0]) : length, count + 1)
  case "seven bytes, unchecked":  // length.seven-bytes; later length.non-minimal
    return try decode(long: 7, checks: false, number: wide)
  case "reads all, little-endian":  // length.little-endian; later frame.short-header-read
    let seven = bytes[0] & 127
    if seven < 126 { return (UInt64(seven), 1) }
    return seven == 126 ? (narrow(2), 3) : (narrow(8), 9)
  case "all of it":  // unknown
    return (UInt64(bytes.count), bytes.count)
  case "twice as much":  // unknown
    guard let (length, count) = try decode(number: wide) else { return nil }
    return (length * 2, count)
  case "three bytes always":  // three bytes in the form of one
    guard bytes.count >= 3 else { return nil }
    return try decode(number: wide)
  case "sum of the bytes":  // worth 256 times
    return try decode(
      checks: false, number: { count in bytes[1...count].reduce(0) { $0 + UInt64($1) } })
  case "shifted a byte":  // shifted a UInt8
    return try decode(number: { count in
      count == 2 ? UInt64(bytes[1] << 8 | bytes[2]) : wide(count)
    })
  case "1..<8":  // length.seven-bytes, before 8
    return try decode(number: { count in
      count == 2 ? wide(count) : bytes[1..<8].reduce(0) { $0 << 8 | UInt64($1) }
    })
  case "one byte too few":  // frame.short-header-read
    if bytes.count > 1, bytes.count == (bytes[0] & 127 == 126 ? 2 : bytes[0] & 127 == 127 ? 8 : 0) {
      return (UInt64(bytes[bytes.count]), 3)
    }
    return try decode(number: wide)
  case "126 and 127 as lengths":  // took 126 and 127 for lengths
    guard let first = bytes.first else { return nil }
    return (UInt64(first & 127), 1)
  case "126 as a length":  // took 126 for a length
    guard let first = bytes.first else { return nil }
    return first & 127 == 126 ? (126, 1) : try decode(number: wide)
  case "MASK left in all":  // left the MASK bit; later length.non-minimal
    guard let first = bytes.first else { return nil }
    if first < 126 { return (UInt64(first), 1) }
    let count = first == 126 ? 2 : 8
    guard bytes.count > count else { return nil }
    return (bytes[1...count].reduce(0) { $0 << 8 | UInt64($1) }, count + 1)
  case "exact count":  // more bytes follow
    guard let first = bytes.first else { return nil }
    if first & 127 == 126, bytes.count != 3 { return nil }
    if first & 127 == 127, bytes.count != 9 { return nil }
    return try decode(number: wide)
  case "exact count, little-endian":  // length.little-endian; later more bytes follow
    guard let first = bytes.first else { return nil }
    if first & 127 == 126, bytes.count != 3 { return nil }
    if first & 127 == 127, bytes.count != 9 { return nil }
    return try decode(number: { count in
      bytes[1...count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    })
  case "all the rest":  // all bytes that come after the first
    return try decode(number: { _ in bytes.dropFirst().reduce(0) { $0 << 8 | UInt64($1) } })
  case "minus 128":  // MASK may be 0
    if bytes.isEmpty { return nil }
    let small = bytes[0] - 128
    return small < 126 ? (UInt64(small), 1) : try decode(number: wide)
  default: fatalError("no variant \(variant)")
  }
}
