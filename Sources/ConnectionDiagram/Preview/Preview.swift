import FrameDiagram
import TerminalText
import WebSocketInspection
import WebSocketProtocol

/// The beginning of a payload as people read it: text in quotation marks, or bytes in hexadecimal.
///
/// It reads only what it shows, however large the payload is.
struct Preview {
  /// Where the payload is.
  enum Source {
    case bytes([UInt8])
    case stored(StoredBytes)
    /// The payload of a frame, from a byte on.
    case frame(FrameRecord, from: Int = 0)
  }

  private let source: Source
  /// Whether to show it as text.
  let isText: Bool

  init(_ source: Source, isText: Bool) {
    self.source = source
    self.isText = isText
  }

  /// How many bytes the payload has.
  var byteCount: UInt64 {
    switch source {
    case .bytes(let bytes): UInt64(bytes.count)
    case .stored(let bytes): bytes.byteCount
    case .frame(let record, let start):
      record.payload.byteCount - min(UInt64(start), record.payload.byteCount)
    }
  }

  /// The beginning that fits into some columns: `"Hello"`, `"Hel…"`, `00 01 02`, `00 01 …`.
  func words(columns: Int) -> (text: String, isCut: Bool) {
    isText ? text(columns: max(4, columns)) : bytes(columns: max(4, columns))
  }

  /// The same, with the size if not all is shown: `"aaaa…" (125 bytes)`.
  func wordsWithSize(columns: Int) -> String {
    let whole = words(columns: columns)
    guard whole.isCut else { return whole.text }
    let size = " (\(Words.bytes(byteCount)))"
    return words(columns: columns - size.count).text + size
  }

  private func text(columns: Int) -> (String, Bool) {
    let room = columns - 2  // for the quotation marks
    let bytes = prefix(TextPreview.byteCount(forColumns: room))
    let isWhole = UInt64(bytes.count) == byteCount
    let whole = TextPreview(bytes, isWhole: isWhole, columns: room)
    if !whole.isCut { return ("\"\(whole.text)\"", false) }
    return ("\"\(TextPreview(bytes, isWhole: isWhole, columns: room - 1).text)…\"", true)
  }

  private func bytes(columns: Int) -> (String, Bool) {
    let shown = prefix(max(1, (columns - 2) / 3))  // two columns for the sign that more follows
    let isCut = UInt64(shown.count) < byteCount
    return (Self.hexadecimal(shown) + (isCut ? " …" : ""), isCut)
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { hexDigits(UInt32($0), atLeast: 2) }.joined(separator: " ")
  }

  private func prefix(_ count: Int) -> [UInt8] {
    switch source {
    case .bytes(let bytes): Array(bytes.prefix(count))
    case .stored(let bytes): bytes.prefix(count)
    case .frame(let record, let start): Array(record.unmaskedPrefix(start + count).dropFirst(start))
    }
  }
}

extension FrameRecord {
  /// The first bytes of the payload that are kept, unmasked, at most `count`.
  func unmaskedPrefix(_ count: Int) -> [UInt8] {
    var bytes = Array(payload.head.prefix(count))
    header?.maskingKey?.apply(to: &bytes)
    return bytes
  }
}
