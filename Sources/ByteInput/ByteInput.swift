/// Bytes out of whatever people paste: hex in many dresses, dumps, arrays, logs, Base64.
///
/// Every notation that resembles the text tries to read all of it. The commonest that can is
/// taken and named; others that read it too, to different bytes, are named in a note. Where none
/// can, the one that got furthest says what stopped it.
public enum ByteInput {
  /// Reads `input`, the whole of it as given, into bytes.
  ///
  /// - Parameters:
  ///   - input: text in any of the formats, or the bytes themselves.
  ///   - format: the format to read it as; `nil` to find out.
  ///   - isTyped: whether it is the words of a command line, where control characters are a slip
  ///     of the hand: of such only a whole HTTP head is taken for the bytes themselves.
  /// - Returns: the bytes, the format they were read as, and what there is to say about that.
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
      let misfit = Misfit(
        at: invalid, expected: "UTF-8 text", found: "the byte \(hex(input[invalid]))",
        hint: "if these are the bytes themselves: --input-format raw")
      throw InputError(misfit, in: text, nearest: format)
    }
    guard !text.isBlank(text.start..<input.count) else {
      let misfit = Misfit(
        at: input.count, expected: "bytes, such as 81 85 37 fa", found: "nothing")
      throw InputError(misfit, in: text, nearest: nil)
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
    if text.start > 0 { decoded.notes.append("a byte order mark before the text was left out") }
    return decoded
  }

  /// Whether input that begins with `prefix` is the bytes themselves rather than text.
  ///
  /// For a caller that streams raw input: `prefix` is the first 64 KiB, or all of a shorter input.
  /// Raw is what is no UTF-8, holds control characters other than tab and line ends, or begins
  /// with the head of an HTTP request or response, as the bytes of a WebSocket connection do.
  public static func looksRaw(prefix: [UInt8]) -> Bool {
    let hasControls = prefix.contains { ($0 < .space && !$0.isBlank) || $0 == 0x7F }
    if hasControls || beginsWithHTTPHead(prefix) { return true }
    let isCutOff = prefix.count >= 1 << 16
    return UTF8Check.firstInvalidByte(in: prefix, isCutOff: isCutOff) != nil
  }

  /// `GET /… HTTP/1.1` or `HTTP/1.1 101 …`: the beginning of an opening handshake.
  private static func beginsWithHTTPHead(_ bytes: [UInt8]) -> Bool {
    let firstLine = bytes.prefix { $0 != .carriageReturn && $0 != .lineFeed }
    if firstLine.starts(with: "HTTP/1.".utf8) { return true }
    guard firstLine.starts(with: "GET ".utf8), firstLine.count > 12 else { return false }
    return firstLine.suffix(9).starts(with: " HTTP/1.".utf8)
  }
}
