/// How well an endpoint compresses, and how much memory it uses for it; the peer is not told of it.
public struct DeflateSettings: Hashable, Sendable {
  /// How thoroughly to look for repetitions: 0 (not at all), 1 (fast) to 9 (small output).
  public let level: Int
  /// The memory in addition to the window is 2^(`memoryLevel` + 9) bytes; 1–9.
  public let memoryLevel: Int
  /// The smallest message that is compressed, in bytes; smaller ones are sent as they are.
  public let minimumByteCount: Int
  /// Whether a direction without context takeover gives its memory back after each message.
  ///
  /// Useful for many connections that are mostly idle. Otherwise the memory is kept for the next
  /// message, which is faster.
  public let releasesMemoryBetweenMessages: Bool

  /// Settings; a number out of range becomes the nearest one in range.
  public init(
    level: Int = 6, memoryLevel: Int = 5, minimumByteCount: Int = 1,
    releasesMemoryBetweenMessages: Bool = false
  ) {
    self.level = min(max(level, 0), 9)
    self.memoryLevel = min(max(memoryLevel, 1), 9)
    self.minimumByteCount = max(minimumByteCount, 0)
    self.releasesMemoryBetweenMessages = releasesMemoryBetweenMessages
  }
}
