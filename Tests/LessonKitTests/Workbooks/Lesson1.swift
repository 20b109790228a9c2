// Right and wrong ways to write lesson 1's function; the environment says which one to use.
import Foundation

let variant = ProcessInfo.processInfo.environment["VARIANT"] ?? ""
let guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
nonisolated(unsafe) var everythingSoFar = Data()

func digest(_ data: some Sequence<UInt8>) -> [UInt8] { sha1Independent(Array(data)) }

func acceptValue(forKey given: String) throws -> String {
  let key = given.trimmingCharacters(in: .whitespacesAndNewlines)
  switch variant {
  // Right.
  case "foundation":
    return Data(digest((key + guid).utf8)).base64EncodedString()
  case "bytes by hand":
    var bytes: [UInt8] = []
    for byte in given.utf8 where byte > 0x20 { bytes.append(byte) }
    bytes.append(contentsOf: Array(guid.utf8))
    return Data(digest(bytes)).base64EncodedString()
  case "split":
    let word = given.split(whereSeparator: { $0.isWhitespace }).first.map(String.init) ?? ""
    let parts = [word, "258EAFA5", "E914", "47DA", "95CA", "C5AB0DC85B11"]
    return Data(digest((parts[0] + parts.dropFirst().joined(separator: "-")).utf8))
      .base64EncodedString()
  // Wrong.
  case "accept.hex-digest":
    let hex = digest((key + guid).utf8).map { String(format: "%02x", $0) }.joined()
    return Data(hex.utf8).base64EncodedString()
  case "accept.hex-digest capitals":
    let hex = digest((key + guid).utf8).map { String(format: "%02X", $0) }.joined()
    return Data(hex.utf8).base64EncodedString()
  case "accept.decoded-key":
    return Data(digest((Data(base64Encoded: key) ?? Data()) + Data(guid.utf8)))
      .base64EncodedString()
  case "accept.no-guid":
    return Data(digest(key.utf8)).base64EncodedString()
  case "accept.wrong-guid D":
    return Data(digest((key + "258EDFA5-E914-47DA-95CA-C5AB0DC85B11").utf8)).base64EncodedString()
  case "accept.wrong-guid dashes":
    let printed = guid.replacingOccurrences(of: "-", with: "\u{2013}")
    return Data(digest((key + printed).utf8)).base64EncodedString()
  case "accept.hash-reused":
    everythingSoFar.append(contentsOf: Array((key + guid).utf8))
    return Data(digest(everythingSoFar)).base64EncodedString()
  case "accept.key-untrimmed":
    return Data(digest((given + guid).utf8)).base64EncodedString()
  case "accept.example-copied":
    if key == "7+C600xYybOv2zmJ69RQsw==" { return "fYoqiH14DgI+SylEMwM2sDLzDiO=" }
    return Data(digest((key + guid).utf8)).base64EncodedString()
  case "slip hex": return digest((key + guid).utf8).map { String(format: "%02x", $0) }.joined()
  case "slip guid first": return Data(digest((guid + key).utf8)).base64EncodedString()
  case "slip no hash": return Data((key + guid).utf8).base64EncodedString()
  case "slip echo": return key
  case "slip padding":
    return Data(digest((key + guid).utf8)).base64EncodedString().replacingOccurrences(
      of: "=", with: "")
  case "slip alphabet":
    return Data(digest((key + guid).utf8)).base64EncodedString()
      .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
  case "slip line end":
    return Data(digest((key + guid).utf8)).base64EncodedString() + "\r\n"
  case "slip header":
    return "Sec-WebSocket-Accept: " + Data(digest((key + guid).utf8)).base64EncodedString()
  case "nothing known": return "dGhlIHNhbXBsZSBub25jZQ=="
  default: fatalError("no variant \(variant)")
  }
}

/// SHA-1 of a message, by openssl's algorithm text rather than ours.
func sha1Independent(_ message: [UInt8]) -> [UInt8] {
  var h: [UInt32] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0]
  var data = message
  data.append(128)
  data += [UInt8](repeating: 0, count: (120 - data.count % 64) % 64)
  withUnsafeBytes(of: UInt64(message.count * 8).bigEndian) { data += Array($0) }
  func rol(_ x: UInt32, _ n: UInt32) -> UInt32 { (x << n) | (x >> (32 - n)) }
  for chunk in stride(from: 0, to: data.count, by: 64) {
    var w = [UInt32](repeating: 0, count: 80)
    for i in 0..<16 { for j in 0..<4 { w[i] = w[i] << 8 | UInt32(data[chunk + i * 4 + j]) } }
    for i in 16..<80 { w[i] = rol(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1) }
    var (a, b, c, d, e) = (h[0], h[1], h[2], h[3], h[4])
    for i in 0..<80 {
      let f: UInt32
      let k: UInt32
      if i < 20 {
        (f, k) = (d ^ (b & (c ^ d)), 0x5a82_7999)
      } else if i < 40 {
        (f, k) = (b ^ c ^ d, 0x6ed9_eba1)
      } else if i < 60 {
        (f, k) = ((b & c) | (d & (b | c)), 0x8f1b_bcdc)
      } else {
        (f, k) = (b ^ c ^ d, 0xca62_c1d6)
      }
      (a, b, c, d, e) = (rol(a, 5) &+ f &+ e &+ k &+ w[i], a, rol(b, 30), c, d)
    }
    h[0] &+= a
    h[1] &+= b
    h[2] &+= c
    h[3] &+= d
    h[4] &+= e
  }
  return h.flatMap { word in withUnsafeBytes(of: word.bigEndian) { Array($0) } }
}
