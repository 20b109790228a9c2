import LessonKit
import TerminalText

/// A number in the form that UTF-8 has for some count of bytes, also where that form is too long.
///
/// RFC 3629 §3.
struct BitGroups {
  var number: UInt32
  /// 1 to 4.
  var byteCount: Int

  /// What each byte begins with.
  private var prefixes: [String] {
    let first = ["0", "110", "1110", "11110"][byteCount - 1]
    return [first] + Array(repeating: "10", count: byteCount - 1)
  }

  /// The bits of the number that each byte holds.
  private var groups: [String] {
    var rest = number
    var groups: [String] = []
    for prefix in prefixes.reversed() {
      let count = 8 - prefix.count
      let bits = String(rest & (1 << UInt32(count) - 1), radix: 2)
      groups.append(String(repeating: "0", count: count - bits.count) + bits)
      rest >>= UInt32(count)
    }
    return groups.reversed()
  }

  var bytes: [UInt8] {
    zip(prefixes, groups).map { UInt8($0 + $1, radix: 2) ?? 0 }
  }

  /// The bits of the number, the places for them, and the bytes.
  var drawn: StyledText {
    var text = StyledText()
    func row(_ name: String, _ columns: [(prefix: String, bits: String)]) {
      var line = StyledLine("  " + name, .dim)
      for (index, column) in columns.enumerated() {
        line.pad(to: 22 + 9 * index)
        line.append(column.prefix, .dim)
        line.append(column.bits, .bold)
      }
      text.append(line)
    }
    let parts = Array(zip(prefixes, groups))
    row(
      "bits of the number",
      parts.map { (String(repeating: " ", count: $0.0.count), $0.1) })
    row("places for them", parts.map { ($0.0, String(repeating: "x", count: $0.1.count)) })
    row("the bytes", parts.map { ($0.0, $0.1) })
    row("in hex", bytes.map { ("", Hex.text([$0])) })
    return text
  }
}
