import WebSocketProtocol

/// Why a message's compressed data cannot be read.
public enum InflateError: Error, Hashable, Sendable {
  /// The message is larger than so many bytes, which this end allows.
  case tooLarge(limit: Int)
  /// The compressed data stops making sense at or shortly before this byte, counted from 0.
  case invalid(offset: Int, reason: String)
  /// The compressed data, of so many bytes, ends inside a block.
  case incomplete(byteCount: Int)
  /// The system gave no memory for the decompressor.
  case outOfMemory
}

extension InflateError {
  /// The rule that the sender has broken; nil where it is this end that gives up.
  public var rule: Rule? {
    switch self {
    case .invalid: .invalidDeflateData
    case .incomplete: .incompleteDeflateData
    case .tooLarge, .outOfMemory: nil
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
  /// What was found, where, and what it may come from.
  public var description: String {
    switch self {
    case .tooLarge(let limit):
      return "The message inflates to more than the \(limit) bytes allowed here."
    case .invalid(let offset, let reason):
      let cause =
        reachesBack
        ? " It refers to bytes that this direction's context does not hold: earlier messages are "
          + "missing, or the sender kept a context or a window that was not agreed."
        : ""
      return "The compressed data is no DEFLATE data at its byte \(offset): \(reason).\(cause)"
    case .incomplete(let byteCount):
      return "The compressed data (\(byteCount) bytes) ends inside a DEFLATE block. The last block "
        + "must be empty and stored, without its last four bytes, 00 00 ff ff."
    case .outOfMemory:
      return "The system gave no memory for a decompressor."
    }
  }

  /// zlib's words for a reference to before the beginning of its window.
  private static let distanceTooFar = "invalid distance too far back"
}
