#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// POSIX's `poll`, on every system: the whole list goes to the kernel at each wait.
final class PollPoller: Poller {
  private var watched: [pollfd] = []
  /// The place of each descriptor in `watched`.
  private var places: [Int32: Int] = [:]

  func add(_ descriptor: Int32, _ interest: Interest) {
    places[descriptor] = watched.count
    watched.append(pollfd(fd: descriptor, events: events(interest), revents: 0))
  }

  func change(_ descriptor: Int32, _ interest: Interest) {
    guard let place = places[descriptor] else { return }
    watched[place].events = events(interest)
    // poll skips a negative descriptor. Otherwise it would report a peer that hung up again and again
    // while nothing is to be read.
    watched[place].fd = interest.isEmpty ? ~descriptor : descriptor
  }

  func remove(_ descriptor: Int32) {
    guard let place = places.removeValue(forKey: descriptor) else { return }
    let last = watched.removeLast()
    guard place < watched.count else { return }
    watched[place] = last
    places[last.fd < 0 ? ~last.fd : last.fd] = place
  }

  func wait(milliseconds: Int32, appendingTo ready: inout [Readiness]) {
    let count = nfds_t(watched.count)
    var readyCount = unsafe watched.withUnsafeMutableBufferPointer { buffer in
      unsafe poll(buffer.baseAddress, count, milliseconds)
    }
    for index in watched.indices where readyCount > 0 && watched[index].revents != 0 {
      readyCount -= 1
      ready.append(
        Readiness(descriptor: watched[index].fd, interest: interest(in: watched[index].revents)))
    }
  }

  private func events(_ interest: Interest) -> Int16 {
    (interest.contains(.readable) ? Int16(POLLIN) : 0)
      | (interest.contains(.writable) ? Int16(POLLOUT) : 0)
  }

  private func interest(in events: Int16) -> Interest {
    guard events & Int16(POLLERR | POLLHUP | POLLNVAL) == 0 else { return [.readable, .writable] }
    var interest: Interest = []
    if events & Int16(POLLIN) != 0 { interest.insert(.readable) }
    if events & Int16(POLLOUT) != 0 { interest.insert(.writable) }
    return interest
  }
}
