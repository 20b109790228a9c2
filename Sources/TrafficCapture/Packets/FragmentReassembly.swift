/// Joins fragments to IP packets, in any order, in bounded memory.
struct FragmentReassembly: Sendable {
  private struct Datagram {
    var headers: [UInt8]?
    var pieces: [(range: Range<Int>, data: [UInt8])] = []
    /// Where the last fragment ends.
    var end: Int?
    var count = 0
    /// When its first fragment came, relative to the others.
    var age = 0
  }

  private var datagrams: [IPFragment.Key: Datagram] = [:]
  private var clock = 0
  /// How many fragments wait for others.
  private(set) var fragmentCount = 0

  /// The largest number of incomplete packets; the oldest one is given up for another.
  private static let limit = 256
  /// The largest number of fragments of a packet: 65,535 bytes in the smallest usual pieces.
  private static let fragmentLimit = 8192

  /// Takes a fragment.
  ///
  /// - Parameter fragment: the next fragment of the capture.
  /// - Returns: the packet that it completes, and how many fragments were given up.
  mutating func receive(_ fragment: IPFragment) -> (packet: [UInt8]?, givenUp: Int) {
    var givenUp = 0
    if datagrams[fragment.key] == nil, datagrams.count >= Self.limit { givenUp = forgetOldest() }
    clock += 1
    var datagram = datagrams[fragment.key] ?? Datagram(age: clock)
    guard datagram.count < Self.fragmentLimit, fragment.range.upperBound <= 65_535 else {
      return (nil, givenUp + 1)
    }
    datagrams[fragment.key] = nil
    fragmentCount += 1
    datagram.count += 1
    if fragment.range.lowerBound == 0 { datagram.headers = fragment.headers }
    if fragment.isLast { datagram.end = fragment.range.upperBound }
    datagram.pieces.append((fragment.range, Array(fragment.data)))
    if let packet = Self.packet(datagram) {
      fragmentCount -= datagram.count
      return (packet, givenUp)
    }
    datagrams[fragment.key] = datagram
    return (nil, givenUp)
  }

  private mutating func forgetOldest() -> Int {
    guard let oldest = datagrams.min(by: { $0.value.age < $1.value.age }) else { return 0 }
    datagrams[oldest.key] = nil
    fragmentCount -= oldest.value.count
    return oldest.value.count
  }

  /// The whole packet, if no byte is missing; where fragments overlap, the bytes that came first.
  private static func packet(_ datagram: Datagram) -> [UInt8]? {
    guard let end = datagram.end, let headers = datagram.headers else { return nil }
    // Most packets are far from complete: the sum of the lengths shows it fastest.
    guard datagram.pieces.reduce(0, { $0 + $1.range.count }) >= end else { return nil }
    var data = [UInt8](repeating: 0, count: end)
    var isThere = [Bool](repeating: false, count: end)
    for piece in datagram.pieces {
      for (index, byte) in zip(piece.range, piece.data) where index < end && !isThere[index] {
        data[index] = byte
        isThere[index] = true
      }
    }
    guard !isThere.contains(false) else { return nil }
    var whole = headers
    let isVersion4 = headers[0] >> 4 == 4
    let length = isVersion4 ? headers.count + end : headers.count - 40 + end
    guard length <= 65_535 else { return nil }
    let field = isVersion4 ? 2 : 4
    whole[field] = UInt8(length >> 8)
    whole[field + 1] = UInt8(length & 0xFF)
    return whole + data
  }
}
