#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The system calls on sockets: they never wait, and being interrupted by a signal is not an error.
enum Descriptor {
  /// A non-blocking TCP socket that child processes do not inherit.
  static func openSocket(for address: SocketAddress) throws(SystemError) -> Int32 {
    let descriptor = socket(address.family, Platform.streamSocket, 0)
    guard descriptor >= 0 else { throw SystemError(call: "socket") }
    prepare(descriptor)
    return descriptor
  }

  /// Sets what all sockets here have in common.
  static func prepare(_ descriptor: Int32) {
    makeNonBlocking(descriptor)
    #if canImport(Darwin)
      set(descriptor, SOL_SOCKET, SO_NOSIGPIPE, 1)
    #endif
  }

  static func makeNonBlocking(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  static func set(_ descriptor: Int32, _ level: Int32, _ option: Int32, _ value: Int32) {
    var value = value
    _ = unsafe setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
  }

  /// Makes the system send small frames at once, not wait for more to fill a packet.
  static func sendWithoutDelay(_ descriptor: Int32) {
    set(descriptor, Platform.tcpProtocol, TCP_NODELAY, 1)
  }

  /// Binds a socket and listens.
  static func listen(on address: SocketAddress, backlog: Int) throws(SystemError) -> Int32 {
    let descriptor = try openSocket(for: address)
    do throws(SystemError) {
      // Without it a server that had connections could not start again for a minute.
      set(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
      if address.family == AF_INET6 { set(descriptor, Platform.ipv6Protocol, IPV6_V6ONLY, 1) }
      guard unsafe address.withSystemForm({ unsafe bind(descriptor, $0, $1) }) == 0 else {
        throw SystemError(call: "bind")
      }
      guard systemListen(descriptor, Int32(clamping: backlog)) == 0 else {
        throw SystemError(call: "listen")
      }
      return descriptor
    } catch {
      Platform.closeDescriptor(descriptor)
      throw error
    }
  }

  /// Begins to connect; when the socket becomes writable, `pendingError` tells the outcome.
  static func connect(to address: SocketAddress) throws(SystemError) -> Int32 {
    let descriptor = try openSocket(for: address)
    let result = unsafe address.withSystemForm { unsafe systemConnect(descriptor, $0, $1) }
    guard result == 0 || lastErrorCode == EINPROGRESS || lastErrorCode == EINTR else {
      let error = SystemError(call: "connect")
      Platform.closeDescriptor(descriptor)
      throw error
    }
    return descriptor
  }

  /// The error of a call that has ended in the background, as the socket keeps it; 0 for none.
  static func pendingError(_ descriptor: Int32) -> Int32 {
    var code: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    guard unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size) == 0 else {
      return lastErrorCode
    }
    return code
  }

  /// The result of accepting a connection.
  enum Accepted {
    case connection(Int32)
    /// No connection waits.
    case none
    /// The peer has gone already.
    case gone
    /// No descriptor or memory is left.
    case exhausted
  }

  static func accept(_ listener: Int32) -> Accepted {
    let descriptor = systemAccept(listener)
    guard descriptor < 0 else {
      prepare(descriptor)
      return .connection(descriptor)
    }
    switch lastErrorCode {
    case EAGAIN, EWOULDBLOCK: return .none
    case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .exhausted
    default: return .gone
    }
  }

  static func localAddress(_ descriptor: Int32) -> SocketAddress {
    unsafe .from { unsafe getsockname(descriptor, $0, $1) }
  }

  static func peerAddress(_ descriptor: Int32) -> SocketAddress {
    unsafe .from { unsafe getpeername(descriptor, $0, $1) }
  }

  /// Reads into an array from `start` on.
  static func receive(_ descriptor: Int32, into bytes: inout [UInt8], from start: Int)
    -> ByteStreamResult
  {
    let count = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe recv(
        descriptor, buffer.baseAddress.map { unsafe $0 + start }, buffer.count - start, 0)
    }
    if count > 0 { return .bytes(count) }
    return count == 0 ? .end : failure("recv")
  }

  /// Writes an array from `start` on, up to `end` where that is given.
  static func send(
    _ descriptor: Int32, _ bytes: borrowing [UInt8], from start: Int, to end: Int? = nil
  ) -> ByteStreamResult {
    let count = unsafe bytes.withUnsafeBytes { buffer in
      unsafe systemSend(
        descriptor, buffer.baseAddress.map { unsafe $0 + start }, (end ?? buffer.count) - start,
        Platform.sendFlags)
    }
    return count >= 0 ? .bytes(count) : failure("send")
  }

  private static func failure(_ call: String) -> ByteStreamResult {
    switch lastErrorCode {
    case EAGAIN, EWOULDBLOCK, EINTR: .notNow
    default: .broken(.system(SystemError(call: call)))
    }
  }

  /// Tells the peer that nothing more comes, and goes on reading.
  static func endSending(_ descriptor: Int32) {
    _ = shutdown(descriptor, Int32(SHUT_WR))
  }

  /// Closes with a reset: the peer learns that the connection broke.
  static func closeWithReset(_ descriptor: Int32) {
    var now = linger(l_onoff: 1, l_linger: 0)
    _ = unsafe setsockopt(
      descriptor, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
    Platform.closeDescriptor(descriptor)
  }
}

// Inside `Descriptor` the short names mean its own functions.
private func systemListen(_ descriptor: Int32, _ backlog: Int32) -> Int32 {
  listen(descriptor, backlog)
}

private func systemConnect(
  _ descriptor: Int32, _ address: UnsafePointer<sockaddr>?, _ size: socklen_t
) -> Int32 {
  unsafe connect(descriptor, address, size)
}

private func systemAccept(_ descriptor: Int32) -> Int32 {
  accept(descriptor, nil, nil)
}

private func systemSend(
  _ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int, _ flags: Int32
) -> Int {
  unsafe send(descriptor, bytes, count, flags)
}
