// Ways to write lesson 2's function; the environment says which one to use. The comment after a case says
// what the check must find: "passes", "unknown", or a word from the explanation of the call that is shown,
// and after "later" one from the explanation of later calls.
import Foundation

let variant = ProcessInfo.processInfo.environment["VARIANT"] ?? ""

struct TooLong: Error {}

func encodeTextFrame(_ text: String) throws -> [UInt8] {
  let data = Array(text.utf8)
  switch variant {
  case "plain":  // passes
    guard data.count < 126 else { throw TooLong() }
    return [129, UInt8(data.count)] + data
  case "bits one by one":  // passes
    if text.utf8.count > 125 { throw TooLong() }
    var first: UInt8 = 0
    for bit in [1, 0, 0, 0, 0, 0, 0, 1] as [UInt8] { first = first * 2 + bit }
    var frame = [first]
    frame.append(UInt8(text.utf8.count))
    for byte in text.utf8 { frame.append(byte) }
    return frame
  case "longer ones, too":  // passes
    var frame: [UInt8] = [0x80 | 0x1]
    if data.count <= 125 {
      frame.append(UInt8(data.count))
    } else if data.count <= 65_535 {
      frame += [126, UInt8(data.count / 256), UInt8(data.count % 256)]
    } else {
      frame += [
        127, 0, 0, 0, 0, 0, UInt8(data.count >> 16), UInt8(data.count >> 8 & 255),
        UInt8(data.count & 255),
      ]
    }
    return frame + data
  case "characters":  // text.bytes-as-characters, number of characters
    guard text.count <= 125 else { throw TooLong() }
    return [0x81, UInt8(text.count)] + data
  case "UTF-16 units":  // text.bytes-as-characters, UTF-16 units
    guard text.utf16.count <= 125 else { throw TooLong() }
    return [0x81, UInt8(text.utf16.count)] + data
  case "characters at the limit only":  // text.bytes-as-characters, compared
    guard text.count <= 125 else { throw TooLong() }
    return [0x81, UInt8(truncatingIfNeeded: data.count)] + data
  case "bits from the right":  // bits.order
    guard data.count <= 125 else { throw TooLong() }
    return [1 << 0 | 1 << 4, UInt8(data.count)] + data
  case "opcode from the left":  // bits.order
    guard data.count <= 125 else { throw TooLong() }
    return [0x88, UInt8(data.count)] + data
  case "masked":  // mask.server-masks
    guard data.count <= 125 else { throw TooLong() }
    let key = (0..<4).map { _ in UInt8.random(in: 0...255) }
    return [0x81, 0x80 | UInt8(data.count)] + key + data.enumerated().map { $1 ^ key[$0 & 3] }
  case "masked with zeros":  // mask.server-masks
    guard data.count <= 125 else { throw TooLong() }
    return [0x81, 0x80 | UInt8(data.count), 0, 0, 0, 0] + data
  case "up to 127":  // length.boundaries, 126 and 127
    guard data.count <= 127 else { throw TooLong() }
    return [0x81, UInt8(data.count)] + data
  case "up to 126":  // length.boundaries, 126 as a length
    guard data.count <= 126 else { throw TooLong() }
    return [0x81, UInt8(data.count)] + data
  case "below 125":  // length.boundaries, 125 bytes
    guard data.count < 125 else { throw TooLong() }
    return [0x81, UInt8(data.count)] + data
  case "no limit":  // length.boundaries, did not refuse
    return [0x81, UInt8(data.count)] + data
  case "up to a byte":  // length.boundaries
    guard data.count <= 255 else { throw TooLong() }
    return [0x81, UInt8(data.count)] + data
  case "no limit, truncating":  // length.boundaries, did not refuse
    return [0x81, UInt8(truncatingIfNeeded: data.count)] + data
  case "no FIN":  // FIN is 0
    guard data.count <= 125 else { throw TooLong() }
    return [0x01, UInt8(data.count)] + data
  case "binary":  // opcode 2
    guard data.count <= 125 else { throw TooLong() }
    return [0x82, UInt8(data.count)] + data
  case "continuation":  // opcode 0
    guard data.count <= 125 else { throw TooLong() }
    return [0x80, UInt8(data.count)] + data
  case "decimal":  // 81 in decimal
    guard data.count <= 125 else { throw TooLong() }
    return [81, UInt8(data.count)] + data
  case "RSV1":  // RSV1
    guard data.count <= 125 else { throw TooLong() }
    return [0xc1, UInt8(data.count)] + data
  case "MASK bit":  // there is no key
    guard data.count <= 125 else { throw TooLong() }
    return [0x81, 0x80 | UInt8(data.count)] + data
  case "shifted":  // to the left
    guard data.count <= 125 else { throw TooLong() }
    return [0x81, UInt8(data.count) << 1] + data
  case "header counted":  // two header bytes
    guard data.count <= 125 else { throw TooLong() }
    return [0x81, UInt8(data.count + 2)] + data
  case "no length":  // no length
    guard data.count <= 125 else { throw TooLong() }
    return [0x81] + data
  case "text alone":  // text alone
    guard data.count <= 125 else { throw TooLong() }
    return data
  case "two bytes of length":  // length in two bytes
    guard data.count <= 125 else { throw TooLong() }
    return [0x81, 0, UInt8(data.count)] + data
  case "always 126":  // length.non-minimal
    guard data.count <= 125 else { throw TooLong() }
    return [0x81, 126, 0, UInt8(data.count)] + data
  case "cut":  // cut a text
    return [0x81, UInt8(min(125, data.count))] + data.prefix(125)
  case "cut characters":  // cut a text
    let start = String(text.prefix(125))
    return [0x81, UInt8(start.utf8.count)] + Array(start.utf8)
  case "ASCII only":  // characters of ASCII
    guard data.count <= 125 else { throw TooLong() }
    return [0x81, UInt8(data.count)] + text.compactMap { $0.asciiValue }
  case "a zero at the end":  // ends with a byte 0
    guard data.count <= 125 else { throw TooLong() }
    return [0x81, UInt8(data.count)] + data + [0]
  case "refuses empty":  // refused an empty text
    guard !text.isEmpty, data.count <= 125 else { throw TooLong() }
    return [0x81, UInt8(data.count)] + data
  case "precondition":  // stopped the program
    precondition(data.count <= 125, "too long")
    return [0x81, UInt8(data.count)] + data
  case "no FIN and characters":  // FIN is 0; later number of characters
    guard text.count <= 125 else { throw TooLong() }
    return [0x01, UInt8(text.count)] + data
  case "characters, no limit":  // text.bytes-as-characters; later length.boundaries
    return [0x81, UInt8(text.count)] + data
  case "binary and no limit":  // opcode 2; later length.boundaries
    return [0x82, UInt8(data.count)] + data
  case "MASK bit and characters":  // there is no key; later number of characters
    guard text.count <= 125 else { throw TooLong() }
    return [0x81, 0x80 | UInt8(text.count)] + data
  case "masked and characters":  // mask.server-masks; later number of characters
    guard text.count <= 125 else { throw TooLong() }
    let key: [UInt8] = [1, 2, 3, 4]
    return [0x81, 0x80 | UInt8(text.count)] + key + data.enumerated().map { $1 ^ key[$0 & 3] }
  case "payload first":  // Your text comes before
    guard data.count <= 125 else { throw TooLong() }
    return data + [0x81, UInt8(data.count)]
  case "key but no masking":  // unknown
    guard data.count <= 125 else { throw TooLong() }
    return [0x81, 0x80 | UInt8(data.count), 9, 8, 7, 6] + data
  case "own protocol":  // unknown
    return Array("text:\(text)".utf8)
  case "header exchanged":  // header bytes are exchanged
    guard data.count <= 125 else { throw TooLong() }
    return [UInt8(data.count), 0x81] + data
  case "length in digits":  // decimal digits
    guard data.count <= 125 else { throw TooLong() }
    return [0x81] + Array("\(data.count)".utf8) + data
  case "length of characters, exchanged":  // header bytes are exchanged; later number of characters
    guard text.count <= 125 else { throw TooLong() }
    return [UInt8(text.count), 0x81] + data
  case "UTF-16 units as bytes":  // number of characters, UTF-16 unit; later did not refuse
    return [0x81, UInt8(text.count & 0xff)] + text.utf16.map { UInt8(truncatingIfNeeded: $0) }
  case "length in the first byte":  // length into the first byte
    guard data.count <= 125 else { throw TooLong() }
    return [0x80 | UInt8(data.count), 0x01] + data
  case "length at the end":  // length comes after the text
    guard data.count <= 125 else { throw TooLong() }
    return [0x81] + data + [UInt8(data.count)]
  case "nothing for empty":  // no bytes for an empty text
    guard data.count <= 125 else { throw TooLong() }
    return data.isEmpty ? [] : [0x81, UInt8(data.count)] + data
  case "characters and header":  // the two header bytes too; later number of characters
    guard text.count <= 125 else { throw TooLong() }
    return [0x81, UInt8(text.count + 2)] + data
  case "no first byte":  // first header byte is missing
    guard data.count <= 125 else { throw TooLong() }
    return [UInt8(data.count)] + data
  case "text alone, any length":  // The result is the text alone; later did not refuse
    return data
  case "binary, two bytes of length":  // opcode 2
    if data.count <= 125 { return [0x82, UInt8(data.count)] + data }
    guard data.count <= 65535 else { throw TooLong() }
    return [0x82, 126, UInt8(data.count >> 8), UInt8(data.count & 255)] + data
  default: fatalError("no variant \(variant)")
  }
}
