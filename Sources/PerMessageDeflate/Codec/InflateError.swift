import WebSocketProtocol

/// Why a message's compressed data cannot be read.
public enum InflateError: Error, Hashable, Sendable {
  /// The message is larger than this end allows; the limit is in bytes.
  case tooLarge(limit: Int)
  /// The compressed data stops making sense at this byte, counted from 0.
  case invalid(offset: Int, reason: String)
  /// The compressed data, which has this many bytes, ends inside a block.
  case incomplete(byteCount: Int)
  /// The system gave no memory for the decompressor.
  case outOfMemory
}

extension InflateError {
  /// The rule that the sender has broken; nil where this end gives up.
  public var rule: Rule? {
    switch self {
    case .invalid: .invalidDeflateData
    case .incomplete: .incompleteDeflateData
    case .tooLarge, .outOfMemory: nil
    }
  }

  /// What is to be said of it.
  public var statement: Statement {
    switch self {
    case .tooLarge(let limit): Statement("limit.inflated-size", ["limit": .count(limit)])
    case .invalid(let offset, let reason):
      // zlib's own words are all there is to say of the cause.
      Statement(
        reachesBack ? "deflate.invalid-data/reaches-back" : "deflate.invalid-data",
        ["offset": .count(offset), "reason": .name(reason)])
    case .incomplete(let byteCount):
      Statement("deflate.incomplete-data", ["count": .count(byteCount)])
    case .outOfMemory: Statement("limit.memory")
    }
  }

  /// Whether the data refers to what came before all that was inflated: wrong only where nothing is
  /// missing.
  public var reachesBack: Bool {
    if case .invalid(_, Self.distanceTooFar) = self { true } else { false }
  }

  /// The byte of the message's compressed data at which this was seen, where it has a place.
  public var offset: Int? {
    switch self {
    case .invalid(let offset, _): offset
    case .incomplete(let byteCount): byteCount
    case .tooLarge, .outOfMemory: nil
    }
  }
}

extension InflateError: CustomStringConvertible {
  /// What was found, with its values, in no language.
  public var description: String { "\(statement)" }

  /// zlib's words for a reference to before the beginning of its window.
  private static let distanceTooFar = "invalid distance too far back"
}
