/// Collects the bytes of a head until its blank line, however they are cut.
///
/// Strict, for an endpoint: the first byte that cannot be in a head ends the reading, so that an
/// endpoint does not wait for the blank line of something that is not HTTP. An observer uses ``HTTPHead``
/// alone.
public struct HTTPHeadReader: Sendable {
  /// How many bytes a head may have, its blank line included.
  public let limit: Int
  /// What has come so far, at most `limit` bytes.
  private var bytes: [UInt8] = []
  /// How many bytes the current line has so far, without CR and LF.
  private var lineByteCount = 0
  private var lineNumber = 1
  /// Whether a header's colon has come in the current line.
  private var isInValue = false
  private var outcome: Progress?

  /// A head's usual limit: 16 KiB.
  public static let usualLimit = 16_384

  /// A reader at the start of a head.
  public init(limit: Int = usualLimit) {
    self.limit = limit
  }

  /// What has come of the bytes so far.
  public enum Progress: Hashable, Sendable {
    /// The blank line is not there yet.
    case needMoreBytes
    /// The head, and the bytes after it, which belong to the first frame.
    case head(HTTPHead, rest: [UInt8])
    /// The bytes cannot be the beginning of a head.
    case broken(Finding)
  }

  /// Takes the next bytes; after the end it changes nothing and says the same again.
  public mutating func receive(_ input: [UInt8]) -> Progress {
    if let outcome { return outcome }
    for (index, byte) in input.enumerated() {
      let progress = take(byte)
      if progress == .needMoreBytes { continue }
      if case .head(let head, _) = progress {
        outcome = .head(head, rest: Array(input[(index + 1)...]))
      } else {
        outcome = progress
      }
      return outcome ?? progress
    }
    return .needMoreBytes
  }

  /// What has come so far, for an explanation why it is not enough.
  public var partialHead: HTTPHead { HTTPHead(parsing: bytes) }

  private mutating func take(_ byte: UInt8) -> Progress {
    let previous = bytes.last
    bytes.append(byte)
    if let finding = Finding(
      byte: byte, after: previous, at: bytes.count - 1, line: lineNumber, isInValue: isInValue)
    {
      return .broken(finding)
    }
    switch byte {
    case .lf where lineByteCount == 0 && lineNumber > 1:
      return .head(HTTPHead(parsing: bytes), rest: [])
    case .lf:
      lineByteCount = 0
      lineNumber += 1
      isInValue = false
    case UInt8(ascii: ":") where lineNumber > 1:
      isInValue = true
      lineByteCount += 1
    case .cr: break
    default: lineByteCount += 1
    }
    return bytes.count < limit
      ? .needMoreBytes : .broken(Finding(headLongerThan: limit, line: lineNumber))
  }
}
