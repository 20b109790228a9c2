/// An IPv4 or IPv6 address.
package enum IPAddress: Hashable, Sendable {
  /// The four bytes of an IPv4 address as one number.
  case v4(UInt32)
  /// The first and the last eight bytes of an IPv6 address as numbers.
  case v6(high: UInt64, low: UInt64)
}

extension IPAddress: CustomStringConvertible {
  /// The address as text: `127.0.0.1`, or `2001:db8::1` without the longest run of zeros (RFC 5952).
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

/// One end of a TCP connection: an address and a port.
package struct Endpoint: Hashable, Sendable, CustomStringConvertible {
  /// The IP address.
  package let address: IPAddress
  /// The TCP port.
  package let port: UInt16

  /// An end of a connection from its address and port.
  package init(address: IPAddress, port: UInt16) {
    self.address = address
    self.port = port
  }

  /// The address and the port as text: `127.0.0.1:8080` or `[::1]:8080`.
  package var description: String {
    if case .v6 = address { return "[\(address)]:\(port)" }
    return "\(address):\(port)"
  }
}
