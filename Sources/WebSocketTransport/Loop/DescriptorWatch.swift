/// Watches a descriptor that the loop does not own, such as standard input.
public final class DescriptorWatch {
  private let loop: EventLoop
  private let participant: WatchingParticipant
  private var isActive = true

  /// Calls `onReadable` whenever the descriptor can be read without waiting, its end included.
  ///
  /// Throws the system's error where the descriptor is not open.
  public init(
    _ descriptor: Int32, on loop: EventLoop, onReadable: @escaping () -> Void
  ) throws(SystemError) {
    self.loop = loop
    participant = WatchingParticipant(descriptor, onReadable)
    try loop.add(participant, .readable)
  }

  /// Stops watching; the descriptor stays open.
  public func cancel() {
    guard isActive else { return }
    isActive = false
    participant.onReadable = {}
    loop.remove(participant)
  }
}

private final class WatchingParticipant: Participant {
  let descriptor: Int32
  var onReadable: () -> Void

  init(_ descriptor: Int32, _ onReadable: @escaping () -> Void) {
    self.descriptor = descriptor
    self.onReadable = onReadable
  }

  func becameReady(_ interest: Interest) {
    onReadable()
  }
}
