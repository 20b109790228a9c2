// swift-format-ignore-file: NeverForceUnwrap
// Ways to write lesson 8's function; the environment says which one to use. The comment after a case says
// what the check must find: "passes", "unknown", or a word from the explanation of the call that is shown,
// and after "later" one from the explanation of later calls.
import Foundation

let variant = ProcessInfo.processInfo.environment["VARIANT"] ?? ""

typealias Frame = (fin: Bool, opcode: UInt8, key: [UInt8], payload: [UInt8], byteCount: Int)

struct BadFrame: Error {}

/// Lesson 4's function, with ways to write it wrong.
func decodeLength(
  _ bytes: [UInt8], long: Int = 8, checks: Bool = true,
  number: ([UInt8]) -> UInt64 = { $0.reduce(0) { $0 << 8 | UInt64($1) } }
) throws -> (length: UInt64, byteCount: Int)? {
  guard let first = bytes.first else { return nil }
  let seven = first & 127
  if seven < 126 { return (UInt64(seven), 1) }
  let count = seven == 126 ? 2 : long
  guard bytes.count > count else { return nil }
  let length = number(Array(bytes[1...count]))
  if checks, length < (count == 2 ? 126 : 65536) || length >= 1 << 63 { throw BadFrame() }
  return (length, 1 + count)
}

func little(_ bytes: [UInt8]) -> UInt64 { bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) } }

/// The rules of the first two bytes, as far as those are there.
func check(_ bytes: [UInt8], known: Set<UInt8> = [0, 1, 2, 8, 9, 10], reserved: UInt8 = 0x70) throws
{
  guard let first = bytes.first else { return }
  let opcode = first & 15
  if first & reserved != 0 || !known.contains(opcode) { throw BadFrame() }
  if opcode >= 8, first & 128 == 0 { throw BadFrame() }
  guard bytes.count > 1 else { return }
  if bytes[1] & 128 == 0 || opcode >= 8 && bytes[1] & 127 > 125 { throw BadFrame() }
}

/// The frame after these checks, with the length as it was read.
func frame(_ bytes: [UInt8], _ length: UInt64, _ lengthByteCount: Int) -> Frame? {
  let start = 5 + lengthByteCount
  guard bytes.count >= start, UInt64(bytes.count - start) >= length else { return nil }
  let end = start + Int(length)
  return (
    bytes[0] & 128 != 0, bytes[0] & 15, Array(bytes[start - 4..<start]), Array(bytes[start..<end]),
    end
  )
}

func right(_ bytes: [UInt8]) throws -> Frame? {
  try check(bytes)
  guard let (length, count) = try decodeLength(Array(bytes.dropFirst())) else { return nil }
  return frame(bytes, length, count)
}

/// A frame whose payload is awaited, but whose header is not checked.
func unchecked(_ bytes: [UInt8]) throws -> Frame? {
  guard let (length, count) = try decodeLength(Array(bytes.dropFirst())) else { return nil }
  return frame(bytes, length, count)
}

func decodeFrame(_ bytes: [UInt8]) throws -> Frame? {
  switch variant {
  case "helpers":  // passes
    return try right(bytes)
  case "one after the other":  // passes
    var rest = bytes[...]
    guard let first = rest.popFirst() else { return nil }
    let (fin, opcode) = (first >> 7 == 1, first % 16)
    switch (first >> 4 & 7, opcode, fin) {
    case (0, 0...2, _), (0, 8...10, true): break
    default: throw BadFrame()
    }
    guard let second = rest.first else { return nil }
    if second < 128 { throw BadFrame() }
    if opcode > 7 && second > 128 + 125 { throw BadFrame() }
    guard let header = try decodeLength(Array(rest)) else { return nil }
    rest = rest.dropFirst(header.byteCount)
    let key = Array(rest.prefix(4))
    guard key.count == 4 else { return nil }
    rest = rest.dropFirst(4)
    guard let length = Int(exactly: header.length), rest.count >= length else { return nil }
    return (fin, opcode, key, Array(rest.prefix(length)), rest.startIndex + length)
  case "throws at half a length":  // passes
    if bytes.count > 2, bytes[1] == 255, bytes[2] > 127 { throw BadFrame() }
    return try right(bytes)
  case "a table":  // passes
    let kinds: [UInt8: Bool] = [0: false, 1: false, 2: false, 8: true, 9: true, 10: true]
    if bytes.isEmpty { return nil }
    guard let isControl = kinds[bytes[0] & 0x7f] else { throw BadFrame() }
    if isControl && bytes[0] < 128 { throw BadFrame() }
    if bytes.count == 1 { return nil }
    guard bytes[1] >= 128, !isControl || bytes[1] < 254 else { throw BadFrame() }
    guard let (length, count) = try decodeLength(Array(bytes[1...])) else { return nil }
    return frame(bytes, length, count)
  case "a tutorial":  // frame.fixed-header; later frame.short-header-read, frame.rsv-ignored
    let length = Int(bytes[1] & 127)
    let key = Array(bytes[2..<6])
    let payload = Array(bytes[6...])
    _ = length
    return (bytes[0] & 128 != 0, bytes[0] & 15, key, payload, bytes.count)
  case "with a length":  // frame.fixed-header; later frame.short-header-read, frame.rsv-ignored
    let length = Int(bytes[1] & 127)
    return (
      bytes[0] & 128 != 0, bytes[0] & 15, Array(bytes[2..<6]), Array(bytes[6..<6 + length]),
      6 + length
    )
  case "all of it":  // frame.one-read-one-frame
    try check(bytes)
    guard let (_, count) = try decodeLength(Array(bytes.dropFirst())) else { return nil }
    guard bytes.count >= count + 5 else { return nil }
    return (
      bytes[0] & 128 != 0, bytes[0] & 15, Array(bytes[1 + count..<5 + count]),
      Array(bytes[(5 + count)...]), bytes.count
    )
  case "what is there":  // frame.one-read-one-frame, whole payload
    try check(bytes)
    guard let (length, count) = try decodeLength(Array(bytes.dropFirst())) else { return nil }
    guard bytes.count >= count + 5 else { return nil }
    let payload = Array(bytes[(5 + count)...].prefix(Int(length)))
    return (
      bytes[0] & 128 != 0, bytes[0] & 15, Array(bytes[1 + count..<5 + count]), payload,
      5 + count + payload.count
    )
  case "only alone":  // frame.one-read-one-frame, returned nil
    guard let frame = try right(bytes), frame.byteCount == bytes.count else { return nil }
    return frame
  case "only alone, or an error":  // frame.one-read-one-frame, threw
    guard let frame = try right(bytes) else { return nil }
    if frame.byteCount < bytes.count { throw BadFrame() }
    return frame
  case "fixed header":  // frame.fixed-header
    try check(bytes)
    guard let (length, _) = try decodeLength(Array(bytes.dropFirst())) else { return nil }
    guard bytes.count >= 6, UInt64(bytes.count - 6) >= length else { return nil }
    let end = 6 + Int(length)
    return (bytes[0] & 128 != 0, bytes[0] & 15, Array(bytes[2..<6]), Array(bytes[6..<end]), end)
  case "reads the second byte":  // frame.short-header-read, first two bytes
    _ = bytes[1]
    return try right(bytes)
  case "reads the first byte":  // frame.short-header-read, first byte
    _ = bytes[0]
    return try right(bytes)
  case "unwraps the first byte":  // frame.short-header-read, unwrapped
    _ = bytes.first!
    return try right(bytes)
  case "reads the key":  // frame.short-header-read, the key
    try check(bytes)
    guard let (length, count) = try decodeLength(Array(bytes.dropFirst())) else { return nil }
    _ = bytes[1 + count..<5 + count]
    return frame(bytes, length, count)
  case "reads the payload":  // the payload; later does not fit into Int
    try check(bytes)
    guard let (length, count) = try decodeLength(Array(bytes.dropFirst())) else { return nil }
    guard bytes.count >= 5 + count else { return nil }
    _ = bytes[5 + count..<5 + count + Int(length)]
    return frame(bytes, length, count)
  case "reads everything":  // have not come yet; later does not fit into Int
    _ = bytes[0...1]
    try check(bytes)
    guard let (length, count) = try decodeLength(Array(bytes.dropFirst())) else { return nil }
    _ = bytes[1 + count..<5 + count]
    _ = bytes[5 + count..<5 + count + Int(length)]
    return frame(bytes, length, count)
  case "throws when bytes are missing":  // threw an error where bytes are missing
    guard let frame = try right(bytes) else { throw BadFrame() }
    return frame
  case "throws without two bytes":  // threw an error where bytes are missing
    if bytes.count < 2 { throw BadFrame() }
    return try right(bytes)
  case "throws without a payload":  // threw an error where bytes are missing
    try check(bytes)
    guard let (length, count) = try decodeLength(Array(bytes.dropFirst())) else { return nil }
    guard bytes.count >= 5 + count else { return nil }
    guard let frame = frame(bytes, length, count) else { throw BadFrame() }
    return frame
  case "waits for two bytes":  // when the second was there
    return bytes.count < 2 ? nil : try right(bytes)
  case "waits for six bytes":  // waited for six bytes
    return bytes.count < 6 ? nil : try right(bytes)
  case "waits for the header":  // waited for the whole header
    guard let (length, count) = try decodeLength(Array(bytes.dropFirst())) else { return nil }
    guard bytes.count >= 5 + count else { return nil }
    try check(bytes)
    return frame(bytes, length, count)
  case "waits for the frame":  // waited for the whole frame
    guard let frame = try unchecked(bytes) else { return nil }
    try check(bytes)
    return frame
  case "nothing is checked":  // frame.rsv-ignored; later mask.unmasked-accepted, like the
    return try unchecked(bytes)
  case "bits from the wrong end":  // bits.order
    guard let frame = try right(bytes) else { return nil }
    return (bytes[0] & 1 != 0, bytes[0] >> 4, frame.key, frame.payload, frame.byteCount)
  case "FIN from the wrong end":  // bits.order, FIN
    guard let frame = try right(bytes) else { return nil }
    return (bytes[0] & 1 != 0, frame.opcode, frame.key, frame.payload, frame.byteCount)
  case "binary digits":  // bits.no-padding, FIN
    guard let frame = try right(bytes) else { return nil }
    let digits = String(bytes[0], radix: 2)
    return (digits.first == "1", frame.opcode, frame.key, frame.payload, frame.byteCount)
  case "FIN in the opcode":  // left FIN in the opcode
    guard let frame = try right(bytes) else { return nil }
    return (frame.fin, bytes[0], frame.key, frame.payload, frame.byteCount)
  case "FIN is always true":  // frame.fin-ignored
    guard let frame = try right(bytes) else { return nil }
    return (true, frame.opcode, frame.key, frame.payload, frame.byteCount)
  case "no reserved bits":  // frame.rsv-ignored, accepted frames
    try check([(bytes.first ?? 1) & 0x8f] + bytes.dropFirst())
    return try unchecked(bytes)
  case "RSV1 only":  // frame.rsv-ignored, RSV1 only
    if let first = bytes.first {
      if first & 0x40 != 0 { throw BadFrame() }
      try check([first & 0x8f] + bytes.dropFirst())
    }
    return try unchecked(bytes)
  case "any opcode":  // frame.opcode-ignored, every opcode
    try check(bytes, known: Set(0...15))
    return try unchecked(bytes)
  case "up to ten":  // frame.opcode-ignored, 3 to 7
    try check(bytes, known: Set(0...10))
    return try unchecked(bytes)
  case "no continuation":  // refused the opcode 0
    try check(bytes, known: [1, 2, 8, 9, 10])
    return try unchecked(bytes)
  case "no mask needed":  // mask.unmasked-accepted
    guard bytes.count > 1, bytes[1] < 128 else { return try right(bytes) }
    guard let (length, count) = try decodeLength(Array(bytes.dropFirst())) else { return nil }
    let end = 1 + count + Int(length)
    guard bytes.count >= end else { return nil }
    return (bytes[0] > 127, bytes[0] & 15, [], Array(bytes[1 + count..<end]), end)
  case "a key in any case":  // mask.unmasked-accepted
    try check(bytes.enumerated().map { $0 == 1 ? $1 | 128 : $1 })
    return try unchecked(bytes)
  case "MASK in binary digits":  // bits.no-padding, MASK
    if bytes.count > 1, String(bytes[1], radix: 2).first != "1" { throw BadFrame() }
    try check(bytes.enumerated().map { $0 == 1 ? $1 | 128 : $1 })
    return try unchecked(bytes)
  case "long control frames":  // control.too-long, accepted
    try check(bytes.enumerated().map { $0 == 1 ? $1 & 128 : $1 })
    return try unchecked(bytes)
  case "the control frame's whole length":  // control.too-long, waited
    try check(bytes.enumerated().map { $0 == 1 ? $1 & 128 : $1 })
    guard let (length, count) = try decodeLength(Array(bytes.dropFirst())) else { return nil }
    if bytes[0] & 15 > 7, length > 125 { throw BadFrame() }
    return frame(bytes, length, count)
  case "less than 125":  // control.too-long, refused
    if bytes.count > 1, bytes[0] & 15 > 7, bytes[1] & 127 >= 125 { throw BadFrame() }
    return try right(bytes)
  case "control fragments":  // control.fragmented, without FIN
    try check(bytes.enumerated().map { $0 == 0 ? $1 | 128 : $1 })
    return try unchecked(bytes)
  case "no fragments":  // refused every frame without FIN
    if let first = bytes.first, first < 128 { throw BadFrame() }
    return try right(bytes)
  case "close is not a control frame":  // close, for a control frame
    if let first = bytes.first, first & 15 == 8 {
      try check([0x81] + bytes.dropFirst())
      if first & 0x70 != 0 { throw BadFrame() }
      return try unchecked(bytes)
    }
    return try right(bytes)
  case "little-endian":  // length.little-endian
    try check(bytes)
    guard let (length, count) = try decodeLength(Array(bytes.dropFirst()), number: little)
    else { return nil }
    return frame(bytes, length, count)
  case "seven bytes":  // length.seven-bytes
    try check(bytes)
    guard let (length, count) = try decodeLength(Array(bytes.dropFirst()), long: 7)
    else { return nil }
    return frame(bytes, length, count)
  case "lower half":  // length.low-32
    try check(bytes)
    guard
      let (length, count) = try decodeLength(
        Array(bytes.dropFirst()), checks: false, number: { little($0.reversed().prefix(4) + []) })
    else { return nil }
    if count == 3, length < 126 { throw BadFrame() }
    return frame(bytes, length, count)
  case "any length":  // length.non-minimal; later begin with 1
    try check(bytes)
    guard let (length, count) = try decodeLength(Array(bytes.dropFirst()), checks: false)
    else { return nil }
    return frame(bytes, length, count)
  case "seven bits":  // signposts
    try check(bytes)
    guard bytes.count > 1 else { return nil }
    return frame(bytes, UInt64(bytes[1] & 127), 1)
  case "the first byte of the frame":  // gave `decodeLength` the first byte
    try check(bytes)
    guard bytes.count > 1 else { return nil }
    guard let (length, count) = try decodeLength(bytes) else { return nil }
    return frame(bytes, length, count)
  case "a sum":  // does not fit into Int
    try check(bytes)
    guard let (length, count) = try decodeLength(Array(bytes.dropFirst())) else { return nil }
    let end = 5 + count + Int(length)
    guard bytes.count >= end else { return nil }
    return frame(bytes, length, count)
  case "room for all":  // length.trusted
    try check(bytes)
    guard let (length, count) = try decodeLength(Array(bytes.dropFirst())) else { return nil }
    guard bytes.count >= 5 + count else { return nil }
    var payload = [UInt8](repeating: 0, count: Int(length))
    guard let frame = frame(bytes, length, count) else { return nil }
    payload = frame.payload
    return (frame.fin, frame.opcode, frame.key, payload, frame.byteCount)
  case "room reserved":  // length.trusted
    try check(bytes)
    guard let (length, count) = try decodeLength(Array(bytes.dropFirst())) else { return nil }
    guard bytes.count >= 5 + count else { return nil }
    var payload: [UInt8] = []
    payload.reserveCapacity(Int(length))
    guard let frame = frame(bytes, length, count) else { return nil }
    payload += frame.payload
    return (frame.fin, frame.opcode, frame.key, payload, frame.byteCount)
  case "a limit":  // refused a length that is allowed
    guard bytes.count > 9, bytes[1] == 255, bytes[2..<6] != [0, 0, 0, 0] else {
      return try right(bytes)
    }
    throw BadFrame()
  case "nil for errors":  // returned nil for a frame
    do { return try right(bytes) } catch { return nil }
  case "stops the program":  // stopped the program
    do { return try right(bytes) } catch { fatalError("not allowed") }
  case "unmasks":  // took the mask off
    guard let frame = try right(bytes) else { return nil }
    let payload = frame.payload.enumerated().map { $1 ^ frame.key[$0 % 4] }
    return (frame.fin, frame.opcode, frame.key, payload, frame.byteCount)
  case "no key":  // returned no key
    guard let frame = try right(bytes) else { return nil }
    return (frame.fin, frame.opcode, [], frame.payload, frame.byteCount)
  case "key and payload":  // put the key in front
    guard let frame = try right(bytes) else { return nil }
    return (frame.fin, frame.opcode, frame.key, frame.key + frame.payload, frame.byteCount)
  case "counts the payload":  // counted the payload only
    guard let frame = try right(bytes) else { return nil }
    return (frame.fin, frame.opcode, frame.key, frame.payload, frame.payload.count)
  case "counts all":  // counted all bytes
    guard let frame = try right(bytes) else { return nil }
    return (frame.fin, frame.opcode, frame.key, frame.payload, bytes.count)
  case "counts six":  // six bytes for every header
    guard let frame = try right(bytes) else { return nil }
    return (frame.fin, frame.opcode, frame.key, frame.payload, 6 + frame.payload.count)
  case "forgets the key":  // did not count the key
    guard let frame = try right(bytes) else { return nil }
    return (frame.fin, frame.opcode, frame.key, frame.payload, frame.byteCount - 4)
  case "counts all, nil for errors":  // counted all bytes; later returned nil for a frame
    do {
      guard let frame = try right(bytes) else { return nil }
      return (frame.fin, frame.opcode, frame.key, frame.payload, bytes.count)
    } catch {
      return nil
    }
  case "unmasks, waits for two bytes":  // took the mask off; later when the second was there
    guard bytes.count > 1, let frame = try right(bytes) else { return nil }
    let payload = frame.payload.enumerated().map { $1 ^ frame.key[$0 % 4] }
    return (frame.fin, frame.opcode, frame.key, payload, frame.byteCount)
  case "all of it, any opcode":  // frame.one-read-one-frame; later frame.opcode-ignored
    try check(bytes, known: Set(0...15))
    guard let frame = try unchecked(bytes) else { return nil }
    let payload = Array(bytes[(frame.byteCount - frame.payload.count)...])
    return (frame.fin, frame.opcode, frame.key, payload, bytes.count)
  case "little-endian, a sum":  // length.little-endian
    try check(bytes)
    guard let (length, count) = try decodeLength(Array(bytes.dropFirst()), number: little)
    else { return nil }
    guard bytes.count >= 5 + count + Int(length) else { return nil }
    return frame(bytes, length, count)
  case "any mask, late":  // mask.unmasked-accepted; later when the second was there
    guard bytes.count > 1 else { return nil }
    try check(bytes.enumerated().map { $0 == 1 ? $1 | 128 : $1 })
    return try unchecked(bytes)
  case "another opcode":  // unknown
    guard let frame = try right(bytes) else { return nil }
    return (frame.fin, frame.opcode + 3, frame.key, frame.payload, frame.byteCount)
  case "the second frame":  // unknown
    guard let frame = try right(bytes) else { return nil }
    return try right(Array(bytes.dropFirst(frame.byteCount)))
  default: fatalError("no variant \(variant)")
  }
}
