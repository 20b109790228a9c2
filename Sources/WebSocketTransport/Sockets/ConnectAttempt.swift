/// A socket that is being connected.
final class ConnectAttempt: Participant {
  private(set) var descriptor: Int32
  let address: SocketAddress
  private let loop: EventLoop
  private let ended: (ConnectAttempt, SystemError?) -> Void

  /// Begins to connect; `ended` is called once, with the error where there is one.
  init(
    _ address: SocketAddress, on loop: EventLoop,
    ended: @escaping (ConnectAttempt, SystemError?) -> Void
  ) throws(SystemError) {
    self.address = address
    self.loop = loop
    self.ended = ended
    descriptor = try Descriptor.connect(to: address)
    do throws(SystemError) {
      try loop.add(self, .writable)
    } catch {
      Platform.closeDescriptor(descriptor)
      throw error
    }
  }

  func becameReady(_ interest: Interest) {
    guard descriptor >= 0 else { return }
    let code = Descriptor.pendingError(descriptor)
    ended(self, code == 0 ? nil : SystemError(call: "connect", code: code))
  }

  /// Hands the socket over, which the loop no longer watches.
  func takeDescriptor() -> Int32 {
    defer { descriptor = -1 }
    loop.remove(self)
    return descriptor
  }

  func cancel() {
    guard descriptor >= 0 else { return }
    Platform.closeDescriptor(takeDescriptor())
  }
}
