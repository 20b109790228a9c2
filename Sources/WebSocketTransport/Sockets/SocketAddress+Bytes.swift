#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension SocketAddress {
  /// The address without its port, as packets hold it: 4 bytes of IPv4 or 16 of IPv6.
  package var addressBytes: [UInt8] {
    // After family and port, IPv6 has four bytes of flow information.
    let range = family == AF_INET6 ? 8..<24 : 4..<8
    return range.upperBound <= bytes.count
      ? Array(bytes[range]) : [UInt8](repeating: 0, count: range.count)
  }
}
