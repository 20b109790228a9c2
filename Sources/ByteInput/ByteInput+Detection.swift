extension ByteInput {
  /// Reads `text` as `format`, and as nothing else.
  static func read(_ text: PastedText, as format: InputFormat) throws(InputError) -> DecodedInput {
    guard let notation = format.notation else {
      return DecodedInput(bytes: text.bytes, format: format)
    }
    do {
      return try decoded(notation.read(text), as: format)
    } catch {
      var misfit = error
      let other = (try? detect(text))?.format
      if let other, misfit.hint == nil {
        misfit.hint = "it reads as \(other.title): leave --input-format out"
      }
      throw InputError(misfit, in: text, nearest: other)
    }
  }

  /// Finds the format of `text` by letting all that resemble it read it.
  static func detect(_ text: PastedText) throws(InputError) -> DecodedInput {
    let candidates = candidates(for: text)
    var readings: [(format: InputFormat, reading: Reading)] = []
    var misfits: [(format: InputFormat, misfit: Misfit)] = []
    for (format, notation) in candidates {
      do {
        readings.append((format, try notation.read(text)))
      } catch {
        misfits.append((format, error))
      }
    }
    guard let (format, reading) = readings.first else {
      throw furthestMisfit(misfits, in: text)
    }
    let commoner = candidates.prefix { $0.format != format }.map(\.format)
    let nearMisses = misfits.filter { other in
      commoner.contains(other.format) && text.end <= other.misfit.position
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
  ) throws(Misfit) -> DecodedInput {
    let reading = try reading.steppingOverPackets(areExpected: format == .tcpdump)
    return DecodedInput(bytes: reading.bytes, format: format, notes: reading.notes)
  }

  /// The error of the format that got furthest; of the commoner one where several did.
  private static func furthestMisfit(
    _ misfits: [(format: InputFormat, misfit: Misfit)], in text: PastedText
  ) -> InputError {
    // A short word is nearly always Base64 but for its last character; nobody pasted it as such.
    let isShort = text.end - text.start < 12
    let misfits = misfits.filter { !isShort || $0.format != .base64 }
    let furthest = misfits.map(\.misfit.position).max()
    guard let nearest = misfits.first(where: { $0.misfit.position == furthest }) else {
      let misfit = text.scanner.misfit(expected: "bytes, such as 81 85 37 fa")
      return InputError(misfit, in: text, nearest: .hex)
    }
    return InputError(nearest.misfit, in: text, nearest: nearest.format)
  }

  /// The formats that `text` resembles, the likeliest first and among equals the commonest.
  ///
  /// Where the beginning is unmistakable, what else might read the text by accident is left out.
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
    return "it also reads as \(other.format.title), to the bytes \(bytes): "
      + "--input-format \(other.format.rawValue)"
  }

  /// A commoner format that only the end of the text does not fit: it may have been cut.
  private static func nearMissNote(_ other: (format: InputFormat, misfit: Misfit)) -> String {
    "as \(other.format.title) it lacks only the end: \(other.misfit.expected)"
  }

  /// Two hex digits.
  static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return byte < 16 ? "0" + digits : digits
  }
}
