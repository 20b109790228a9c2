#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Our end of a pair of sockets: lines out, lines in, with a limit on both time and size.
final class Channel {
  /// What came back for a line.
  enum Reply: Equatable {
    case line(String)
    case endOfStream
    case timeout
    case tooLong
  }

  private let descriptor: Int32
  private var received: [UInt8] = []

  /// More than any right answer has, and little enough to keep.
  private let maximumByteCount = 1 << 22

  /// Makes the pair, has `start` start a program with its end, and keeps ours.
  init<Program>(_ start: (Int32) throws -> Program, started: inout Program?) throws {
    var ends: [Int32] = [-1, -1]
    #if canImport(Darwin)
      unsafe socketpair(AF_UNIX, SOCK_STREAM, 0, &ends)
    #elseif canImport(Musl)
      unsafe socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, &ends)
    #else
      unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends)
    #endif
    // Away from descriptor 3, which the child's end becomes, and closed in any other child.
    let theirs = fcntl(ends[1], F_DUPFD_CLOEXEC, 10)
    descriptor = fcntl(ends[0], F_DUPFD_CLOEXEC, 10)
    for end in ends { close(end) }
    defer { close(theirs) }
    started = try start(theirs)
  }

  deinit { close(descriptor) }

  /// Sends a line; a peer that is gone shows when the answer is read.
  func send(_ line: String) {
    var rest = Array((line + "\n").utf8)[...]
    while !rest.isEmpty {
      #if canImport(Darwin)
        var on: Int32 = 1
        unsafe setsockopt(
          descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
        let flags: Int32 = 0
      #else
        let flags = Int32(MSG_NOSIGNAL)
      #endif
      let count = unsafe rest.withUnsafeBytes { buffer in
        #if canImport(Darwin)
          unsafe Darwin.send(descriptor, buffer.baseAddress, buffer.count, flags)
        #elseif canImport(Musl)
          unsafe Musl.send(descriptor, buffer.baseAddress, buffer.count, flags)
        #else
          unsafe Glibc.send(descriptor, buffer.baseAddress, buffer.count, flags)
        #endif
      }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// The next line, waited for so long at most.
  func receiveLine(within duration: Duration) -> Reply {
    let deadline = ContinuousClock.now + duration
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      if let end = received.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: received[..<end], as: UTF8.self)
        received.removeFirst(end + 1)
        return .line(line)
      }
      guard received.count <= maximumByteCount else { return .tooLong }
      let left = deadline - ContinuousClock.now
      guard left > .zero else { return .timeout }
      let milliseconds = Int32(clamping: left.components.attoseconds / 1_000_000_000_000_000)
      var entry = pollfd(descriptor, events: Int16(POLLIN))
      let wait = Int32(clamping: left.components.seconds * 1000) &+ milliseconds &+ 1
      guard unsafe poll(&entry, 1, wait) > 0 else { continue }
      let count = unsafe read(descriptor, &chunk, chunk.count)
      guard count > 0 else { return .endOfStream }
      received += chunk[..<count]
    }
  }
}

extension pollfd {
  fileprivate init(_ descriptor: Int32, events: Int16) {
    self.init()
    fd = descriptor
    self.events = events
  }
}
