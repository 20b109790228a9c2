import TerminalText

/// A JSON value, of the kinds that grades need.
enum JSONValue {
  case number(Int)
  case text(String)
  case null
  indirect case array([JSONValue])
  indirect case object([(name: String, value: JSONValue)])

  var spelled: String {
    switch self {
    case .number(let number): "\(number)"
    case .null: "null"
    case .array(let values): "[\(values.map(\.spelled).joined(separator: ","))]"
    case .object(let members):
      "{\(members.map { "\(JSONValue.text($0.name).spelled):\($0.value.spelled)" }.joined(separator: ","))}"
    case .text(let text): "\"" + text.unicodeScalars.map(Self.spelled).joined() + "\""
    }
  }

  private static func spelled(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": "\\\""
    case "\\": "\\\\"
    case "\n": "\\n"
    // The output may go to a terminal, so control characters are escaped.
    case _ where !scalar.isSafeToShow && scalar.value <= 0xffff:
      "\\u" + String(repeating: "0", count: 4 - String(scalar.value, radix: 16).count)
        + String(scalar.value, radix: 16)
    case _ where !scalar.isSafeToShow: "\\ufffd"
    default: String(scalar)
    }
  }
}
