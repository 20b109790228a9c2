// Ways to write lesson 3's function; the environment says which one to use. The comment after a case says
// what the check must find: "passes", "unknown", or a word from the explanation of the call that is shown,
// and after "later" one from the explanation of later calls.
import Foundation

let variant = ProcessInfo.processInfo.environment["VARIANT"] ?? ""
nonisolated(unsafe) var position = 0

func unmask(_ payload: [UInt8], key: [UInt8]) throws -> [UInt8] {
  switch variant {
  case "map":  // passes
    return payload.indices.map { payload[$0] ^ key[$0 & 3] }
  case "blocks of four":  // passes
    var result = payload
    var start = 0
    while start < result.count {
      for (place, byte) in key.enumerated() where start + place < result.count {
        result[start + place] ^= byte
      }
      start += 4
    }
    return result
  case "endless key":  // passes
    let endless = sequence(state: 0) { (place: inout Int) -> UInt8? in
      defer { place = (place + 1) % 4 }
      return key[place]
    }
    return zip(payload, endless).map { ($0 | $1) & ~($0 & $1) }
  case "first key byte":  // mask.single-byte
    return payload.map { $0 ^ key[0] }
  case "OR":  // mask.or
    return payload.indices.map { payload[$0] | key[$0 % 4] }
  case "index kept":  // mask.index-kept
    return payload.map { byte in
      position += 1
      return byte ^ key[(position - 1) % 4]
    }
  case "AND":  // AND
    return payload.indices.map { payload[$0] & key[$0 % 4] }
  case "backwards":  // backwards
    let key = Array(key.reversed())
    return payload.indices.map { payload[$0] ^ key[$0 % 4] }
  case "from one":  // second key byte
    var index = 0
    return payload.map { byte in
      index += 1
      return byte ^ key[index % 4]
    }
  case "divided":  // divided the index
    return payload.indices.map { payload[$0] ^ key[$0 / 4] }
  case "divided and again":  // every four payload bytes
    return payload.indices.map { payload[$0] ^ key[($0 / 4) % 4] }
  case "no modulo":  // key byte that does not exist
    return payload.indices.map { payload[$0] ^ key[$0] }
  case "first four":  // kept the others
    return payload.indices.map { payload[$0] ^ ($0 < 4 ? key[$0] : 0) }
  case "minus":  // subtracted
    return payload.indices.map { payload[$0] &- key[$0 % 4] }
  case "plus":  // added
    return payload.indices.map { payload[$0] &+ key[$0 % 4] }
  case "untouched":  // still masked
    return payload
  case "zip":  // zip
    return zip(payload, key).map { $0 ^ $1 }
  case "empty array":  // wrote into an empty array
    var result: [UInt8] = []
    for index in 0..<payload.count { result[index] = payload[index] ^ key[index % 4] }
    return result
  case "from one to count":  // from 1 to the count
    var result = payload
    for index in 1...payload.count { result[index] = payload[index] ^ key[index % 4] }
    return result
  case "from zero through count":  // one too far
    var result: [UInt8] = []
    for index in 0...payload.count { result.append(payload[index] ^ key[index % 4]) }
    return result
  case "through count minus one":  // 0...count - 1
    var result: [UInt8] = []
    for index in 0...payload.count - 1 { result.append(payload[index] ^ key[index % 4]) }
    return result
  case "first byte always":  // at least one byte
    var result = [payload[0] ^ key[0]]
    for index in 1..<payload.count { result.append(payload[index] ^ key[index % 4]) }
    return result
  case "index in a byte":  // index to UInt8
    var result: [UInt8] = []
    for index in payload.indices { result.append(payload[index] ^ key[Int(UInt8(index) % 4)]) }
    return result
  case "all but the last":  // last byte
    var result = payload
    for index in 0..<max(0, payload.count - 1) { result[index] ^= key[index % 4] }
    return result
  case "groups only":  // whole groups of four
    var result = payload
    for start in stride(from: 0, to: payload.count - payload.count % 4, by: 4) {
      for place in 0..<4 { result[start + place] ^= key[place] }
    }
    return result
  case "last group dropped":  // after the last group of four
    var result: [UInt8] = []
    for start in stride(from: 0, to: payload.count - payload.count % 4, by: 4) {
      for place in 0..<4 { result.append(payload[start + place] ^ key[place]) }
    }
    return result
  case "returns in the loop":  // Only one byte
    var result: [UInt8] = []
    for index in payload.indices {
      result.append(payload[index] ^ key[index % 4])
      return result
    }
    return result
  case "appended":  // appended the result
    var result = payload
    for index in payload.indices { result.append(payload[index] ^ key[index % 4]) }
    return result
  case "empty":  // empty array
    return []
  case "modulo 3":  // i mod 3
    return payload.indices.map { payload[$0] ^ key[$0 % 3] }
  case "modulo 5":  // key byte that does not exist
    return payload.indices.map { payload[$0] ^ key[$0 % 5] }
  case "OR and first byte":  // mask.or, mask.single-byte
    return payload.map { $0 | key[0] }
  case "OR and no modulo":  // key byte that does not exist; later mask.or
    return payload.indices.map { payload[$0] | key[$0] }
  case "OR and index kept":  // mask.or; later mask.index-kept
    return payload.map { byte in
      position += 1
      return byte | key[(position - 1) % 4]
    }
  case "OR, last byte left":  // mask.or, last byte
    var result = payload
    for index in 0..<max(0, payload.count - 1) { result[index] |= key[index % 4] }
    return result
  case "backwards and 0...count - 1":  // backwards; later 0...count - 1
    var result: [UInt8] = []
    for index in 0...payload.count - 1 { result.append(payload[index] ^ key[3 - index % 4]) }
    return result
  case "recursion":  // calls itself
    return try unmask(payload, key: key)
  case "overflow":  // too large for its type
    var index: UInt8 = 250
    return payload.map { byte in
      index += 3
      return byte ^ key[Int(index % 4)]
    }
  case "memory":  // more memory than there is
    return [UInt8](repeating: 0, count: 1 << 40)
  case "nothing known":  // unknown
    return payload.indices.map { payload[$0] ^ key[$0 % 4] ^ UInt8($0 % 7) }
  case "rotated":  // unknown
    return payload.indices.map { (payload[$0] ^ key[$0 % 4]) << 1 }
  case "modulo 2":  // i mod 2
    return payload.indices.map { payload[$0] ^ key[$0 % 2] }
  case "and 4":  // i AND 4
    return payload.indices.map { payload[$0] ^ key[$0 & 4] }
  case "one too small":  // took 1 from the index
    return payload.indices.map { payload[$0] ^ key[$0 % 4 - 1] }
  case "payload modulo 4":  // again and again
    return payload.indices.map { payload[$0 % 4] ^ key[$0 % 4] }
  case "the index":  // XORed with the index
    return payload.enumerated().map { $1 ^ UInt8($0 % 4) }
  case "groups of four":  // whole groups of four
    var result: [UInt8] = []
    for start in stride(from: 0, to: payload.count, by: 4) {
      for place in 0..<4 { result.append(payload[start + place] ^ key[place]) }
    }
    return result
  case "starts at 1":  // left out the first byte
    var result: [UInt8] = []
    for index in 1..<max(1, payload.count) { result.append(payload[index] ^ key[index % 4]) }
    return result
  case "AND, starts at 1":  // AND, left out the first byte
    var result: [UInt8] = []
    for index in 1..<max(1, payload.count) { result.append(payload[index] & key[index % 4]) }
    return result
  case "all key bytes":  // all four key bytes
    return payload.map { $0 ^ key[0] ^ key[1] ^ key[2] ^ key[3] }
  case "two loops":  // one loop, not two
    return payload.flatMap { byte in key.map { byte ^ $0 } }
  case "every fourth":  // only every fourth byte
    var result = payload
    for index in stride(from: 0, to: payload.count, by: 4) { result[index] ^= key[index % 4] }
    return result
  case "key in the payload":  // left out the first four bytes
    return payload.dropFirst(4).enumerated().map { $1 ^ key[$0 % 4] }
  case "OR from the second byte on":  // mask.or; later did not unmask the first byte
    var result = payload
    for index in 1..<payload.count { result[index] |= key[index % 4] }
    return result
  case "plus, crash":  // You added the key
    return payload.indices.map { payload[$0] + key[$0 % 4] }
  default: fatalError("no variant \(variant)")
  }
}
