/// The head of an HTTP request or response: a start line, header fields, a blank line.
///
/// Holds everything that the bytes said, also what HTTP forbids, because parsing never judges:
/// ``HandshakeReport`` does. Offsets count from the head's first byte. RFC 9112 §2.1.
public struct HTTPHead: Hashable, Sendable {
  /// The head's bytes, the blank line included.
  public let bytes: [UInt8]
  /// Its lines in order, without the blank line that ends it.
  public let lines: [HTTPLine]
  /// The first line.
  public let startLine: HTTPStartLine
  /// The header fields in order, repeated ones each by itself.
  public let fields: [HTTPField]
  /// Whether the blank line is there.
  public let isComplete: Bool

  init(bytes: [UInt8], lines: [HTTPLine], startLine: HTTPStartLine, isComplete: Bool) {
    self.bytes = bytes
    self.lines = lines
    self.startLine = startLine
    self.isComplete = isComplete
    fields = lines.compactMap { line in
      if case .field(let field) = line.content { field } else { nil }
    }
  }

  /// The fields of one name; upper and lower case are the same.
  public func fields(named name: String) -> [HTTPField] {
    fields.filter { $0.name.equalsIgnoringCase(name) }
  }

  /// The members of a list, which may be in one field or in several of the same name.
  public func listMembers(of name: String) -> [HTTPListMember] {
    fields(named: name).flatMap { $0.listMembers }
  }
}

/// One line of a head.
public struct HTTPLine: Hashable, Sendable {
  /// Its place in the head, from 1.
  public let number: Int
  /// The place of its bytes, without the line's end.
  public let range: Range<Int>
  /// How it ends.
  public let ending: Ending
  /// What it holds.
  public let content: Content

  /// How a line ends.
  public enum Ending: Hashable, Sendable {
    /// CR LF, as it must be.
    case crlf
    /// LF alone.
    case lf
    /// It does not: the bytes end inside the line.
    case missing
  }

  /// What a line holds.
  public enum Content: Hashable, Sendable {
    /// The first line.
    case start
    /// A header field.
    case field(HTTPField)
    /// A line that begins with a blank, and so continues the one above.
    case continuation
    /// A line without a colon.
    case unreadable
  }
}

/// One header field: `name: value`.
public struct HTTPField: Hashable, Sendable {
  /// The name as it was written, without blanks around it.
  public let name: String
  /// The value without the blanks around it.
  public let value: String
  /// The number of the line that it is in.
  public let line: Int
  /// The place of the name's bytes.
  public let nameRange: Range<Int>
  /// The place of the value's bytes.
  public let valueRange: Range<Int>
  /// The place of the colon; blanks may be between the name and the colon.
  public let colon: Int
  /// The value's bytes: the text is not as long as they are where they are not UTF-8.
  let valueBytes: [UInt8]
}

/// One member of a value that is a list, such as `Upgrade` in `Connection: keep-alive, Upgrade`.
public struct HTTPListMember: Hashable, Sendable {
  /// The member without the blanks around it; never empty.
  public let text: String
  /// The number of the line that it is in.
  public let line: Int
  /// The place of its bytes.
  public let range: Range<Int>
}

extension HTTPField {
  /// The value as a list: cut at commas, but not inside quotation marks; without empty members.
  ///
  /// RFC 9110 §5.6.1.
  public var listMembers: [HTTPListMember] {
    let bytes = valueBytes
    var members: [HTTPListMember] = []
    var start = 0
    var isQuoted = false
    var isEscaped = false
    for (index, byte) in bytes.enumerated() {
      if isEscaped {
        isEscaped = false
      } else if isQuoted, byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if byte == UInt8(ascii: ","), !isQuoted {
        append(bytes, start..<index, to: &members)
        start = index + 1
      }
    }
    append(bytes, start..<bytes.count, to: &members)
    return members
  }

  private func append(_ bytes: [UInt8], _ range: Range<Int>, to members: inout [HTTPListMember]) {
    let trimmed = bytes.trimmingBlanks(range)
    guard !trimmed.isEmpty else { return }
    let start = valueRange.lowerBound + trimmed.lowerBound
    members.append(
      HTTPListMember(
        text: String(decoding: bytes[trimmed], as: UTF8.self), line: line,
        range: start..<start + trimmed.count))
  }
}
