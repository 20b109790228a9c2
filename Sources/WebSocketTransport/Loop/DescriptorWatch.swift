/// Watches a descriptor that belongs to somebody else, such as standard input.
public final class DescriptorWatch {
  private let participant: WatchingParticipant
  private var isActive = true

  /// Calls `onReadable` whenever the descriptor can be read without waiting, its end included.
  ///
  /// Throws the system's error where the descriptor is not open.
  public init(
    _ descriptor: Int32, on loop: EventLoop, onReadable: @escaping () -> Void
  ) throws(SystemError) {
    participant = WatchingParticipant(loop: loop, descriptor: descriptor)
    participant.onReadable = onReadable
    try loop.add(participant, .readable)
  }

  /// Stops watching; the descriptor stays open.
  public func cancel() {
    guard isActive else { return }
    isActive = false
    participant.onReadable = {}
    participant.loop.remove(participant)
  }
}

private final class WatchingParticipant: Participant {
  var onReadable: () -> Void = {}

  override func becameReady(_ interest: Interest) {
    onReadable()
  }
}
