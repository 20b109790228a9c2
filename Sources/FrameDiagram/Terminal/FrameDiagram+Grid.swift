import TerminalText
import WebSocketProtocol

extension FrameDiagram {
  /// The grid of RFC 6455 §5.2 with the bits of this frame.
  public static func grid(
    _ anatomy: FrameAnatomy, _ style: TerminalStyle = TerminalStyle()
  ) -> StyledText {
    bitGrid(anatomy, bitsPerRow: BitGrid.bitsPerRow(fitting: style.width)).drawn(style)
  }

  /// The grid as a value, which can be drawn in a terminal or as SVG.
  public static func bitGrid(_ anatomy: FrameAnatomy, bitsPerRow: Int = 32) -> BitGrid {
    var grid = BitGrid(
      fields: anatomy.fields.map(\.gridField), bitsPerRow: bitsPerRow, marks: anatomy.marks,
      byte: { anatomy.byte(at: $0) })
    grid.byteLabel = { offset, byte in anatomy.gridLabel(ofByte: byte, at: offset) }
    grid.rows = anatomy.gridRows(bitsPerRow: grid.bitsPerRow)
    return grid
  }
}

extension FrameAnatomy {
  /// What the findings say of single bits.
  var marks: [BitMark] {
    // If the sender is not known, every MASK may be wrong: the verdict says so once.
    let maskBits = record.knownHeader.layout?.bits(of: .mask)
    return findings.compactMap { finding in
      guard let bits = finding.bits else { return nil }
      switch finding.verdict {
      case .broken: return BitMark(.broken, bits: bits)
      case .undecided: return bits == maskBits ? nil : BitMark(.undecided, bits: bits)
      case .kept, .notApplicable: return nil
      }
    }
  }

  /// All rows of a small frame; of a large one the first, how much is left out, and the last.
  func gridRows(bitsPerRow: Int) -> [BitGrid.Row] {
    let bytesPerRow = bitsPerRow / 8
    let rowCount = (declaredByteCount + bytesPerRow - 1) / bytesPerRow
    let headerRows = 8 * (record.knownHeader.layout?.headerByteCount ?? 0) / bitsPerRow + 1
    let shownFirst = headerRows + 2
    // The line that says what is left out must replace more than one row.
    guard rowCount > shownFirst + 3 else { return (0..<rowCount).map { .bits($0) } }

    let presentCount = Int(clamping: record.byteCount)
    let first = (0..<shownFirst).map { BitGrid.Row.bits($0) }
    guard presentCount > shownFirst * bytesPerRow else {
      let drawn = UInt64(shownFirst * bytesPerRow) - record.byteCount
      return first + [.note(Words.moreMissing(record.missingByteCount - drawn), .dim)]
    }
    let lastRow = (presentCount - 1) / bytesPerRow
    let leftOut = (lastRow - shownFirst) * bytesPerRow
    var rows = first
    if leftOut > 0 { rows.append(.note(Words.leftOut(UInt64(leftOut)), .payload)) }
    rows.append(.bits(lastRow))
    let drawnMissing = UInt64(
      max(0, min((lastRow + 1) * bytesPerRow, declaredByteCount) - presentCount))
    if record.missingByteCount > drawnMissing {
      rows.append(.note(Words.moreMissing(record.missingByteCount - drawnMissing), .dim))
    }
    return rows
  }

  /// A payload byte that can be read shows its character too.
  func gridLabel(ofByte byte: UInt8, at offset: Int) -> String {
    let isPayload = offset >= record.headerBytes.count
    guard isPayload, payloadIsText, record.header?.isMasked == false,
      record.header?.opcode != .close,
      (0x21..<0x7f).contains(byte)
    else { return byte.hex }
    return "\(byte.hex) \(Unicode.Scalar(byte))"
  }
}

extension AnatomyField {
  /// The field as the grid draws it.
  var gridField: BitField {
    let value: String? =
      switch kind {
      case .header(.opcode):
        self.value.map { Words.opcodeName(Opcode(inFirstByte: UInt8($0))) } ?? ""
      case .header(.payloadLength): symbol
      case .header(.extendedPayloadLength), .header(.maskingKey), .payload, .closeReason, .named:
        nil
      case .closeCode: self.value == nil ? nil : symbol
      case .header: ""
      }
    var names = Words.gridNames(of: self)
    let name = names.removeFirst()
    return BitField(name, bits: bits, value: value, style: style, shortNames: names)
  }
}
