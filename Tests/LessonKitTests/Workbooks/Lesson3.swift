// Right and wrong ways to write lesson 3's function; the environment says which one to use.
import Foundation

let variant = ProcessInfo.processInfo.environment["VARIANT"] ?? ""
nonisolated(unsafe) var position = 0

func unmask(_ payload: [UInt8], key: [UInt8]) throws -> [UInt8] {
  switch variant {
  // Right.
  case "map": return payload.indices.map { payload[$0] ^ key[$0 & 3] }
  case "blocks of four":
    var result = payload
    var start = 0
    while start < result.count {
      for (place, byte) in key.enumerated() where start + place < result.count {
        result[start + place] ^= byte
      }
      start += 4
    }
    return result
  case "endless key":
    let endless = sequence(state: 0) { (place: inout Int) -> UInt8? in
      defer { place = (place + 1) % 4 }
      return key[place]
    }
    return zip(payload, endless).map { ($0 | $1) & ~($0 & $1) }
  // Wrong.
  case "mask.single-byte": return payload.map { $0 ^ key[0] }
  case "mask.or": return payload.indices.map { payload[$0] | key[$0 % 4] }
  case "mask.index-kept":
    return payload.map { byte in
      position += 1
      return byte ^ key[(position - 1) % 4]
    }
  case "slip and": return payload.indices.map { payload[$0] & key[$0 % 4] }
  case "slip backwards":
    let key = Array(key.reversed())
    return payload.indices.map { payload[$0] ^ key[$0 % 4] }
  case "slip from one":
    var index = 0
    return payload.map { byte in
      index += 1
      return byte ^ key[index % 4]
    }
  case "slip divided": return payload.indices.map { payload[$0] ^ key[$0 / 4] }
  case "slip divided round": return payload.indices.map { payload[$0] ^ key[($0 / 4) % 4] }
  case "slip ran out": return payload.indices.map { payload[$0] ^ key[$0] }
  case "slip first four": return payload.indices.map { payload[$0] ^ ($0 < 4 ? key[$0] : 0) }
  case "slip minus": return payload.indices.map { payload[$0] &- key[$0 % 4] }
  case "slip plus": return payload.indices.map { payload[$0] &+ key[$0 % 4] }
  case "slip untouched": return payload
  case "slip zip": return zip(payload, key).map { $0 ^ $1 }
  case "nothing known": return payload.indices.map { ~payload[$0] ^ key[$0 % 4] }
  default: fatalError("no variant \(variant)")
  }
}
