extension ByteInput {
  /// Reads `text` as `format`, and as nothing else.
  static func read(_ text: PastedText, as format: InputFormat) throws(InputError) -> DecodedInput {
    guard let notation = format.notation else {
      return DecodedInput(bytes: text.bytes, format: format)
    }
    do {
      return try decoded(notation.read(text), as: format)
    } catch {
      var error = error
      let other = (try? detect(text))?.format
      if let other, error.hint == nil {
        error.hint = "it can be read as \(other.title): leave --input-format out"
      }
      throw InputError(error, in: text, nearest: other)
    }
  }

  /// Finds the format of `text`: every format that looks like it tries to read it.
  static func detect(_ text: PastedText) throws(InputError) -> DecodedInput {
    let candidates = candidates(for: text)
    var readings: [(format: InputFormat, reading: Reading)] = []
    var failures: [(format: InputFormat, error: NotationError)] = []
    for (format, notation) in candidates {
      do {
        readings.append((format, try notation.read(text)))
      } catch {
        failures.append((format, error))
      }
    }
    guard let (format, reading) = readings.first else {
      throw furthestError(failures, in: text)
    }
    let commoner = candidates.prefix { $0.format != format }.map(\.format)
    let nearMisses = failures.filter { other in
      commoner.contains(other.format) && text.end <= other.error.position
    }
    do {
      var decoded = try decoded(reading, as: format)
      decoded.notes += readings.filter { $0.reading.bytes != reading.bytes }.map(alternativeNote)
      decoded.notes += nearMisses.map(nearMissNote)
      return decoded
    } catch {
      throw InputError(error, in: text, nearest: format)
    }
  }

  private static func decoded(
    _ reading: Reading, as format: InputFormat
  ) throws(NotationError) -> DecodedInput {
    let reading = try reading.skippingPacketHeaders(areExpected: format == .tcpdump)
    return DecodedInput(bytes: reading.bytes, format: format, notes: reading.notes)
  }

  /// The error of the format that read furthest; if several did, of the most common of them.
  private static func furthestError(
    _ failures: [(format: InputFormat, error: NotationError)], in text: PastedText
  ) -> InputError {
    // All but the last character of a short word is nearly always valid Base64, which no one meant.
    let isShort = text.end - text.start < 12
    let failures = failures.filter { !isShort || $0.format != .base64 }
    let furthest = failures.map(\.error.position).max()
    guard let nearest = failures.first(where: { $0.error.position == furthest }) else {
      let error = text.scanner.error(expected: "bytes, such as 81 85 37 fa")
      return InputError(error, in: text, nearest: .hex)
    }
    return InputError(nearest.error, in: text, nearest: nearest.format)
  }

  /// The formats that `text` looks like: the likeliest first, then the most common.
  ///
  /// Where the beginning is unmistakable, formats that could read the text by accident are left out.
  private static func candidates(
    for text: PastedText
  ) -> [(format: InputFormat, notation: any Notation)] {
    var ranked: [Likeness: [(format: InputFormat, notation: any Notation)]] = [:]
    for format in InputFormat.allCases {
      guard let notation = format.notation else { continue }
      ranked[notation.likeness(of: text), default: []].append((format, notation))
    }
    return ranked[.certain] ?? (ranked[.likely, default: []] + ranked[.possible, default: []])
  }

  private static func alternativeNote(
    _ other: (format: InputFormat, reading: Reading)
  ) -> String {
    let all = other.reading.bytes
    let shown = all.prefix(4).map { hex($0) }.joined(separator: " ")
    let bytes = all.count > 4 ? shown + " …" : shown
    return "it can also be read as \(other.format.title), as the bytes \(bytes): "
      + "--input-format \(other.format.rawValue)"
  }

  /// Names a more common format that only the end of the text does not fit: it may have been cut.
  private static func nearMissNote(_ other: (format: InputFormat, error: NotationError)) -> String {
    "as \(other.format.title), only the end is missing: \(other.error.expected)"
  }

  /// Two hex digits.
  static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return byte < 16 ? "0" + digits : digits
  }
}
