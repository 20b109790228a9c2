#if os(Linux)
  import CEpoll
  import Glibc

  /// Linux's `epoll`: the kernel keeps the list, and tells only what is ready.
  ///
  /// Safe although `epoll_event` holds a union with a pointer: only the descriptor in it is used.
  @safe final class EpollPoller: Poller {
    private let epoll: Int32
    private let events = UnsafeMutableBufferPointer<epoll_event>.allocate(capacity: 256)

    init() throws(SystemError) {
      epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
      unsafe events.initialize(repeating: epoll_event())
      guard epoll >= 0 else { throw SystemError(call: "epoll_create1") }
    }

    deinit {
      Platform.closeDescriptor(epoll)
      unsafe events.deallocate()
    }

    func add(_ descriptor: Int32, _ interest: Interest) throws(SystemError) {
      guard control(EPOLL_CTL_ADD, descriptor, interest) == 0 else {
        throw SystemError(call: "epoll_ctl")
      }
    }

    func change(_ descriptor: Int32, _ interest: Interest) {
      // epoll reports a hang-up even where nothing is asked for. So a descriptor that is not to be read
      // or written leaves the list, and comes back later.
      if interest.isEmpty {
        _ = control(EPOLL_CTL_DEL, descriptor, [])
      } else if control(EPOLL_CTL_MOD, descriptor, interest) != 0, lastErrorCode == ENOENT {
        _ = control(EPOLL_CTL_ADD, descriptor, interest)
      }
    }

    func remove(_ descriptor: Int32) {
      _ = control(EPOLL_CTL_DEL, descriptor, [])
    }

    func wait(milliseconds: Int32, appendingTo ready: inout [Readiness]) {
      let count = unsafe epoll_wait(
        epoll, events.baseAddress, Int32(events.count), milliseconds)
      for index in 0..<max(0, Int(count)) {
        let event = unsafe events[index]
        ready.append(
          unsafe Readiness(descriptor: event.data.fd, interest: interest(in: event.events)))
      }
    }

    private func control(_ operation: Int32, _ descriptor: Int32, _ interest: Interest) -> Int32 {
      var event = unsafe epoll_event()
      unsafe event.data.fd = descriptor
      if interest.contains(.readable) { unsafe event.events |= EPOLLIN.rawValue }
      if interest.contains(.writable) { unsafe event.events |= EPOLLOUT.rawValue }
      return unsafe epoll_ctl(epoll, operation, descriptor, &event)
    }

    private func interest(in events: UInt32) -> Interest {
      guard events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) == 0 else {
        return [.readable, .writable]
      }
      var interest: Interest = []
      if events & EPOLLIN.rawValue != 0 { interest.insert(.readable) }
      if events & EPOLLOUT.rawValue != 0 { interest.insert(.writable) }
      return interest
    }
  }
#endif
