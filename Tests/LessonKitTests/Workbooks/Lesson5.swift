// Right and wrong ways to write lesson 5's functions; the environment says which one to use.
import Foundation

let variant = ProcessInfo.processInfo.environment["VARIANT"] ?? ""

enum Wrong: Error { case code, reason, length, utf8 }

func allowed(_ code: UInt16) -> Bool {
  [1000, 1001, 1002, 1003].contains(code) || (1007...1014).contains(code)
    || (3000...4999).contains(code)
}

func two(_ code: UInt16) -> [UInt8] { withUnsafeBytes(of: code.bigEndian) { Array($0) } }

func closePayload(code: UInt16?, reason: String) throws -> [UInt8] {
  switch variant {
  // Right.
  case "guards":
    guard let code else {
      if !reason.isEmpty { throw Wrong.reason }
      return []
    }
    guard allowed(code) else { throw Wrong.code }
    guard reason.utf8.count < 124 else { throw Wrong.length }
    return two(code) + Array(reason.utf8)
  case "cuts characters", "reason in the answer":
    switch (code, reason) {
    case (nil, ""): return []
    case (nil, _): throw Wrong.reason
    case (let code?, _) where !allowed(code): throw Wrong.code
    case (let code?, _):
      var reason = reason
      while reason.utf8.count > 123 { reason.removeLast() }
      return [UInt8(code / 256), UInt8(code % 256)] + reason.utf8
    }
  case "cuts scalars":
    if code == nil && reason == "" { return [] }
    guard let code, allowed(code) else { throw Wrong.code }
    var bytes = two(code)
    for scalar in reason.unicodeScalars {
      let more = Array(String(scalar).utf8)
      if bytes.count + more.count > 125 { break }
      bytes += more
    }
    return bytes
  // Wrong.
  case "close.empty": return two(code ?? 0) + Array(reason.utf8.prefix(123))
  case "close.empty refused":
    guard let code, allowed(code) else { throw Wrong.code }
    guard reason.utf8.count < 124 else { throw Wrong.length }
    return two(code) + Array(reason.utf8)
  case "close.empty 1005":
    guard allowed(code ?? 1000), code != nil || reason.isEmpty else { throw Wrong.code }
    guard reason.utf8.count < 124 else { throw Wrong.length }
    return two(code ?? 1005) + Array(reason.utf8)
  case "close.code-echo":
    guard let code else {
      if !reason.isEmpty { throw Wrong.reason }
      return []
    }
    guard reason.utf8.count < 124 else { throw Wrong.length }
    return two(code) + Array(reason.utf8)
  case "close.reason-cut":
    guard let code else {
      if !reason.isEmpty { throw Wrong.reason }
      return []
    }
    guard allowed(code) else { throw Wrong.code }
    return two(code) + Array(reason.utf8.prefix(123))
  case "close.reason-cut characters":
    guard let code else {
      if !reason.isEmpty { throw Wrong.reason }
      return []
    }
    guard allowed(code) else { throw Wrong.code }
    return two(code) + Array(String(reason.prefix(123)).utf8)
  case "close.code-echo and reason-cut":
    guard let code else {
      if !reason.isEmpty { throw Wrong.reason }
      return []
    }
    return two(code) + Array(reason.utf8)
  case let slip where slip.hasPrefix("slip "):
    guard let code else {
      if reason.isEmpty { return [] }
      if slip == "slip reason alone" { return Array(reason.utf8) }
      if slip == "slip reason dropped" { return [] }
      throw Wrong.reason
    }
    guard allowed(code) else { throw Wrong.code }
    guard reason.utf8.count <= (slip == "slip 122" ? 122 : 123) else { throw Wrong.length }
    switch slip {
    case "slip little-endian": return two(code).reversed() + Array(reason.utf8)
    case "slip digits": return Array("\(code)\(reason)".utf8)
    case "slip one byte": return [UInt8(code & 255)] + Array(reason.utf8)
    case "slip no reason": return two(code)
    case "slip ours refused":
      if code >= 3000 { throw Wrong.code }
      return two(code) + Array(reason.utf8)
    default: return two(code) + Array(reason.utf8)
    }
  default: fatalError("no variant \(variant)")
  }
}

func parseClose(_ payload: [UInt8]) throws -> (code: UInt16?, reason: String) {
  func code() -> UInt16 { UInt16(payload[0]) << 8 + UInt16(payload[1]) }
  switch variant {
  // Right.
  case "guards", "reason in the answer":
    if payload.isEmpty { return (nil, "") }
    if payload.count == 1 { throw Wrong.length }
    guard allowed(code()) else { throw Wrong.code }
    guard let reason = String(validating: payload.dropFirst(2), as: UTF8.self) else {
      throw Wrong.utf8
    }
    return (code(), reason)
  case "cuts characters":
    switch payload.count {
    case 0: return (nil, "")
    case 1: throw Wrong.length
    default:
      let number = UInt16(payload[0]) * 256 + UInt16(payload[1])
      guard allowed(number) else { throw Wrong.code }
      guard let text = String(data: Data(payload[2...]), encoding: .utf8) else { throw Wrong.utf8 }
      return (number, text)
    }
  case "cuts scalars":
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
  // Wrong.
  case "close.empty":
    guard payload.count >= 2 else {
      if payload.count == 1 { throw Wrong.length }
      return (0, "")
    }
    guard allowed(code()) else { throw Wrong.code }
    guard let reason = String(validating: payload[2...], as: UTF8.self) else { throw Wrong.utf8 }
    return (code(), reason)
  case "close.empty crash":
    return (code(), String(decoding: payload[2...], as: UTF8.self))
  case "close.one-byte":
    guard payload.count >= 2 else { return (nil, "") }
    guard allowed(code()) else { throw Wrong.code }
    guard let reason = String(validating: payload[2...], as: UTF8.self) else { throw Wrong.utf8 }
    return (code(), reason)
  case "close.code-echo":
    if payload.isEmpty { return (nil, "") }
    if payload.count == 1 { throw Wrong.length }
    guard let reason = String(validating: payload[2...], as: UTF8.self) else { throw Wrong.utf8 }
    return (code(), reason)
  case "text.not-validated":
    if payload.isEmpty { return (nil, "") }
    if payload.count == 1 { throw Wrong.length }
    guard allowed(code()) else { throw Wrong.code }
    return (code(), String(decoding: payload[2...], as: UTF8.self))
  case let slip where slip.hasPrefix("slip "):
    if payload.isEmpty { return (nil, "") }
    if payload.count == 1 { throw Wrong.length }
    let little = UInt16(payload[1]) << 8 + UInt16(payload[0])
    if slip == "slip little-endian checked", !allowed(little) { throw Wrong.code }
    guard allowed(code()) else { throw Wrong.code }
    guard let reason = String(validating: payload[2...], as: UTF8.self) else { throw Wrong.utf8 }
    switch slip {
    case "slip little-endian": return (little, reason)
    case "slip code in reason": return (code(), String(decoding: payload, as: UTF8.self))
    case "slip no reason": return (code(), "")
    case "slip one byte": return (UInt16(payload[0]), reason)
    case "slip ours refused":
      if code() >= 3000 { throw Wrong.code }
      return (code(), reason)
    default: fatalError("no variant \(variant)")
    }
  default: fatalError("no variant \(variant)")
  }
}

func closeReply(to payload: [UInt8]) throws -> [UInt8] {
  func code() -> UInt16 { UInt16(payload[0]) << 8 + UInt16(payload[1]) }
  func isText() -> Bool { String(validating: payload.dropFirst(2), as: UTF8.self) != nil }
  switch variant {
  // Right.
  case "guards":
    if payload.isEmpty { return [] }
    guard payload.count >= 2, allowed(code()) else { return [3, 0xea] }
    return isText() ? Array(payload[..<2]) : [3, 0xef]
  case "cuts characters":
    do { _ = try parseClose(payload) } catch { return two(1002) }
    return payload
  case "reason in the answer":
    if payload.count == 1 { return two(1002) + Array("half a code".utf8) }
    if payload.count >= 2, !allowed(code()) { return two(1002) + Array("bad code".utf8) }
    if !isText() { return two(1007) + Array("not UTF-8".utf8) }
    return payload.isEmpty ? [] : Array(payload.prefix(2)) + Array("再见".utf8)
  // Wrong.
  case "close.no-reply":
    _ = payload
    throw Wrong.code
  case "close.no-reply to broken ones":
    if payload.isEmpty { return [] }
    guard payload.count >= 2, allowed(code()), isText() else { throw Wrong.code }
    return Array(payload[..<2])
  case "close.code-echo": return payload.count == 1 ? two(1002) : isText() ? payload : two(1007)
  case "close.code-echo 1005":
    if payload.isEmpty { return two(1005) }
    guard payload.count >= 2, allowed(code()) else { return two(1002) }
    return isText() ? Array(payload[..<2]) : two(1007)
  case "close.empty":
    if payload.isEmpty { return two(1000) }
    guard payload.count >= 2, allowed(code()) else { return two(1002) }
    return isText() ? Array(payload[..<2]) : two(1007)
  case "close.one-byte":
    if payload.count < 2 { return payload }
    guard allowed(code()) else { return two(1002) }
    return isText() ? Array(payload[..<2]) : two(1007)
  case "text.not-validated":
    if payload.isEmpty { return [] }
    guard payload.count >= 2, allowed(code()) else { return two(1002) }
    return Array(payload[..<2])
  case let slip where slip.hasPrefix("slip "):
    if payload.isEmpty { return [] }
    let isFine = payload.count >= 2 && allowed(code()) && isText()
    let reply =
      isFine ? Array(payload[..<2]) : payload.count >= 2 && allowed(code()) ? two(1007) : two(1002)
    switch slip {
    case "slip empty": return []
    case "slip little-endian": return reply.reversed()
    case "slip always 1000": return two(1000)
    case "slip ours refused": return isFine && code() >= 3000 ? two(1002) : reply
    default: fatalError("no variant \(variant)")
    }
  default: fatalError("no variant \(variant)")
  }
}
