/// How one tool lays out the rows of a dump: offset, bytes, perhaps a text column.
///
/// ```
/// 00000010  61 62 63                                          |abc|
/// offset    bytes                                             text column
/// ```
struct DumpLayout: Sendable {
  /// What a group between blanks is.
  enum Unit: Equatable {
    /// Any even number of hex digits, in reading order.
    case hex
    /// Two hex digits.
    case hexByte
    /// Eight binary digits.
    case bits
    /// Hex digits of one number, whose least significant byte is first in memory.
    case littleEndianWord
    /// Three octal digits of a byte, or six of a 16-bit word, whose least significant byte is first.
    case octal
    /// A decimal number, 0 to 255 or −128 to 127.
    case decimalByte
    /// Four columns with a character, its escape, or three octal digits.
    case characterCell
  }

  /// Where the bytes end and the text column begins.
  enum TextColumn: Equatable {
    /// After at least two blanks: one blank separates the bytes.
    case afterTwoBlanks
    /// After at least three blanks, or after sixteen bytes: two blanks separate the eighth byte
    /// from the ninth.
    case afterThreeBlanks
    /// Between these two characters.
    case fenced(UInt8, UInt8)
  }

  /// What precedes the digits of an offset.
  var offsetPrefix = ""
  /// The smallest number of digits of an offset.
  var offsetDigits: Int
  /// What follows the digits of an offset.
  var offsetSuffix = ""
  /// The bases that the offset may be written in, the most common first.
  var radices: [UInt8] = [16]
  /// What a group is.
  var unit: Unit
  /// Where the text column begins.
  var textColumn: TextColumn
  /// An offset as the tool writes it, for errors.
  var sampleOffset: String
  /// Recognises the lines that the tool prints above the rows.
  var headings: @Sendable (Scanner) -> DumpHeading? = { _ in nil }

  /// The heading at which `line` is, if it is one; no tool prints long ones.
  func heading(at line: Scanner) -> DumpHeading? {
    line.end - line.position <= 2000 ? headings(line) : nil
  }
}

/// A line that a tool prints above a dump.
enum DumpHeading: Equatable {
  /// A packet follows.
  case packet
  /// The same bytes again follow, in another form.
  case derived
}

/// One row of a dump.
struct DumpRow {
  /// What is in the row.
  enum Content {
    /// Bytes, as a range of all that were read.
    case bytes(Range<Int>)
    /// An offset alone, which says where the dump ends.
    case end
    /// `*`: the row above is repeated up to the offset of the next row.
    case repetition
  }

  /// Where the row is in the text.
  var position: Int
  /// Where the digits of its offset are in the text.
  var offset: Range<Int>
  /// What follows the offset.
  var content: Content
}
