/// An IPv4 or IPv6 address.
package enum IPAddress: Hashable, Sendable {
  case v4(UInt32)
  case v6(high: UInt64, low: UInt64)
}

extension IPAddress: CustomStringConvertible {
  /// `127.0.0.1`, or `2001:db8::1` with the longest run of zeros left out (RFC 5952).
  package var description: String {
    switch self {
    case .v4(let value):
      return stride(from: 24, through: 0, by: -8).map { String(value >> UInt32($0) & 0xFF) }
        .joined(separator: ".")
    case .v6(let high, let low):
      let groups = [high, low].flatMap { half in
        stride(from: 48, through: 0, by: -16).map { half >> UInt64($0) & 0xFFFF }
      }
      let zeros = Self.longestRunOfZeros(in: groups)
      let words = groups.map { String($0, radix: 16) }
      guard zeros.count > 1 else { return words.joined(separator: ":") }
      return words[..<zeros.lowerBound].joined(separator: ":") + "::"
        + words[zeros.upperBound...].joined(separator: ":")
    }
  }

  private static func longestRunOfZeros(in groups: [UInt64]) -> Range<Int> {
    var longest = 0..<0
    var start = 0
    for index in 0...groups.count {
      if index < groups.count, groups[index] == 0 { continue }
      if index - start > longest.count { longest = start..<index }
      start = index + 1
    }
    return longest
  }
}

/// One end of a TCP connection.
package struct Endpoint: Hashable, Sendable, CustomStringConvertible {
  package let address: IPAddress
  package let port: UInt16

  package init(address: IPAddress, port: UInt16) {
    self.address = address
    self.port = port
  }

  /// `127.0.0.1:8080`, `[::1]:8080`.
  package var description: String {
    if case .v6 = address { return "[\(address)]:\(port)" }
    return "\(address):\(port)"
  }
}
