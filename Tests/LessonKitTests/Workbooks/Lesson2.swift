// Right and wrong ways to write lesson 2's function; the environment says which one to use.
import Foundation

let variant = ProcessInfo.processInfo.environment["VARIANT"] ?? ""

struct TooLong: Error {}

func encodeTextFrame(_ text: String) throws -> [UInt8] {
  let data = Data(text.utf8)
  switch variant {
  // Right.
  case "plain":
    guard data.count < 126 else { throw TooLong() }
    return [129, UInt8(data.count)] + [UInt8](data)
  case "bits one by one":
    if text.utf8.count > 125 { throw TooLong() }
    var first: UInt8 = 0
    for bit in [1, 0, 0, 0, 0, 0, 0, 1] as [UInt8] { first = first * 2 + bit }
    var frame = [first]
    frame.append(UInt8(text.utf8.count))
    for byte in text.utf8 { frame.append(byte) }
    return frame
  case "longer ones, too":
    var frame: [UInt8] = [0x80 | 0x1]
    if data.count <= 125 {
      frame.append(UInt8(data.count))
    } else {
      frame += [126, UInt8(data.count / 256), UInt8(data.count % 256)]
    }
    return frame + data
  // Wrong.
  case "text.bytes-as-characters":
    guard text.count <= 125 else { throw TooLong() }
    return [0x81, UInt8(text.count)] + Array(text.utf8)
  case "text.bytes-as-characters UTF-16":
    guard text.utf16.count <= 125 else { throw TooLong() }
    return [0x81, UInt8(text.utf16.count)] + Array(text.utf8)
  case "bits.order":
    guard data.count <= 125 else { throw TooLong() }
    return [1 << 0 | 1 << 4, UInt8(data.count)] + Array(data)
  case "bits.order opcode":
    guard data.count <= 125 else { throw TooLong() }
    return [0x88, UInt8(data.count)] + Array(data)
  case "mask.server-masks":
    guard data.count <= 125 else { throw TooLong() }
    let key = (0..<4).map { _ in UInt8.random(in: 0...255) }
    return [0x81, 0x80 | UInt8(data.count)] + key + data.enumerated().map { $1 ^ key[$0 & 3] }
  case "length.boundaries 126":
    guard data.count <= 127 else { throw TooLong() }
    return [0x81, UInt8(data.count)] + Array(data)
  case "length.boundaries 125":
    guard data.count < 125 else { throw TooLong() }
    return [0x81, UInt8(data.count)] + Array(data)
  case let slip where slip.hasPrefix("slip "):
    guard data.count <= 125 else {
      if slip == "slip cut" { return [0x81, 125] + Array(data.prefix(125)) }
      throw TooLong()
    }
    let count = UInt8(data.count)
    switch slip {
    case "slip fin": return [0x01, count] + Array(data)
    case "slip binary": return [0x82, count] + Array(data)
    case "slip continuation": return [0x80, count] + Array(data)
    case "slip mask bit": return [0x81, 0x80 | count] + Array(data)
    case "slip shifted": return [0x81, count << 1] + Array(data)
    case "slip header counted": return [0x81, count + 2] + Array(data)
    case "slip no length": return [0x81] + Array(data)
    case "slip no header": return Array(data)
    case "slip cut": return [0x81, count] + Array(data)
    default: fatalError("no variant \(variant)")
    }
  case "nothing known":
    return [0x81, UInt8(truncatingIfNeeded: data.count)] + Array(data.reversed())
  default: fatalError("no variant \(variant)")
  }
}
