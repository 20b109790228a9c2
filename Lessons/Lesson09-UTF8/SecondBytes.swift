import LessonKit
import TerminalText
import WebSocketProtocol

/// Which bytes can begin a character, and which can be second.
enum SecondBytes {
  /// First bytes after which the same may follow.
  private struct Row: Equatable {
    var first: ClosedRange<UInt8>
    /// How many bytes the character has; 0 where no character begins so.
    var count: Int
    var second: ClosedRange<UInt8>?
    var note: String
  }

  /// The table, found by asking the validator about every pair of bytes.
  static var table: StyledText {
    var rows: [Row] = []
    for byte in UInt8.min...UInt8.max {
      let row = row(of: byte)
      if let last = rows.last, last.count == row.count, last.second == row.second,
        last.note == row.note
      {
        rows[rows.count - 1].first = last.first.lowerBound...byte
      } else {
        rows.append(row)
      }
    }
    var text = StyledText()
    text.append("first byte   length   second byte", .dim)
    for row in rows {
      var line = StyledLine(spelled(row.first), .bold)
      line.pad(to: 13)
      line.append(row.count == 0 ? "never first" : "\(row.count)", row.count == 0 ? .error : .plain)
      line.pad(to: row.count == 0 ? 26 : 22)
      if let second = row.second { line.append(spelled(second), .payload) }
      line.pad(to: row.note.isEmpty ? 0 : 33)
      line.append(row.note, .dim)
      text.append(line)
    }
    return text
  }

  private static func row(of byte: UInt8) -> Row {
    switch UTF8Validator.violation(in: [byte])?.reason {
    case nil: return Row(first: byte...byte, count: 1, note: "ASCII")
    case .truncated?: break
    case .strayContinuation?:
      return Row(first: byte...byte, count: 0, note: "goes on with a character")
    case .overlong?: return Row(first: byte...byte, count: 0, note: "would be too long a form")
    default: return Row(first: byte...byte, count: 0, note: "above U+10FFFF")
    }
    let seconds = (UInt8.min...UInt8.max).filter { second in
      var validator = UTF8Validator()
      return validator.validate([byte, second]) == nil
    }
    let range = (seconds.first ?? 0)...(seconds.last ?? 0)
    return Row(
      first: byte...byte, count: (~byte).leadingZeroBitCount, second: range, note: note(range))
  }

  /// Why a second byte may be only some of those that go on.
  private static func note(_ second: ClosedRange<UInt8>) -> String {
    switch (second.lowerBound, second.upperBound) {
    case (0x80, 0xbf): ""
    case (0x80, 0x9f): "others are surrogates"
    case (0x80, _): "others are above U+10FFFF"
    default: "others are too long a form"
    }
  }

  private static func spelled(_ range: ClosedRange<UInt8>) -> String {
    let (first, last) = (Hex.text([range.lowerBound]), Hex.text([range.upperBound]))
    return first == last ? first : "\(first) … \(last)"
  }
}
