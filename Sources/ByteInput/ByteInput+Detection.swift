extension ByteInput {
  /// Reads `text` as `format`, and as nothing else.
  static func read(_ text: PastedText, as format: InputFormat) throws(InputError) -> DecodedInput {
    guard let notation = format.notation else {
      return DecodedInput(bytes: text.bytes, format: format)
    }
    do {
      return try DecodedInput(notation.read(text).steppingOverPackets(), format: format)
    } catch {
      let other = (try? detect(text))?.format
      throw InputError(error, in: text, nearest: other)
    }
  }

  /// Finds the format of `text` by letting all that resemble it read it.
  static func detect(_ text: PastedText) throws(InputError) -> DecodedInput {
    var taken: (format: InputFormat, reading: Reading)?
    var others: [(format: InputFormat, bytes: [UInt8])] = []
    var furthest: (format: InputFormat, misfit: Misfit)?
    var nearMisses: [(format: InputFormat, misfit: Misfit)] = []

    for (format, notation) in candidates(for: text) {
      do {
        let reading = try notation.read(text)
        if let taken {
          let isNew = taken.reading.bytes != reading.bytes
          if isNew { others.append((format, reading.bytes)) }
        } else {
          taken = (format, reading)
        }
      } catch {
        let isFurther = furthest.map { $0.misfit.position < error.position } ?? true
        if isFurther { furthest = (format, error) }
        if taken == nil { nearMisses.append((format, error)) }
      }
    }
    if let taken {
      do {
        var decoded = try DecodedInput(taken.reading.steppingOverPackets(), format: taken.format)
        decoded.notes += others.map(alternativeNote)
        decoded.notes += nearMisses.filter { text.end <= $0.misfit.position }.map(nearMissNote)
        return decoded
      } catch {
        throw InputError(error, in: text, nearest: taken.format)
      }
    }
    let nearest = furthest ?? (.hex, text.scanner.misfit(expected: "bytes, such as 81 85 37 fa"))
    throw InputError(nearest.misfit, in: text, nearest: nearest.format)
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

  private static func alternativeNote(_ other: (format: InputFormat, bytes: [UInt8])) -> String {
    let shown = other.bytes.prefix(4).map { hex($0) }.joined(separator: " ")
    let bytes = other.bytes.count > 4 ? shown + " …" : shown
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
