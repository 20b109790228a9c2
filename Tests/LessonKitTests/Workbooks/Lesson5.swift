// swift-format-ignore-file: NeverForceUnwrap
// Ways to write lesson 5's functions; the environment says which one to use. The comment after a case says
// what the check must find: "passes", "unknown", or a word from the explanation of the call that is shown,
// and after "later" one from the explanation of later calls.
import Foundation

let variant = ProcessInfo.processInfo.environment["VARIANT"] ?? ""

enum Wrong: Error { case code, reason, length, utf8 }

func allowed(_ code: UInt16) -> Bool {
  [1000, 1001, 1002, 1003].contains(code) || (1007...1014).contains(code)
    || (3000...4999).contains(code)
}

func two(_ code: UInt16) -> [UInt8] { withUnsafeBytes(of: code.bigEndian) { Array($0) } }

func closePayload(code: UInt16?, reason: String) throws -> [UInt8] {
  func none() throws -> [UInt8] {
    if !reason.isEmpty { throw Wrong.reason }
    return []
  }
  switch variant {
  case "guards":  // passes
    guard let code else {
      if !reason.isEmpty { throw Wrong.reason }
      return []
    }
    guard allowed(code) else { throw Wrong.code }
    guard reason.utf8.count < 124 else { throw Wrong.length }
    return two(code) + Array(reason.utf8)
  case "cuts characters":  // passes
    switch (code, reason) {
    case (nil, ""): return []
    case (nil, _): throw Wrong.reason
    case (let code?, _) where !allowed(code): throw Wrong.code
    case (let code?, _):
      var reason = reason
      while reason.utf8.count > 123 { reason.removeLast() }
      return [UInt8(code / 256), UInt8(code % 256)] + reason.utf8
    }
  case "cuts scalars":  // passes
    if code == nil && reason == "" { return [] }
    guard let code, allowed(code) else { throw Wrong.code }
    var bytes = two(code)
    for scalar in reason.unicodeScalars {
      let more = Array(String(scalar).utf8)
      if bytes.count + more.count > 125 { break }
      bytes += more
    }
    return bytes
  case "zero without a code":  // close.empty, two zero bytes
    guard code.map(allowed) ?? true else { throw Wrong.code }
    guard reason.utf8.count < 124 else { throw Wrong.length }
    return two(code ?? 0) + Array(reason.utf8)
  case "empty refused":  // close.empty, refused
    guard let code, allowed(code) else { throw Wrong.code }
    guard reason.utf8.count < 124 else { throw Wrong.length }
    return two(code) + Array(reason.utf8)
  case "1005 without a code":  // close.empty, 1005
    guard allowed(code ?? 1000), code != nil || reason.isEmpty else { throw Wrong.code }
    guard reason.utf8.count < 124 else { throw Wrong.length }
    return two(code ?? 1005) + Array(reason.utf8)
  case "1000 without a code":  // close.empty, 1000
    guard allowed(code ?? 1000) else { throw Wrong.code }
    guard reason.utf8.count < 124 else { throw Wrong.length }
    return two(code ?? 1000) + Array(reason.utf8)
  case "unwrapped":  // close.empty, unwrapped
    guard allowed(code!) else { throw Wrong.code }
    guard reason.utf8.count < 124 else { throw Wrong.length }
    return two(code!) + Array(reason.utf8)
  case "any code":  // close.code-echo, every code
    guard let code else { return try none() }
    guard reason.utf8.count < 124 else { throw Wrong.length }
    return two(code) + Array(reason.utf8)
  case "from 1000":  // close.code-echo, must not be sent; later above 4999
    guard let code else { return try none() }
    guard code >= 1000, reason.utf8.count < 124 else { throw Wrong.code }
    return two(code) + Array(reason.utf8)
  case "1000 to 4999":  // close.code-echo, must not be sent; later 1016 to 2999
    guard let code else { return try none() }
    guard (1000...4999).contains(code), reason.utf8.count < 124 else { throw Wrong.code }
    return two(code) + Array(reason.utf8)
  case "only 1005 and 1006":  // close.code-echo, must not be sent; later below 1000
    guard let code else { return try none() }
    guard code != 1005, code != 1006, reason.utf8.count < 124 else { throw Wrong.code }
    return two(code) + Array(reason.utf8)
  case "1004 accepted":  // close.code-echo, 1004
    guard let code else { return try none() }
    guard allowed(code) || code == 1004, reason.utf8.count < 124 else { throw Wrong.code }
    return two(code) + Array(reason.utf8)
  case "those of the RFC":  // 1012 to 1014
    guard let code else { return try none() }
    guard allowed(code), !(1012...1014).contains(code), reason.utf8.count < 124 else {
      throw Wrong.code
    }
    return two(code) + Array(reason.utf8)
  case "no 1003 and 1010":  // refused a code from 1000 to 1003; later 1007 to 1011
    guard let code else { return try none() }
    guard allowed(code), code != 1003, code != 1010, reason.utf8.count < 124 else {
      throw Wrong.code
    }
    return two(code) + Array(reason.utf8)
  case "no libraries":  // 3000 to 3999
    guard let code else { return try none() }
    guard allowed(code), !(3000..<4000).contains(code), reason.utf8.count < 124 else {
      throw Wrong.code
    }
    return two(code) + Array(reason.utf8)
  case "cut anywhere":  // close.reason-cut, inside a character
    guard let code else { return try none() }
    guard allowed(code) else { throw Wrong.code }
    return two(code) + Array(reason.utf8.prefix(123))
  case "cut by characters":  // close.reason-cut, characters
    guard let code else { return try none() }
    guard allowed(code) else { throw Wrong.code }
    return two(code) + Array(String(reason.prefix(123)).utf8)
  case "no limit":  // close.reason-cut, more than 123
    guard let code else { return try none() }
    guard allowed(code) else { throw Wrong.code }
    return two(code) + Array(reason.utf8)
  case "limit of 125":  // close.reason-cut, 125 bytes of reason
    guard let code else { return try none() }
    guard allowed(code), reason.utf8.count <= 125 else { throw Wrong.code }
    return two(code) + Array(reason.utf8)
  case "limit in characters":  // close.reason-cut, characters
    guard let code else { return try none() }
    guard allowed(code), reason.count <= 123 else { throw Wrong.code }
    return two(code) + Array(reason.utf8)
  case "limit of 122":  // reason that fits
    guard let code else { return try none() }
    guard allowed(code), reason.utf8.count < 123 else { throw Wrong.code }
    return two(code) + Array(reason.utf8)
  case "reason alone":  // reason without a code
    guard let code else { return Array(reason.utf8) }
    guard allowed(code), reason.utf8.count < 124 else { throw Wrong.code }
    return two(code) + Array(reason.utf8)
  case "reason dropped":  // dropped a reason
    guard let code else { return [] }
    guard allowed(code), reason.utf8.count < 124 else { throw Wrong.code }
    return two(code) + Array(reason.utf8)
  case "little-endian":  // least significant byte first
    guard let code else { return try none() }
    guard allowed(code), reason.utf8.count < 124 else { throw Wrong.code }
    return two(code).reversed() + Array(reason.utf8)
  case "digits":  // decimal digits
    guard let code else { return try none() }
    guard allowed(code), reason.utf8.count < 124 else { throw Wrong.code }
    return Array("\(code)\(reason)".utf8)
  case "one byte":  // last byte
    guard let code else { return try none() }
    guard allowed(code), reason.utf8.count < 124 else { throw Wrong.code }
    return [UInt8(code & 255)] + Array(reason.utf8)
  case "UInt8 of the code":  // converted the code to UInt8
    guard let code else { return try none() }
    guard allowed(code), reason.utf8.count < 124 else { throw Wrong.code }
    return [UInt8(code)] + Array(reason.utf8)
  case "no reason":  // left out the reason
    guard let code else { return try none() }
    guard allowed(code), reason.utf8.count < 124 else { throw Wrong.code }
    return two(code)
  case "whole frame":  // frame's header
    guard let code else { return try none() }
    guard allowed(code), reason.utf8.count < 124 else { throw Wrong.code }
    return [0x88, UInt8(2 + reason.utf8.count)] + two(code) + Array(reason.utf8)
  case "any code, no limit":  // close.code-echo; later close.reason-cut
    guard let code else { return try none() }
    return two(code) + Array(reason.utf8)
  case "little-endian and any code":  // least significant byte first; later close.code-echo
    guard let code else { return try none() }
    guard reason.utf8.count < 124 else { throw Wrong.length }
    return two(code).reversed() + Array(reason.utf8)
  case "first attempt":  // close.empty, unwrapped; later close.code-echo
    return two(code!) + Array(reason.utf8)
  case "little-endian and 1005":  // least significant byte first; later close.empty
    guard let code else { return reason.isEmpty ? [3, 0xed] : try none() }
    guard allowed(code), reason.utf8.count < 124 else { throw Wrong.code }
    return two(code).reversed() + Array(reason.utf8)
  case "another number":  // unknown
    return two((code ?? 0) &+ 1) + Array(reason.utf8)
  case "divided by 255":  // divided by 255
    guard let code else { return try none() }
    guard allowed(code), reason.utf8.count < 124 else { throw Wrong.code }
    return [UInt8(code / 255), UInt8(code % 255)] + Array(reason.utf8)
  default: fatalError("no variant \(variant)")
  }
}

func parseClose(_ payload: [UInt8]) throws -> (code: UInt16?, reason: String) {
  func code() -> UInt16 { UInt16(payload[0]) << 8 + UInt16(payload[1]) }
  func text(_ start: Int) throws -> String {
    guard let text = String(validating: payload.dropFirst(start), as: UTF8.self) else {
      throw Wrong.utf8
    }
    return text
  }
  switch variant {
  case "guards":  // passes
    if payload.isEmpty { return (nil, "") }
    if payload.count == 1 { throw Wrong.length }
    guard allowed(code()) else { throw Wrong.code }
    return (code(), try text(2))
  case "Foundation":  // passes
    switch payload.count {
    case 0: return (nil, "")
    case 1: throw Wrong.length
    default:
      let number = UInt16(payload[0]) * 256 + UInt16(payload[1])
      guard allowed(number) else { throw Wrong.code }
      guard let text = String(data: Data(payload[2...]), encoding: .utf8) else { throw Wrong.utf8 }
      return (number, text)
    }
  case "compares":  // passes
    guard let first = payload.first else { return (nil, "") }
    guard payload.count > 1 else { throw Wrong.length }
    let number = Int(first) << 8 | Int(payload[1])
    guard number != 1004, number != 1005, number != 1006,
      (1000...1014).contains(number)
        || (3000..<5000).contains(number)
    else { throw Wrong.code }
    let reason = String(decoding: payload[2...], as: UTF8.self)
    guard Array(reason.utf8) == Array(payload[2...]) else { throw Wrong.utf8 }
    return (UInt16(number), reason)
  case "0 for empty":  // close.empty, code 0
    if payload.isEmpty { return (0, "") }
    if payload.count == 1 { throw Wrong.length }
    guard allowed(code()) else { throw Wrong.code }
    return (code(), try text(2))
  case "1005 for empty":  // close.empty, 1005
    if payload.isEmpty { return (1005, "") }
    if payload.count == 1 { throw Wrong.length }
    guard allowed(code()) else { throw Wrong.code }
    return (code(), try text(2))
  case "empty refused":  // close.empty, refused
    if payload.count < 2 { throw Wrong.length }
    guard allowed(code()) else { throw Wrong.code }
    return (code(), try text(2))
  case "crash":  // close.empty, looked for a code; later close.code-echo
    return (code(), String(decoding: payload[2...], as: UTF8.self))
  case "one byte as nothing":  // close.one-byte, as empty
    guard payload.count >= 2 else { return (nil, "") }
    guard allowed(code()) else { throw Wrong.code }
    return (code(), try text(2))
  case "one byte crash":  // close.one-byte, second byte
    if payload.isEmpty { return (nil, "") }
    guard allowed(code()) else { throw Wrong.code }
    return (code(), try text(2))
  case "any code":  // close.code-echo, every code
    if payload.isEmpty { return (nil, "") }
    if payload.count == 1 { throw Wrong.length }
    return (code(), try text(2))
  case "1000 to 4999":  // must not be sent; later 1016 to 2999
    if payload.isEmpty { return (nil, "") }
    if payload.count == 1 { throw Wrong.length }
    guard (1000...4999).contains(code()) else { throw Wrong.code }
    return (code(), try text(2))
  case "not validated":  // text.not-validated
    if payload.isEmpty { return (nil, "") }
    if payload.count == 1 { throw Wrong.length }
    guard allowed(code()) else { throw Wrong.code }
    return (code(), String(decoding: payload[2...], as: UTF8.self))
  case "empty reason where wrong":  // text.not-validated, empty reason
    if payload.isEmpty { return (nil, "") }
    if payload.count == 1 { throw Wrong.length }
    guard allowed(code()) else { throw Wrong.code }
    return (code(), (try? text(2)) ?? "")
  case "unwrapped":  // text.not-validated, unwrapped
    if payload.isEmpty { return (nil, "") }
    if payload.count == 1 { throw Wrong.length }
    guard allowed(code()) else { throw Wrong.code }
    return (code(), String(data: Data(payload[2...]), encoding: .utf8)!)
  case "little-endian":  // least significant byte first
    if payload.isEmpty { return (nil, "") }
    if payload.count == 1 { throw Wrong.length }
    guard allowed(code()) else { throw Wrong.code }
    return (UInt16(payload[1]) << 8 | UInt16(payload[0]), try text(2))
  case "little-endian, checked":  // least significant byte first
    if payload.isEmpty { return (nil, "") }
    if payload.count == 1 { throw Wrong.length }
    let little = UInt16(payload[1]) << 8 | UInt16(payload[0])
    guard allowed(little) else { throw Wrong.code }
    return (little, try text(2))
  case "shifted a byte":  // shifted a UInt8; later close.code-echo
    if payload.isEmpty { return (nil, "") }
    if payload.count == 1 { throw Wrong.length }
    return (UInt16(payload[0] << 8 | payload[1]), try text(2))
  case "shifted a byte, checked":  // refused every code
    if payload.isEmpty { return (nil, "") }
    if payload.count == 1 { throw Wrong.length }
    let small = UInt16(payload[0] << 8 | payload[1])
    guard allowed(small) else { throw Wrong.code }
    return (small, try text(2))
  case "code in the reason":  // two bytes in the reason
    if payload.isEmpty { return (nil, "") }
    if payload.count == 1 { throw Wrong.length }
    guard allowed(code()) else { throw Wrong.code }
    _ = try text(2)
    return (code(), String(decoding: payload, as: UTF8.self))
  case "no reason":  // left out the reason
    if payload.isEmpty { return (nil, "") }
    if payload.count == 1 { throw Wrong.length }
    guard allowed(code()) else { throw Wrong.code }
    _ = try text(2)
    return (code(), "")
  case "one byte of code":  // one byte as the code
    if payload.isEmpty { return (nil, "") }
    if payload.count == 1 { throw Wrong.length }
    guard allowed(code()) else { throw Wrong.code }
    return (UInt16(payload[0]), try text(2))
  case "ours refused":  // 4000 to 4999; later 3000 to 3999
    if payload.isEmpty { return (nil, "") }
    if payload.count == 1 { throw Wrong.length }
    guard allowed(code()), code() < 3000 else { throw Wrong.code }
    return (code(), try text(2))
  case "short ones only":  // refused a long payload
    if payload.isEmpty { return (nil, "") }
    if payload.count == 1 || payload.count > 20 { throw Wrong.length }
    guard allowed(code()) else { throw Wrong.code }
    return (code(), try text(2))
  case "up to 123 bytes":  // refused a long payload
    if payload.isEmpty { return (nil, "") }
    if payload.count == 1 || payload.count > 123 { throw Wrong.length }
    guard allowed(code()) else { throw Wrong.code }
    return (code(), try text(2))
  case "unchecked":  // close.one-byte; later close.code-echo
    guard payload.count >= 2 else { return (nil, "") }
    return (code(), String(decoding: payload[2...], as: UTF8.self))
  case "nothing checked":  // close.code-echo; later text.not-validated
    guard !payload.isEmpty else { return (nil, "") }
    if payload.count == 1 { throw Wrong.length }
    return (code(), String(decoding: payload[2...], as: UTF8.self))
  case "first attempt":  // close.empty, looked for a code; later text.not-validated
    guard allowed(code()) else { throw Wrong.code }
    return (code(), String(decoding: payload[2...], as: UTF8.self))
  case "another code":  // unknown
    if payload.isEmpty { return (nil, "") }
    return (UInt16(payload.count), "")
  case "a character a byte":  // text.not-validated, one character of each byte
    if payload.isEmpty { return (nil, "") }
    if payload.count == 1 { throw Wrong.length }
    guard allowed(code()) else { throw Wrong.code }
    return (code(), String(payload[2...].map { Character(UnicodeScalar($0)) }))
  case "text of the whole payload":  // text of the whole payload
    if payload.isEmpty { return (nil, "") }
    if payload.count == 1 { throw Wrong.length }
    guard allowed(code()) else { throw Wrong.code }
    return (code(), try text(0))
  case "always throws":  // refused every code; later close.empty
    throw Wrong.code
  default: fatalError("no variant \(variant)")
  }
}

func closeReply(to payload: [UInt8]) throws -> [UInt8] {
  func code() -> UInt16 { UInt16(payload[0]) << 8 + UInt16(payload[1]) }
  func isText() -> Bool { String(validating: payload.dropFirst(2), as: UTF8.self) != nil }
  switch variant {
  case "guards":  // passes
    if payload.isEmpty { return [] }
    guard payload.count >= 2, allowed(code()) else { return [3, 0xea] }
    return isText() ? Array(payload[..<2]) : [3, 0xef]
  case "echo":  // passes
    if payload.isEmpty { return [] }
    guard payload.count >= 2, allowed(code()) else { return [3, 0xea] }
    return isText() ? payload : two(1007)
  case "reason in the answer":  // passes
    if payload.count == 1 { return two(1002) + Array("half a code".utf8) }
    if payload.count >= 2, !allowed(code()) { return two(1002) + Array("bad code".utf8) }
    if !isText() { return two(1007) + Array("not UTF-8".utf8) }
    return payload.isEmpty ? [] : Array(payload.prefix(2)) + Array("再见".utf8)
  case "throws":  // close.no-reply
    _ = payload
    throw Wrong.code
  case "throws at broken ones":  // close.no-reply
    if payload.isEmpty { return [] }
    guard payload.count >= 2, allowed(code()), isText() else { throw Wrong.code }
    return Array(payload[..<2])
  case "any code":  // close.code-echo
    return payload.count == 1 ? two(1002) : isText() ? payload : two(1007)
  case "1005 for empty":  // close.empty, 1005
    if payload.isEmpty { return two(1005) }
    guard payload.count >= 2, allowed(code()) else { return two(1002) }
    return isText() ? Array(payload[..<2]) : two(1007)
  case "1000 for empty":  // close.empty, 1000
    if payload.isEmpty { return two(1000) }
    guard payload.count >= 2, allowed(code()) else { return two(1002) }
    return isText() ? Array(payload[..<2]) : two(1007)
  case "one byte back":  // close.one-byte
    if payload.count < 2 { return payload }
    guard allowed(code()) else { return two(1002) }
    return isText() ? Array(payload[..<2]) : two(1007)
  case "one byte as empty":  // close.one-byte, empty
    if payload.count < 2 { return [] }
    guard allowed(code()) else { return two(1002) }
    return isText() ? Array(payload[..<2]) : two(1007)
  case "not validated":  // text.not-validated
    if payload.isEmpty { return [] }
    guard payload.count >= 2, allowed(code()) else { return two(1002) }
    return Array(payload[..<2])
  case "not validated, whole":  // text.not-validated, sent back
    if payload.isEmpty { return [] }
    guard payload.count >= 2, allowed(code()) else { return two(1002) }
    return payload
  case "1002 for text":  // 1007
    if payload.isEmpty { return [] }
    guard payload.count >= 2, allowed(code()), isText() else { return two(1002) }
    return Array(payload[..<2])
  case "always empty":  // always empty
    return []
  case "little-endian":  // least significant byte first
    if payload.isEmpty { return [] }
    guard payload.count >= 2, allowed(code()) else { return [0xea, 3] }
    return isText() ? [payload[1], payload[0]] : [0xef, 3]
  case "always 1000":  // 1000 to every
    return payload.isEmpty ? [] : two(1000)
  case "ours refused":  // 4000 to 4999; later 3000 to 3999
    if payload.isEmpty { return [] }
    guard payload.count >= 2, allowed(code()), code() < 3000 else { return two(1002) }
    return isText() ? Array(payload[..<2]) : two(1007)
  case "crash":  // close.empty
    guard allowed(code()) else { return two(1002) }
    return isText() ? Array(payload[..<2]) : two(1007)
  case "whole frame":  // frame's header
    if payload.isEmpty { return [] }
    guard payload.count >= 2, allowed(code()) else { return [0x88, 2, 3, 0xea] }
    return isText() ? [0x88, 2] + payload[..<2] : [0x88, 2, 3, 0xef]
  case "throws, and 1000 for empty":  // close.empty, 1000; later close.no-reply
    if payload.isEmpty { return two(1000) }
    guard payload.count >= 2, allowed(code()), isText() else { throw Wrong.code }
    return Array(payload[..<2])
  case "just an echo":  // close.one-byte; later text.not-validated
    return payload
  case "just two bytes":  // close.one-byte; later close.code-echo
    return Array(payload.prefix(2))
  case "1002 for text and empty for one byte":  // close.one-byte, empty; later 1007
    if payload.count < 2 { return [] }
    guard allowed(code()), isText() else { return two(1002) }
    return Array(payload[..<2])
  case "something else":  // unknown
    return payload.isEmpty ? [] : two(1011)
  case "whole frame":  // the frame's header
    if payload.isEmpty { return [0x88, 0] }
    if payload.count == 1 { return [0x88, 2, 0x03, 0xea] }
    let code = UInt16(payload[0]) << 8 | UInt16(payload[1])
    guard allowed(code) else { return [0x88, 2, 0x03, 0xea] }
    guard String(validating: payload[2...], as: UTF8.self) != nil else {
      return [0x88, 2, 0x03, 0xef]
    }
    return [0x88, 2, payload[0], payload[1]]
  default: fatalError("no variant \(variant)")
  }
}
