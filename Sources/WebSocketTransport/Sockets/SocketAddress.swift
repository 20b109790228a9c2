#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// An IPv4 or IPv6 address with a port.
public struct SocketAddress: Hashable, Sendable {
  /// The system's form of it, `struct sockaddr_in` or `sockaddr_in6`.
  let bytes: [UInt8]

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// No address yet.
  static let unknown = SocketAddress(bytes: [])

  var family: Int32 {
    #if canImport(Darwin)
      return bytes.count > 1 ? Int32(bytes[1]) : AF_UNSPEC
    #else
      return bytes.count > 1 ? Int32(bytes[0]) | Int32(bytes[1]) << 8 : AF_UNSPEC
    #endif
  }

  /// The port, 0–65535.
  public var port: Int {
    bytes.count > 3 ? Int(bytes[2]) << 8 | Int(bytes[3]) : 0
  }

  /// The address without its port, in digits: `127.0.0.1`, `::1`.
  public var host: String {
    var name = [CChar](repeating: 0, count: 64)
    let result = unsafe withSystemForm { address, size in
      unsafe getnameinfo(address, size, &name, socklen_t(64), nil, 0, NI_NUMERICHOST)
    }
    guard result == 0 else { return "?" }
    return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// The same address with another port.
  func withPort(_ port: Int) -> SocketAddress {
    var bytes = bytes
    guard bytes.count > 3 else { return self }
    bytes[2] = UInt8(truncatingIfNeeded: port >> 8)
    bytes[3] = UInt8(truncatingIfNeeded: port)
    return SocketAddress(bytes: bytes)
  }

  /// Whether only this machine can reach it.
  public var isLoopback: Bool {
    family == AF_INET ? bytes.count > 4 && bytes[4] == 127 : host == "::1"
  }

  /// Whether it means all addresses of this machine: `0.0.0.0`, `::`.
  public var isAny: Bool { addressBytes.allSatisfy { $0 == 0 } }

  func withSystemForm<Result>(
    _ body: (UnsafePointer<sockaddr>?, socklen_t) -> Result
  ) -> Result {
    unsafe bytes.withUnsafeBytes { buffer in
      unsafe body(
        buffer.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(buffer.count))
    }
  }

  /// The address that a system call writes.
  static func from(
    _ call: (UnsafeMutablePointer<sockaddr>?, UnsafeMutablePointer<socklen_t>) -> Int32
  ) -> SocketAddress {
    var bytes = [UInt8](repeating: 0, count: 128)
    var size = socklen_t(bytes.count)
    let result = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe call(buffer.baseAddress?.assumingMemoryBound(to: sockaddr.self), &size)
    }
    return SocketAddress(bytes: result < 0 ? [] : Array(bytes.prefix(Int(size))))
  }
}

extension SocketAddress: CustomStringConvertible {
  /// As it is written in a URL: `127.0.0.1:8080`, `[::1]:8080`.
  public var description: String {
    family == AF_INET6 ? "[\(host)]:\(port)" : "\(host):\(port)"
  }
}

extension SocketAddress {
  /// The addresses of a name, or of an address in digits, in the system's order of preference.
  ///
  /// Waits for the resolver, which for a name may ask the network.
  public static func resolve(
    host: String, port: Int, toListen: Bool = false
  ) throws(TransportError) -> [SocketAddress] {
    var hints = unsafe addrinfo()
    unsafe hints.ai_family = AF_UNSPEC
    unsafe hints.ai_socktype = Platform.streamSocket
    if toListen { unsafe hints.ai_flags = AI_PASSIVE }
    var list: UnsafeMutablePointer<addrinfo>?
    let result = unsafe getaddrinfo(host, nil, &hints, &list)
    guard result == 0 else {
      throw .nameNotFound(host, reason: unsafe String(cString: gai_strerror(result)))
    }
    defer { unsafe freeaddrinfo(list) }
    var addresses: [SocketAddress] = []
    var next = unsafe list
    while let entry = unsafe next {
      let bytes = unsafe UnsafeRawBufferPointer(
        start: entry.pointee.ai_addr, count: Int(entry.pointee.ai_addrlen))
      let address = unsafe SocketAddress(bytes: Array(bytes)).withPort(port)
      // Some hosts files list an address twice.
      if !addresses.contains(address) { addresses.append(address) }
      unsafe next = entry.pointee.ai_next
    }
    return addresses
  }
}
