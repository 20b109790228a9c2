extension AcceptMistake {
  /// GUIDs that stand in public code and are not the one.
  static let guids: [Recipe] =
    [
      ("258EDFA5-E914-47DA-95CA-C5AB0DC85B11", "its first group is 258EAFA5, with an A"),
      ("258EAFA5-E914\u{2013}47DA-95CA-C5AB0DC85B11", "its second hyphen became a dash"),
      (
        "258EDFA5-E914\u{2013}47DA-95CA-C5AB0DC85B11",
        "its first group is 258EAFA5, and its second hyphen became a dash"
      ),
      (
        "258EAFA5\u{2013}E914\u{2013}47DA\u{2013}95CA\u{2013}C5AB0DC85B11",
        "its hyphens became dashes"
      ),
      ("258eafa5-e914-47da-95ca-c5ab0dc85b11", "its letters are upper case"),
      ("258EAFA5E91447DA95CAC5AB0DC85B11", "its four hyphens belong to it"),
      ("{258EAFA5-E914-47DA-95CA-C5AB0DC85B11}", "it has no braces"),
      ("258EAFA5-E914-47DA-95CA-C5AB0DC85B11 ", "no space follows it"),
      ("258EAFA5-E914-47DA-95CA-5AB0DC85B11", "its last group begins with C5AB"),
    ].map { guid, correction in wrongGUID(guid, correction) }
    // The C slipped from the front of the last group, and another digit filled the gap at its end.
    + "0123456789ABCDEF".map { digit in
      let guid = "258EAFA5-E914-47DA-95CA-5AB0DC85B11\(digit)"
      return wrongGUID(guid, "its last group is C5AB0DC85B11")
    }
    + [
      .hashed(
        "accept.wrong-guid",
        "You hashed the GUID's 16 bytes: its 36 characters are hashed, hyphens included."
      ) { key in
        Array(key.utf8) + guidBytes
      }
    ]

  private static func wrongGUID(_ guid: String, _ correction: String) -> Recipe {
    .hashed("accept.wrong-guid", "Your GUID, \(guid), is mistyped: \(correction).") { key in
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
