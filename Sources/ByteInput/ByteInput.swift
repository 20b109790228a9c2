/// Reads bytes from pasted text: hex in any notation, dumps, arrays, logs, Base64.
///
/// Every notation that the text looks like tries to read all of it. The most common one that can
/// is used and named; a note names others that read it as different bytes. If none can, the error
/// is that of the notation that read furthest.
public enum ByteInput {
  /// Reads the bytes that `input` contains.
  ///
  /// - Parameters:
  ///   - input: text in any of the formats, or the bytes themselves.
  ///   - format: the format to read it as; nil to detect it.
  ///   - isTyped: whether it was typed on a command line, where a control character is a typing
  ///     mistake: only an HTTP head is then taken as the bytes themselves.
  /// - Returns: the bytes, the format they were read as, and notes on what was left out or assumed.
  /// - Throws: `InputError`, with the place of the first character that does not fit.
  public static func decode(
    _ input: [UInt8], as format: InputFormat? = nil, isTyped: Bool = false
  ) throws(InputError) -> DecodedInput {
    if format == .raw { return DecodedInput(bytes: input, format: .raw) }
    if format == nil, isTyped ? beginsWithHTTPHead(input) : looksRaw(prefix: input) {
      return DecodedInput(bytes: input, format: .raw)
    }

    let text = PastedText(input)
    if let invalid = UTF8Check.firstInvalidByte(in: input) {
      let error = NotationError(
        at: invalid, expected: "UTF-8 text", found: "the byte \(hex(input[invalid]))",
        hint: "if these are the bytes themselves: --input-format raw")
      throw InputError(error, in: text, nearest: format)
    }
    guard !text.isBlank(text.start..<input.count) else {
      let error = NotationError(
        at: input.count, expected: "bytes, such as 81 85 37 fa", found: "nothing")
      throw InputError(error, in: text, nearest: nil)
    }
    let follow: TsharkFollow?
    do {
      follow = try TsharkFollow(text)
    } catch {
      throw InputError(error, in: text, nearest: format)
    }
    let data = follow?.text ?? text
    var decoded: DecodedInput
    if let format { decoded = try read(data, as: format) } else { decoded = try detect(data) }
    if let follow { decoded.notes.append(follow.note) }
    if text.start > 0 { decoded.notes.append("the byte order mark before the text was left out") }
    return decoded
  }

  /// Whether input that begins with `prefix` is the bytes themselves, not text.
  ///
  /// For a caller that streams raw input: `prefix` is the first 64 KiB, or all of a shorter input.
  /// Input is raw if it is not UTF-8, contains control characters other than tabs and line ends,
  /// or begins like an HTTP request or response, as the bytes of a WebSocket connection do.
  public static func looksRaw(prefix: [UInt8]) -> Bool {
    let hasControls = prefix.contains { ($0 < .space && !$0.isBlank) || $0 == 0x7F }
    if hasControls || beginsWithHTTPHead(prefix) { return true }
    let isCutOff = prefix.count >= 1 << 16
    return UTF8Check.firstInvalidByte(in: prefix, isCutOff: isCutOff) != nil
  }

  /// Whether `bytes` begin like an opening handshake: `GET /… HTTP/1.1` or `HTTP/1.1 101 …`.
  private static func beginsWithHTTPHead(_ bytes: [UInt8]) -> Bool {
    let firstLine = bytes.prefix { $0 != .carriageReturn && $0 != .lineFeed }
    if firstLine.starts(with: "HTTP/1.".utf8) { return true }
    guard firstLine.starts(with: "GET ".utf8), firstLine.count > 12 else { return false }
    return firstLine.suffix(9).starts(with: " HTTP/1.".utf8)
  }
}
