extension AcceptMistake {
  /// GUIDs that are in public code and are not the one.
  static let guids: [Recipe] =
    [
      ("258EDFA5-E914-47DA-95CA-C5AB0DC85B11", "guid/first-group"),
      ("258EAFA5-E914\u{2013}47DA-95CA-C5AB0DC85B11", "guid/dash"),
      ("258EDFA5-E914\u{2013}47DA-95CA-C5AB0DC85B11", "guid/first-group-and-dash"),
      ("258EAFA5\u{2013}E914\u{2013}47DA\u{2013}95CA\u{2013}C5AB0DC85B11", "guid/dashes"),
      ("258eafa5-e914-47da-95ca-c5ab0dc85b11", "guid/lower-case"),
      ("258EAFA5E91447DA95CAC5AB0DC85B11", "guid/no-hyphens"),
      ("{258EAFA5-E914-47DA-95CA-C5AB0DC85B11}", "guid/braces"),
      ("258EAFA5-E914-47DA-95CA-C5AB0DC85B11 ", "guid/space"),
      ("258EAFA5-E914-47DA-95CA-5AB0DC85B11", "guid/last-group-begins"),
    ].map { guid, correction in wrongGUID(guid, correction) }
    // The C slipped from the front of the last group, and another digit filled the gap at its end.
    + "0123456789ABCDEF".map { digit in
      wrongGUID("258EAFA5-E914-47DA-95CA-5AB0DC85B11\(digit)", "guid/last-group")
    }
    + [.hashed("accept.wrong-guid/bytes") { key in Array(key.utf8) + guidBytes }]

  private static func wrongGUID(_ guid: String, _ correction: String) -> Recipe {
    .hashed(
      "accept.wrong-guid",
      ["guid": .name(guid), "correction": .statement(Statement(correction))]
    ) { key in
      Array((key + guid).utf8)
    }
  }

  /// The GUID's hexadecimal digits, read in pairs.
  private static var guidBytes: [UInt8] {
    let digits = AcceptValue.guid.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(digits[$0] << 4 | digits[$0 + 1])
    }
  }
}
