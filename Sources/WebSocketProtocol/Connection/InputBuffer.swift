/// Bytes that have arrived, and how far they are read.
package struct InputBuffer: Sendable {
  /// The bytes; those before `position` are read.
  package var bytes: [UInt8] = []
  /// The place in `bytes` of the first byte that is not read.
  package var position = 0
  /// How many bytes were read and dropped before `bytes`.
  private var droppedByteCount: UInt64 = 0

  /// How many bytes are not read yet.
  package var unreadByteCount: Int { bytes.count - position }

  /// The place of the first unread byte in the stream.
  package var offset: UInt64 { droppedByteCount &+ UInt64(position) }

  /// Takes bytes.
  package mutating func append(_ more: Span<UInt8>) {
    dropReadBytes()
    bytes.append(more)
  }

  /// Takes an array; does not copy it where nothing waits before it.
  package mutating func append(_ more: consuming [UInt8]) {
    dropReadBytes()
    if bytes.isEmpty { bytes = more } else { bytes += more }
  }

  /// Drops all bytes, read or not, and their memory.
  package mutating func removeAll() {
    droppedByteCount &+= UInt64(bytes.count)
    bytes = []
    position = 0
  }

  /// Frees the memory where all bytes are read, so that an idle connection holds very little.
  package mutating func releaseReadBytes() {
    guard unreadByteCount == 0, bytes.capacity > Self.idleByteCount else { return }
    removeAll()
  }

  /// How much memory an idle connection may keep for what comes next.
  private static let idleByteCount = 2048

  private mutating func dropReadBytes() {
    // Moving the rest to the front costs its length, so it waits until at least as much was read:
    // then each byte is moved once at most.
    guard position > 0, position >= unreadByteCount else { return }
    droppedByteCount &+= UInt64(position)
    bytes.removeFirst(position)
    position = 0
  }
}
