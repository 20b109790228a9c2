/// The first line of a head.
public enum HTTPStartLine: Hashable, Sendable {
  /// `GET /chat HTTP/1.1`
  case request(method: String, target: String, version: HTTPVersion)
  /// `HTTP/1.1 101 Switching Protocols`
  case status(version: HTTPVersion, code: Int, reason: String)
  /// Neither of the two.
  case unreadable
}

/// The version in a start line, such as 1.1.
public struct HTTPVersion: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The digit before the point.
  public let major: Int
  /// The digit after the point.
  public let minor: Int

  /// A version from its two digits.
  public init(_ major: Int, _ minor: Int) {
    self.major = major
    self.minor = minor
  }

  /// The version's order: 1.0 before 1.1 before 2.0.
  public static func < (left: HTTPVersion, right: HTTPVersion) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }

  /// The version as it is written: `HTTP/1.1`.
  public var description: String { "HTTP/\(major).\(minor)" }

  init?(_ text: ArraySlice<UInt8>) {
    let bytes = Array(text)
    guard bytes.count == 8, bytes.starts(with: "HTTP/".utf8), bytes[6] == UInt8(ascii: "."),
      let major = bytes[5].digitValue, let minor = bytes[7].digitValue
    else { return nil }
    self.init(major, minor)
  }
}

extension HTTPStartLine {
  /// Reads a first line: a status line where it begins with `HTTP/`, else a request line.
  ///
  /// RFC 9112 §3 and §4.
  init(_ line: ArraySlice<UInt8>) {
    self = (line.starts(with: "HTTP/".utf8) ? Self.status(line) : Self.request(line)) ?? .unreadable
  }

  private static func request(_ line: ArraySlice<UInt8>) -> HTTPStartLine? {
    let parts = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty }), parts[0].isToken,
      let version = HTTPVersion(parts[2])
    else { return nil }
    return .request(
      method: String(decoding: parts[0], as: UTF8.self),
      target: String(decoding: parts[1], as: UTF8.self), version: version)
  }

  /// The reason may be empty; many servers then leave out the space before it too.
  private static func status(_ line: ArraySlice<UInt8>) -> HTTPStartLine? {
    let parts = line.split(
      separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count >= 2, let version = HTTPVersion(parts[0]), parts[1].count == 3 else {
      return nil
    }
    var code = 0
    for byte in parts[1] {
      guard let digit = byte.digitValue else { return nil }
      code = code * 10 + digit
    }
    let reason = parts.count == 3 ? String(decoding: parts[2], as: UTF8.self) : ""
    return .status(version: version, code: code, reason: reason)
  }
}
