/// How the messages of one direction are compressed, as both ends have agreed.
public struct DeflateDirection: Hashable, Sendable {
  /// The size of the LZ77 window is 2 to the power of this: 8–15.
  public let windowBits: Int
  /// Whether messages may refer to the messages before them (context takeover).
  public let keepsContext: Bool

  /// A direction; a number of window bits out of range becomes the nearest one in range.
  public init(windowBits: Int = 15, keepsContext: Bool = true) {
    self.windowBits = min(max(windowBits, 8), 15)
    self.keepsContext = keepsContext
  }

  /// The smallest window for which zlib can make raw DEFLATE data.
  static let smallestZlibWindowBits = 9
}
