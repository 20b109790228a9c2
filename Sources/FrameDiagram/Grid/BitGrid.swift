import TerminalText

/// Bytes drawn bit by bit, as RFCs draw their headers, with fields as boxes.
///
/// It draws any bytes, not only those of WebSocket, with any fields that follow each other.
public struct BitGrid: Sendable {
  /// A line of boxes, or a remark in place of lines that are left out.
  public enum Row: Hashable, Sendable {
    /// The row that begins with this bit times `bitsPerRow`.
    case bits(Int)
    /// Words in a box of their own.
    case note(String, Style)
  }

  /// The fields in order, without gaps.
  public var fields: [BitField]
  /// How many bits are side by side; a multiple of 8 where bytes are labelled.
  public var bitsPerRow: Int
  /// Which rows to draw, in order.
  public var rows: [Row]
  /// Which bits to mark.
  public var marks: [BitMark]
  /// The byte at an offset; nil where it is missing, which is drawn as missing.
  public var byte: @Sendable (Int) -> UInt8?
  /// What is below a byte of a field without a value.
  public var byteLabel: @Sendable (Int, UInt8) -> String

  /// A grid of all rows that the fields fill.
  public init(
    fields: [BitField], bitsPerRow: Int = 32, marks: [BitMark] = [],
    byte: @escaping @Sendable (Int) -> UInt8?
  ) {
    self.fields = fields
    self.bitsPerRow = max(1, bitsPerRow)
    self.marks = marks
    self.byte = byte
    byteLabel = { _, byte in byte.hex }
    let bitCount = fields.last?.bits.upperBound ?? 0
    let rowCount = bitCount > 0 ? (bitCount - 1) / self.bitsPerRow + 1 : 0
    // A picture of far too many rows is a mistake of the caller, and is cut off.
    rows = (0..<min(rowCount, 4096)).map { .bits($0) }
  }

  /// A grid of given bytes.
  public init(
    bytes: [UInt8], fields: [BitField], bitsPerRow: Int = 32, marks: [BitMark] = []
  ) {
    self.init(fields: fields, bitsPerRow: bitsPerRow, marks: marks) {
      bytes.indices.contains($0) ? bytes[$0] : nil
    }
  }

  /// The picture; `bitsPerRow` × 2 columns and a margin wide.
  public func drawn(_ style: TerminalStyle) -> StyledText {
    BitGridPainter(grid: self, style: style).painted()
  }

  /// The widest grid of 32, 16 or 8 bits a row that fits into a width.
  static func bitsPerRow(fitting width: Int) -> Int {
    [32, 16].first { $0 * 2 + 8 <= width } ?? 8
  }
}
