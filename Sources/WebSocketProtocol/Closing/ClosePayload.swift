/// What a close frame carries: nothing, or a code of two bytes and a reason in UTF-8.
///
/// A value like `FrameHeader`: it can hold everything that was on the wire, and `check()` tells
/// whether it may be sent. RFC 6455 §5.5.1.
public struct ClosePayload: Hashable, Sendable {
  /// Why the connection is closed; nil where the payload is empty or too short for a code.
  public var code: CloseCode?
  /// A note for people, often empty; at most 123 bytes of UTF-8 fit after the code.
  public var reason: String

  /// An empty payload, or one of a code and a reason.
  public init(code: CloseCode? = nil, reason: String = "") {
    self.code = code
    self.reason = reason
  }

  /// The largest reason, in bytes of UTF-8: a control frame's 125 without the code's two.
  public static let maximumReasonByteCount = 123
}

// MARK: - Reading

extension ClosePayload {
  /// Reads an unmasked payload, of any length and content, and judges nothing.
  ///
  /// A single byte is not a code. In a reason that is not UTF-8, U+FFFD replaces what is wrong.
  public init(parsing payload: Span<UInt8>) {
    guard payload.count >= 2 else {
      self.init()
      return
    }
    self.init(
      code: CloseCode(rawValue: UInt16(payload[0]) << 8 | UInt16(payload[1])),
      reason: String(decoding: [UInt8](payload.extracting(2...)), as: UTF8.self))
  }
}

// MARK: - Writing

extension ClosePayload {
  /// The bytes of the payload, legal or not; a reason without a code has none.
  public var bytes: [UInt8] {
    guard let code else { return [] }
    return [UInt8(code.rawValue >> 8), UInt8(truncatingIfNeeded: code.rawValue)] + reason.utf8
  }

  /// Throws what keeps this payload from being sent.
  public func check() throws(ClosePayloadMisuse) {
    guard let code else {
      if reason.isEmpty { return }
      throw .reasonWithoutCode
    }
    guard code.mayBeSent else { throw .codeNotAllowed(code) }
    let count = reason.utf8.count
    guard count <= Self.maximumReasonByteCount else { throw .reasonTooLong(byteCount: count) }
  }

  /// The longest beginning of a reason that fits into a close frame and ends between two characters.
  ///
  /// Characters are what a reader sees as one: a letter with its accents, an emoji of several parts.
  public static func shortenedReason(_ reason: String) -> String {
    var byteCount = 0
    return String(
      reason.prefix { character in
        byteCount += character.utf8.count
        return byteCount <= maximumReasonByteCount
      })
  }
}

/// Why a close payload cannot be sent: a mistake of the caller, not of the peer.
public enum ClosePayloadMisuse: Error, Hashable, Sendable {
  /// The code is one of those that are never in a close frame.
  case codeNotAllowed(CloseCode)
  /// The reason has this many bytes of UTF-8; at most 123 fit.
  case reasonTooLong(byteCount: Int)
  /// A reason needs a code before it.
  case reasonWithoutCode
}

extension ClosePayloadMisuse: CustomStringConvertible {
  /// What is wrong, and what to do instead.
  public var description: String {
    switch self {
    case .codeNotAllowed(let code):
      "Close code \(code.rawValue) is never sent. "
        + "Use 1000–1003, 1007–1014 or 3000–4999."
    case .reasonTooLong(let byteCount):
      "The close reason has \(byteCount) bytes of UTF-8. At most "
        + "\(ClosePayload.maximumReasonByteCount) fit; ClosePayload.shortenedReason cuts it."
    case .reasonWithoutCode:
      "A close reason needs a code before it, such as 1000."
    }
  }
}
