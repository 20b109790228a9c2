// The C library, and the few places where Darwin's and Linux's differ.

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The error number that the last failed system call left.
package var lastErrorCode: Int32 {
  errno
}

package enum Platform {
  #if canImport(Darwin)
    static let streamSocket = SOCK_STREAM
    /// Darwin has an option of the socket for this; see `Descriptor.prepare`.
    static let sendFlags: Int32 = 0
    static let tcpProtocol = IPPROTO_TCP
    static let ipv6Protocol = IPPROTO_IPV6
  #else
    static let streamSocket = Int32(SOCK_STREAM.rawValue)
    /// Where the peer has gone, the call fails; it does not send a signal that ends the program.
    static let sendFlags = Int32(MSG_NOSIGNAL)
    static let tcpProtocol = Int32(IPPROTO_TCP)
    static let ipv6Protocol = Int32(IPPROTO_IPV6)
  #endif

  /// Closes a file descriptor; has a name of its own, because `close` means the closing handshake.
  package static func closeDescriptor(_ descriptor: Int32) {
    _ = close(descriptor)
  }

  /// A pipe whose ends never wait and are not inherited by child processes.
  static func makePipe() throws(SystemError) -> (readEnd: Int32, writeEnd: Int32) {
    var ends: (readEnd: Int32, writeEnd: Int32) = (-1, -1)
    let result = unsafe withUnsafeMutableBytes(of: &ends) { bytes in
      unsafe pipe(bytes.baseAddress?.assumingMemoryBound(to: Int32.self))
    }
    guard result == 0 else { throw SystemError(call: "pipe") }
    Descriptor.makeNonBlocking(ends.readEnd)
    Descriptor.makeNonBlocking(ends.writeEnd)
    return ends
  }

  /// What the system calls an error.
  package static func describe(_ code: Int32) -> String {
    unsafe String(cString: strerror(code))
  }
}
