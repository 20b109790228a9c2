/// The bytes of a TCP connection as they are.
final class SocketStream: ByteStream, Participant {
  private(set) var descriptor: Int32
  private let loop: EventLoop
  private var user: (any ByteStreamUser)?
  private var interest: Interest = .readable

  /// A stream on a socket that is connected; the stream closes it.
  init(_ descriptor: Int32, on loop: EventLoop) {
    self.descriptor = descriptor
    self.loop = loop
  }

  deinit { closeSocket(Platform.closeDescriptor) }

  /// Always 0: what the socket has taken is the system's.
  var pendingByteCount: Int { 0 }

  func open(for user: any ByteStreamUser) {
    Descriptor.sendWithoutDelay(descriptor)
    do throws(SystemError) {
      try loop.add(self, interest)
    } catch {
      user.streamDidNotOpen(.system(error))
      return
    }
    self.user = user
    user.streamOpened()
  }

  func becameReady(_ interest: Interest) {
    user?.streamBecameReady(interest)
  }

  func wait(for wanted: Interest) {
    guard wanted != interest, user != nil else { return }
    interest = wanted
    loop.change(self, wanted)
  }

  func receive(into bytes: inout [UInt8], from start: Int) -> ByteStreamResult {
    Descriptor.receive(descriptor, into: &bytes, from: start)
  }

  func send(_ bytes: borrowing [UInt8], from start: Int, to end: Int) -> ByteStreamResult {
    Descriptor.send(descriptor, bytes, from: start, to: end)
  }

  func endSending() {
    Descriptor.endSending(descriptor)
  }

  func close() {
    closeSocket(Platform.closeDescriptor)
  }

  func reset() {
    closeSocket(Descriptor.closeWithReset)
  }

  private func closeSocket(_ close: (Int32) -> Void) {
    guard descriptor >= 0 else { return }
    if user != nil { loop.remove(self) }
    user = nil
    close(descriptor)
    descriptor = -1
  }
}
