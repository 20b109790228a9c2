import TerminalText
import WebSocketProtocol

extension FrameDiagram {
  /// How the key turns the bytes on the wire into the payload, byte by byte: RFC 6455 §5.3.
  ///
  /// It is empty for a frame that is not masked, or has no payload.
  public static func unmasking(
    _ anatomy: FrameAnatomy, _ style: TerminalStyle = TerminalStyle(), maximumBlocks: Int = 2
  ) -> StyledText {
    guard let key = anatomy.record.header?.maskingKey else { return StyledText() }
    var drawing = UnmaskingDrawing(anatomy: anatomy, key: key, style: style)
    let bytesPerBlock = drawing.bytesPerBlock
    let payload = anatomy.unmaskedPayload(atMost: bytesPerBlock * (maximumBlocks + 1))
    guard !payload.isEmpty else { return StyledText() }
    // A single last block is not longer than the remark that would replace it.
    let isWhole = UInt64(payload.count) == anatomy.record.payload.byteCount
    let shown = isWhole ? payload.count : min(payload.count, bytesPerBlock * maximumBlocks)
    drawing.read(payload, atMost: shown)

    var text = StyledText()
    for start in stride(from: 0, to: shown, by: bytesPerBlock) {
      text.appendGap()
      text.append(drawing.block(start..<min(start + bytesPerBlock, shown)))
    }
    let rest = anatomy.record.payload.byteCount - UInt64(shown)
    if rest > 0 {
      text.append(style.spell("  " + Words.moreUnmasking(rest)), .dim)
    }
    return text
  }
}

/// Draws payload bytes above the key bytes that unmask them.
private struct UnmaskingDrawing {
  let anatomy: FrameAnatomy
  let key: MaskingKey
  let style: TerminalStyle
  private var payload: [UInt8] = []
  private var spans: [CharacterSpan] = []

  /// The column where the bytes begin, after the words.
  private let left = 21

  init(anatomy: FrameAnatomy, key: MaskingKey, style: TerminalStyle) {
    self.anatomy = anatomy
    self.key = key
    self.style = style
  }

  mutating func read(_ bytes: [UInt8], atMost count: Int) {
    payload = Array(bytes.prefix(count))
    if anatomy.payloadIsText {
      let start = anatomy.record.header?.opcode == .close ? min(2, bytes.count) : 0
      spans = CharacterSpan.spans(
        of: Array(bytes[start...]), from: start, asciiOnly: style.isASCII)
    }
  }

  var bytesPerBlock: Int {
    [32, 16, 8].first { left + 1 + column(ofByte: $0, in: 0) - left <= style.width } ?? 4
  }

  /// The column of a byte's first digit; four bytes are a group, as in the key.
  private func column(ofByte index: Int, in start: Int) -> Int {
    let place = index - start
    return left + place * 3 + place / 4 * 2
  }

  func block(_ bytes: Range<Int>) -> StyledText {
    var canvas = Canvas()
    let labels = Words.unmasking(isASCII: style.isASCII)
    for (line, label) in labels.enumerated() where line < 5 || !spans.isEmpty {
      canvas.put(label.sign, line: line, column: 2, .bold)
      canvas.put(label.text, line: line, column: 4, line == 0 || line == 2 ? .dim : .plain)
    }
    for index in bytes {
      let column = column(ofByte: index, in: bytes.lowerBound)
      if let number = place(index, in: bytes) {
        canvas.put(number, line: 0, column: column, .dim)
      }
      canvas.put((payload[index] ^ key[index]).hex, line: 1, column: column, .payload)
      canvas.put(" \(index % 4)", line: 2, column: column, .dim)
      canvas.put(key[index].hex, line: 3, column: column, .maskingKey)
      canvas.put(payload[index].hex, line: 4, column: column, .payload.bold)
      if index % 4 == 0, index > bytes.lowerBound {
        for line in 0..<(spans.isEmpty ? 5 : 6) {
          canvas.put(style.isASCII ? "|" : "│", line: line, column: column - 2, .dim)
        }
      }
    }
    for span in spans where span.bytes.overlaps(bytes) {
      draw(span, in: bytes, on: &canvas)
    }
    return canvas.text
  }

  /// A byte's number; long numbers are shown only for the first byte of a group.
  private func place(_ index: Int, in bytes: Range<Int>) -> String? {
    if index - index % 4 + 3 < 100 { return (index < 10 ? " " : "") + String(index) }
    return index % 4 == 0 ? String(index) : nil
  }

  /// A character below its bytes, with a bracket if there are several.
  private func draw(_ span: CharacterSpan, in block: Range<Int>, on canvas: inout Canvas) {
    let shared = span.bytes.clamped(to: block)
    let start = column(ofByte: shared.lowerBound, in: block.lowerBound)
    let end = column(ofByte: shared.upperBound - 1, in: block.lowerBound) + 2
    let isSplit = shared != span.bytes
    let isFirst = shared.lowerBound == span.bytes.lowerBound
    if span.bytes.count > 1 {
      let line = String(repeating: style.isASCII ? "-" : "─", count: end - start)
      canvas.put(line, line: 5, column: start, .dim)
      if isFirst { canvas.put(style.isASCII ? "\\" : "└", line: 5, column: start, .dim) }
      if shared.upperBound == span.bytes.upperBound {
        canvas.put(style.isASCII ? "/" : "┘", line: 5, column: end - 1, .dim)
      }
    }
    guard isFirst || !isSplit else { return }
    let room = end - start
    let label = span.label(columns: room, isASCII: style.isASCII)
    let isNamed = if case .visible = span.content { false } else { true }
    let labelStyle: Style = span.content == .invalid ? .error : isNamed ? .dim : .payload.bold
    if span.bytes.count == 1 {
      let column = label.displayWidth == 1 ? start + 1 : start
      canvas.put(label, line: 5, column: column, labelStyle)
    } else {
      let padded = label.displayWidth + 4 <= room ? " \(label) " : label
      // In a bracket that continues in the next block, a long name leaves the corner free.
      let columns = isSplit && padded == label ? end - label.displayWidth..<end : start..<end
      canvas.putCentred(padded, line: 5, columns: columns, labelStyle)
    }
  }
}
