#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A pair of sockets between us and a child process: lines out, lines in, with limits on time and size.
package final class Channel {
  /// What came back for a line.
  package enum Reply: Equatable {
    case line(String)
    case endOfStream
    case timeout
    case tooLong
  }

  private let ours: Int32
  /// The child's end, until the child has it.
  private(set) var theirs: Int32
  private var received: [UInt8] = []
  private let maximumByteCount: Int

  /// Makes the pair; `ChildProcess` takes the other end.
  ///
  /// - Parameter maximumByteCount: a longer line is not waited for.
  /// - Throws: `FileError` where the system has no more descriptors.
  package init(maximumByteCount: Int = 1 << 22) throws(FileError) {
    self.maximumByteCount = maximumByteCount
    var ends: [Int32] = [-1, -1]
    guard unsafe socketpair(AF_UNIX, Self.streamType, 0, &ends) == 0 else {
      throw FileError("socketpair")
    }
    // Above descriptor 3, which the child's end becomes, and closed in any other child.
    ours = fcntl(ends[0], F_DUPFD_CLOEXEC, 10)
    theirs = fcntl(ends[1], F_DUPFD_CLOEXEC, 10)
    for end in ends { close(end) }
    #if canImport(Darwin)
      var on: Int32 = 1
      unsafe setsockopt(ours, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
    #endif
  }

  #if canImport(Darwin) || canImport(Musl)
    private static let streamType = SOCK_STREAM
  #else
    private static let streamType = Int32(SOCK_STREAM.rawValue)
  #endif

  deinit {
    close(ours)
    closeTheirs()
  }

  /// Closes our copy of the child's end, so that the child's end shows as the end of the stream.
  func closeTheirs() {
    if theirs >= 0 { close(theirs) }
    theirs = -1
  }

  /// Sends a line; a peer that is gone shows when the answer is read.
  package func sendLine(_ line: String) {
    #if canImport(Darwin)
      let flags: Int32 = 0
    #else
      let flags = Int32(MSG_NOSIGNAL)
    #endif
    var rest = Array((line + "\n").utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { buffer in
        unsafe send(ours, buffer.baseAddress, buffer.count, flags)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// The next line, without its line feed, if it comes within some time.
  package func receiveLine(within duration: Duration) -> Reply {
    let deadline = ContinuousClock.now + duration
    while true {
      if let end = received.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: received[..<end], as: UTF8.self)
        received.removeFirst(end + 1)
        return .line(line)
      }
      guard received.count <= maximumByteCount else { return .tooLong }
      let left = deadline - ContinuousClock.now
      guard left > .zero else { return .timeout }
      let milliseconds = Int32(clamping: Int64(left / .milliseconds(1)) + 1)
      guard waitUntil(Int32(POLLIN), ours, milliseconds: milliseconds) else { continue }
      guard let bytes = try? readOnce(ours, upTo: 1 << 16), !bytes.isEmpty else {
        return .endOfStream
      }
      received += bytes
    }
  }
}
