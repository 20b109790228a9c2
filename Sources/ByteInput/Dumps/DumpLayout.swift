/// How the rows of one tool's dump are laid out: offset, bytes, perhaps a text column.
///
/// ```
/// 00000010  61 62 63                                          |abc|
/// offset    bytes                                             text column
/// ```
struct DumpLayout: Sendable {
  /// What a group between the blanks stands for.
  enum Unit: Equatable {
    /// Any even number of hex digits, in reading order.
    case hex
    /// Two hex digits.
    case hexByte
    /// Eight binary digits.
    case bits
    /// Hex digits of one number, its least significant byte first in memory.
    case littleEndianWord
    /// Three octal digits of a byte, or six of a 16-bit word, its least significant byte first.
    case octal
    /// A decimal number, 0 to 255 or −128 to 127.
    case decimalByte
    /// Four columns that hold a character, its escape, or three octal digits.
    case characterCell
  }

  /// Where the bytes end and the text column begins.
  enum TextColumn: Equatable {
    /// Behind two blanks or more: the bytes are parted by one.
    case afterTwoBlanks
    /// Behind three blanks or more, or behind sixteen bytes; two part the eighth byte from the
    /// ninth.
    case afterThreeBlanks
    /// Behind this character, and before its closing partner.
    case fenced(UInt8, UInt8)
  }

  /// What stands before an offset's digits.
  var offsetPrefix = ""
  /// How many digits an offset has at least.
  var offsetDigits: Int
  /// What stands behind an offset's digits.
  var offsetSuffix = ""
  /// The bases that the offset may be written in, the commonest first.
  var radices: [UInt8] = [16]
  var unit: Unit
  var textColumn: TextColumn
  /// An offset as the tool writes it, for errors.
  var sampleOffset: String
  /// The lines of its own that the tool prints above the rows.
  var headings: @Sendable (Scanner) -> DumpHeading? = { _ in nil }

  /// What the line that `line` stands at is, if it is a heading; no tool prints them long.
  func heading(at line: Scanner) -> DumpHeading? {
    line.end - line.position <= 2000 ? headings(line) : nil
  }
}

/// A line that a tool prints above a dump.
enum DumpHeading: Equatable {
  /// A packet follows.
  case packet
  /// The tool's own rendering of something above follows.
  case derived
}

/// One row as it was found.
struct DumpRow {
  enum Content {
    /// Bytes, as a range of all that were read.
    case bytes(Range<Int>)
    /// A bare offset, which says where the dump ends.
    case end
    /// `*`: the row above, again and again, up to the offset of the next.
    case repetition
  }

  /// Where the row stands in the text.
  var position: Int
  /// The digits of its offset.
  var offset: Range<Int>
  var content: Content
}
