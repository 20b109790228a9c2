// Ways to write lesson 1's function; the environment says which one to use. The comment after a case says
// what the check must find: "passes", "unknown", or a word from the explanation of the call that is shown,
// and after "later" one from the explanation of later calls.
import Foundation

let variant = ProcessInfo.processInfo.environment["VARIANT"] ?? ""
let guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
nonisolated(unsafe) var everythingSoFar = Data()

func hash(_ bytes: some Sequence<UInt8>) -> Data { Data(sha1Independent(Array(bytes))) }

func hex(_ data: Data) -> String { data.map { String(format: "%02x", $0) }.joined() }

func acceptValue(forKey given: String) throws -> String {
  let key = given.trimmingCharacters(in: .whitespacesAndNewlines)
  switch variant {
  case "foundation":  // passes
    return hash((key + guid).utf8).base64EncodedString()
  case "bytes by hand":  // passes
    var bytes: [UInt8] = []
    for byte in given.utf8 where byte > 0x20 { bytes.append(byte) }
    bytes.append(contentsOf: Array(guid.utf8))
    return hash(bytes).base64EncodedString()
  case "split":  // passes
    let word = given.split(whereSeparator: { $0.isWhitespace }).first.map(String.init) ?? ""
    let parts = [word, "258EAFA5", "E914", "47DA", "95CA", "C5AB0DC85B11"]
    return hash((parts[0] + parts.dropFirst().joined(separator: "-")).utf8).base64EncodedString()
  case "hex digest":  // accept.hex-digest
    return Data(hex(hash((key + guid).utf8)).utf8).base64EncodedString()
  case "hex digest in capitals":  // accept.hex-digest
    return Data(hex(hash((key + guid).utf8)).uppercased().utf8).base64EncodedString()
  case "decoded key":  // accept.decoded-key
    return hash((Data(base64Encoded: key) ?? Data()) + Data(guid.utf8)).base64EncodedString()
  case "no GUID":  // accept.no-guid
    return hash(key.utf8).base64EncodedString()
  case "GUID with a D":  // accept.wrong-guid
    return hash((key + "258EDFA5-E914-47DA-95CA-C5AB0DC85B11").utf8).base64EncodedString()
  case "GUID with dashes":  // accept.wrong-guid
    return hash((key + guid.replacingOccurrences(of: "-", with: "\u{2013}")).utf8)
      .base64EncodedString()
  case "GUID in small letters":  // accept.wrong-guid, capitals
    return hash((key + guid.lowercased()).utf8).base64EncodedString()
  case "a space between":  // accept.wrong-guid, a space
    return hash((key + " " + guid).utf8).base64EncodedString()
  case "one hash for all":  // accept.hash-reused
    everythingSoFar.append(contentsOf: Array((key + guid).utf8))
    return hash(everythingSoFar).base64EncodedString()
  case "not trimmed":  // accept.key-untrimmed
    return hash((given + guid).utf8).base64EncodedString()
  case "whitespaces only":  // accept.key-untrimmed, carriage return
    return hash((given.trimmingCharacters(in: .whitespaces) + guid).utf8).base64EncodedString()
  case "newlines only":  // accept.key-untrimmed, spaces
    return hash((given.trimmingCharacters(in: .newlines) + guid).utf8).base64EncodedString()
  case "spaces replaced":  // accept.key-untrimmed, carriage return
    return hash((given.replacingOccurrences(of: " ", with: "") + guid).utf8).base64EncodedString()
  case "the book's example":  // accept.example-copied
    if key == "7+C600xYybOv2zmJ69RQsw==" { return "fYoqiH14DgI+SylEMwM2sDLzDiO=" }
    return hash((key + guid).utf8).base64EncodedString()
  case "the lesson's example":  // accept.example-copied, every key
    return "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
  case "hex sent":  // accept.hex-sent
    return hex(hash((key + guid).utf8))
  case "GUID first":  // accept.reversed
    return hash((guid + key).utf8).base64EncodedString()
  case "no hash":  // accept.not-hashed
    return Data((key + guid).utf8).base64EncodedString()
  case "hashed twice":  // accept.hashed-twice
    return hash(hash((key + guid).utf8)).base64EncodedString()
  case "GUID alone":  // accept.no-key
    return hash(guid.utf8).base64EncodedString()
  case "echo":  // accept.key-echoed
    return key
  case "no padding":  // accept.no-padding
    return hash((key + guid).utf8).base64EncodedString().replacingOccurrences(of: "=", with: "")
  case "alphabet for URLs":  // accept.url-alphabet
    return hash((key + guid).utf8).base64EncodedString()
      .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
  case "line end":  // line end follows
    return hash((key + guid).utf8).base64EncodedString() + "\r\n"
  case "whole header":  // whole header line
    return "Sec-WebSocket-Accept: " + hash((key + guid).utf8).base64EncodedString()
  case "list of numbers":  // list of numbers
    return "\(Array(hash((key + guid).utf8)))"
  case "empty":  // empty text
    return ""
  case "lower-case key":  // accept.key-case-changed
    return hash((key.lowercased() + guid).utf8).base64EncodedString()
  case "no GUID and not trimmed":  // accept.no-guid; later accept.key-untrimmed
    return hash(given.utf8).base64EncodedString()
  case "hex digest and not trimmed":  // accept.hex-digest; later accept.key-untrimmed
    return Data(hex(hash((given + guid).utf8)).utf8).base64EncodedString()
  case "wrong GUID and not trimmed":  // accept.wrong-guid; later accept.key-untrimmed
    return hash((given + "258EDFA5-E914-47DA-95CA-C5AB0DC85B11").utf8).base64EncodedString()
  case "wrong GUID and whitespaces":  // accept.wrong-guid; later carriage return
    let key = given.trimmingCharacters(in: .whitespaces)
    return hash((key + guid.lowercased()).utf8).base64EncodedString()
  case "no GUID and hex":  // accept.no-guid, accept.hex-sent
    return hex(hash(key.utf8))
  case "decoded, no GUID, hex digest":  // accept.decoded-key, accept.no-guid, accept.hex-digest
    return Data(hex(hash(Data(base64Encoded: key) ?? Data())).utf8).base64EncodedString()
  case "GUID first and not trimmed":  // accept.reversed; later accept.key-untrimmed
    return hash((guid + given).utf8).base64EncodedString()
  case "no GUID and a line end":  // accept.no-guid, line end follows
    return hash(key.utf8).base64EncodedString() + "\n"
  case "not trimmed and no padding":  // accept.no-padding; later accept.key-untrimmed
    return hash((given + guid).utf8).base64EncodedString().replacingOccurrences(of: "=", with: "")
  case "not hashed and not trimmed":  // accept.not-hashed; later accept.key-untrimmed
    return Data((given + guid).utf8).base64EncodedString()
  case "hash reused, no GUID":  // accept.no-guid; later accept.hash-reused
    everythingSoFar.append(contentsOf: Array(key.utf8))
    return hash(everythingSoFar).base64EncodedString()
  case "constant":  // unknown
    return "dGhlIHNhbXBsZSBub25jZQ=="
  case "another GUID":  // unknown
    return hash((key + "00000000-0000-0000-0000-000000000000").utf8).base64EncodedString()
  case "another GUID, not trimmed":  // unknown
    return hash((given + "258EAFA5-E914-47DA-95CA").utf8).base64EncodedString()
  case "last character cut":  // cut the last character
    return hash((key.dropLast() + guid).utf8).base64EncodedString()
  case "Base64 first":  // before you hashed
    return hash(Data((key + guid).utf8).base64EncodedString().utf8).base64EncodedString()
  case "Base64 first, not trimmed":  // before you hashed; later accept.key-untrimmed
    return hash(Data((given + guid).utf8).base64EncodedString().utf8).base64EncodedString()
  case "line end between":  // accept.wrong-guid, a line end between
    return hash((key + "\n" + guid).utf8).base64EncodedString()
  case "letters and digits only":  // not letters or digits
    return hash((key.filter { $0.isLetter || $0.isNumber } + guid).utf8).base64EncodedString()
  case "only + and / removed":  // removed + and /
    return hash((key.filter { $0 != "+" && $0 != "/" } + guid).utf8).base64EncodedString()
  case "GUID after the digest":  // put the GUID after the digest
    return Data(hash(key.utf8) + guid.utf8).base64EncodedString()
  case "hashed the digest with the GUID":  // then its digest with the GUID
    return hash(hash(key.utf8) + guid.utf8).base64EncodedString()
  case "a hyphen missing, not trimmed":  // accept.wrong-guid, missing; later accept.key-untrimmed
    return hash((given + "258EAFA5-E914-47DA-95CAC5AB0DC85B11").utf8).base64EncodedString()
  case "S for 5":  // accept.wrong-guid, is 5
    return hash((key + "258EAFA5-E914-47DA-95CA-C5AB0DC8SB11").utf8).base64EncodedString()
  case "key in Base64":  // in Base64 already
    return hash((Data(key.utf8).base64EncodedString() + guid).utf8).base64EncodedString()
  case "lower-case value":  // to lower case
    return hash((key + guid).utf8).base64EncodedString().lowercased()
  case "hex without zeros":  // accept.hex-sent
    return hash((key + guid).utf8).map { String($0, radix: 16) }.joined()
  case "one space and one line end":  // accept.key-untrimmed, second space
    var rest = given[...]
    if rest.hasPrefix(" ") { rest.removeFirst() }
    if rest.hasSuffix("\r") { rest.removeLast() }
    return hash((rest + guid).utf8).base64EncodedString()
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
