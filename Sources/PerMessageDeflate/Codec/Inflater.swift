import CZlib
import WebSocketProtocol

/// Decompresses the messages that one end has sent, piece by piece.
///
/// For each message: `inflate` with its payload, cut anywhere, then `endMessage`. A value: a copy
/// goes on from the same context, independently. Memory is taken with the first message: about
/// 7 KiB and the window. RFC 7692 §7.2.2.
public struct Inflater: Sendable {
  /// What both ends agreed on for this direction.
  public let direction: DeflateDirection
  /// How much memory to use.
  public let settings: DeflateSettings
  /// How many bytes of the message's compressed data have been read.
  public private(set) var compressedByteCount = 0

  private var stream: ZlibStream?
  /// Whether the data read so far ends where a block ends, at the end of a byte.
  private var isAtBlockStart = true
  /// Whether that block was a last one, with BFINAL 1.
  private var hasEndedLastBlock = false

  /// A decompressor before its first message.
  public init(_ direction: DeflateDirection = .init(), settings: DeflateSettings = .init()) {
    self.direction = direction
    self.settings = settings
  }

  /// Reads the next piece of a message's compressed data, and appends the bytes that it encodes.
  ///
  /// Throws as soon as `message` would hold more than `maximumByteCount` bytes; then it holds that
  /// many. After an error the context is lost: the next message begins with an empty one.
  public mutating func inflate(
    _ piece: Span<UInt8>, maximumByteCount: Int = .max, appendingTo message: inout [UInt8]
  ) throws(InflateError) {
    var read = 0
    while read < piece.count {
      if hasEndedLastBlock { try beginAfterLastBlock() }
      let rest = piece.extracting(read...)
      let run = try runStream(rest, maximumByteCount: maximumByteCount, appendingTo: &message)
      read += run.consumed
      compressedByteCount += run.consumed
      hasEndedLastBlock = run.end == .lastBlockEnded
      isAtBlockStart = run.isAtBlockStart || hasEndedLastBlock
    }
  }

  /// Ends a message: puts the `00 00 ff ff` back, which the sender has removed.
  ///
  /// Returns how the data ended. Throws where that was not at the end of a block.
  @discardableResult
  public mutating func endMessage(
    maximumByteCount: Int = .max, appendingTo message: inout [UInt8]
  ) throws(InflateError) -> DeflateEnding {
    let ending: DeflateEnding =
      hasEndedLastBlock ? .lastBlock : isAtBlockStart ? .wholeBlock : .emptyBlock
    if ending == .emptyBlock {
      try putBackTail(maximumByteCount: maximumByteCount, appendingTo: &message)
    }
    compressedByteCount = 0
    if !direction.keepsContext { forgetContext() }
    return ending
  }
}

extension Inflater {
  /// Reads the rest of the empty block; where it turns out to be something else, the data ended too
  /// early.
  private mutating func putBackTail(
    maximumByteCount: Int, appendingTo message: inout [UInt8]
  ) throws(InflateError) {
    let (byteCount, compressedByteCount) = (message.count, compressedByteCount)
    let tail = DeflateTail.bytes
    var isRead = false
    do throws(InflateError) {
      let run = try runStream(
        tail.span, maximumByteCount: maximumByteCount, appendingTo: &message)
      isRead = run.isAtBlockStart && message.count == byteCount
    } catch {
      guard case .invalid = error else { throw error }
    }
    guard isRead else {
      message.removeSubrange(byteCount...)
      throw failure(.incomplete(byteCount: compressedByteCount))
    }
    isAtBlockStart = true
  }

  /// Gives the memory back between two messages.
  ///
  /// Returns the context, at most 32 KiB, with which an inflater can be made again later.
  package mutating func suspend() -> [UInt8] {
    let context = direction.keepsContext ? stream?.window : nil
    forgetContext()
    stream = nil
    return context ?? []
  }

  /// An inflater that goes on with the context of one that was suspended.
  package init(_ direction: DeflateDirection, resumingWith context: [UInt8]) {
    self.init(direction)
    guard !context.isEmpty else { return }
    stream = Self.newStream(direction)
    _ = stream?.begin(after: context)
  }

  private static func newStream(_ direction: DeflateDirection) -> ZlibStream? {
    // zlib before 1.2.9 used a window of 9 bits where 8 were asked for, and peers may still use it.
    ZlibStream(
      inflatingWith: max(direction.windowBits, DeflateDirection.smallestZlibWindowBits))
  }

  private mutating func runStream(
    _ input: Span<UInt8>, maximumByteCount: Int, appendingTo message: inout [UInt8]
  ) throws(InflateError) -> ZlibStream.Run {
    guard let stream = ownStream() else { throw failure(.outOfMemory) }
    let maximumOutput = maximumByteCount == .max ? .max : maximumByteCount - message.count
    let run = stream.run(
      input, flush: Z_SYNC_FLUSH, maximumOutput: maximumOutput, appendingTo: &message)
    switch run.end {
    case .inputUsed, .lastBlockEnded:
      return run
    case .outputFull:
      message.removeSubrange(min(max(maximumByteCount, 0), message.count)...)
      throw failure(.tooLarge(limit: maximumByteCount))
    case .invalid(let reason):
      // zlib has read the byte that it complains of, and none after it.
      let offset = max(0, compressedByteCount + run.consumed - 1)
      throw failure(.invalid(offset: offset, reason: reason))
    case .outOfMemory:
      throw failure(.outOfMemory)
    }
  }

  /// The stream to change: a new one at first, and a copy where another value uses it too.
  private mutating func ownStream() -> ZlibStream? {
    if stream == nil {
      stream = Self.newStream(direction)
    } else if !isKnownUniquelyReferenced(&stream) {
      stream = stream?.copy()
    }
    return stream
  }

  /// Goes on after a block with BFINAL 1: a new DEFLATE stream, but the same context (§7.2.3.4).
  private mutating func beginAfterLastBlock() throws(InflateError) {
    guard let stream = ownStream(), stream.resetKeepingWindow() else { throw failure(.outOfMemory) }
    hasEndedLastBlock = false
    isAtBlockStart = true
  }

  private mutating func forgetContext() {
    if settings.releasesMemoryBetweenMessages || !isKnownUniquelyReferenced(&stream) {
      stream = nil
    } else {
      stream?.reset()
    }
    hasEndedLastBlock = false
    isAtBlockStart = true
    compressedByteCount = 0
  }

  private mutating func failure(_ error: InflateError) -> InflateError {
    forgetContext()
    return error
  }
}

/// How the compressed data of a message ended.
public enum DeflateEnding: Hashable, Sendable {
  /// With an empty block without its last four bytes, as RFC 7692 §7.2.1 says.
  case emptyBlock
  /// With a block that has BFINAL 1, and no empty block after it.
  case lastBlock
  /// With a whole block: the last four bytes of an empty one were not removed, or there is none.
  case wholeBlock
}
