/// How many directions may have a decompressor at a time.
///
/// One takes up to 40 KiB, and a capture may have thousands of connections. Between two messages a
/// context can be put aside; where even those inside a message are too many, the compressed bytes
/// wait until the message is whole.
final class InflatingRoom {
  private let limit: Int
  private var count = 0

  /// Room for so many decompressors that stay between messages; for twice as many inside one.
  init(limit: Int = 256) {
    self.limit = limit
  }

  /// A place in the room, given back when nobody holds it.
  final class Place {
    private let room: InflatingRoom

    fileprivate init(in room: InflatingRoom) {
      self.room = room
      room.count += 1
    }

    deinit {
      room.count -= 1
    }
  }

  /// Whether contexts are to be put aside.
  var isCrowded: Bool { count > limit }
  /// Whether no message may begin to be inflated before it is whole.
  var isFull: Bool { count >= 2 * limit }

  func enter() -> Place { Place(in: self) }
}
