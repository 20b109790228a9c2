import WebSocketProtocol

/// A frame as one JSON object on one line.
///
/// Whole with `line()`; or in three parts, so that a frame of any size is written in bounded memory:
/// `head()`, then `hex(of:)` of each piece of the payload, then `tail()` of the finished record.
public struct FrameJSON: Sendable {
  /// The version of the keys and their meaning.
  public static let schema = 1

  /// The frame.
  public var anatomy: FrameAnatomy
  /// Whether the fields are listed too, with their bits and meanings.
  public var includesFields: Bool

  /// What is to be written.
  public init(_ anatomy: FrameAnatomy, includesFields: Bool = false) {
    self.anatomy = anatomy
    self.includesFields = includesFields
  }

  // MARK: - Whole

  /// The object of a frame whose payload is kept whole, without a line end.
  ///
  /// Of a payload that is not, `payload` holds the beginning that is kept and `payloadOmitted` says
  /// so; write such a frame in parts.
  public func line() -> String {
    var json = JSONText("{")
    addBeginning(to: &json)
    let payload = anatomy.unmaskedPayload(atMost: anatomy.record.payload.head.count)
    json.member("payload", digits: Self.hex(of: payload))
    if !anatomy.record.payload.isWhole { json.member("payloadOmitted", Words.payloadOmitted) }
    if let text = text(of: payload) { json.member("text", text) }
    addEnd(to: &json)
    return json.text + "}"
  }

  // MARK: - Around a payload that is kept elsewhere

  /// The members of `line()` in front of `payload`, with a comma behind each; no brace opens them.
  package func membersBeforePayload() -> String {
    var json = JSONText()
    addBeginning(to: &json)
    return json.text + ","
  }

  /// The members of `line()` behind `payload` and `text`, with a comma before each.
  package func membersBehindText() -> String {
    var json = JSONText("", isFirst: false)
    addEnd(to: &json)
    return json.text
  }

  // MARK: - In parts

  /// The object up to the payload's first digit.
  public func head() -> String {
    var json = JSONText("{")
    addStart(to: &json)
    addHeaderSize(to: &json)
    addHeaderFields(to: &json)
    json.member("payload", raw: "\"")
    return json.text
  }

  /// Unmasked bytes of payload in hexadecimal, as ASCII.
  public static func hex(of bytes: [UInt8]) -> [UInt8] {
    var digits = [UInt8](repeating: 0, count: 2 * bytes.count)
    var span = digits.mutableSpan
    for index in bytes.indices {
      span[2 * index] = hexDigit(bytes[index] >> 4)
      span[2 * index + 1] = hexDigit(bytes[index] & 0b0000_1111)
    }
    return digits
  }

  /// The object from the payload's end on; `anatomy` is now the whole frame's.
  ///
  /// `size`, `complete` and `missing` stand here, because only now they are known.
  public func tail() -> String {
    var json = JSONText("\"", isFirst: false)
    addSize(to: &json)
    addCompleteness(to: &json)
    if anatomy.record.header?.opcode == .text { json.member("textOmitted", Words.textOmitted) }
    addEnd(to: &json)
    return json.text + "}"
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
