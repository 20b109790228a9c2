import LessonKit
import WebSocketProtocol

extension AcceptAttempt {
  /// How the GUID is mistyped: in public code, in print, and by hand.
  static let wrongGUIDs: [Mistake<Self>] = [
    ("258EDFA5-E914-47DA-95CA-C5AB0DC85B11", "It begins 258EAFA5, not 258EDFA5."),
    ("258EAFA5–E914–47DA–95CA–C5AB0DC85B11", "It has hyphens, not the dashes of a printed page."),
    ("258EAFA5-E914–47DA-95CA-C5AB0DC85B11", "Its second hyphen has become a dash."),
    (
      "258EDFA5-E914–47DA-95CA-C5AB0DC85B11",
      "It begins 258EAFA5, and its second hyphen has become a dash."
    ),
    ("258EAFA5-E914-47DA-95CA-C5AB0DC85B1l", "Its last character is a one, not a letter."),
    ("258EAFA5-E914-47DA-95CA-C5AB0DC85B1", "Its last character is missing."),
    ("258EAFA5-E914-47DA-95CA-5AB0DC85B11", "Its last group begins with C5AB."),
    (
      "258EAFA5-E914-47DA-95CA-C5ABODC85B11",
      "Its last group has a zero where you wrote the letter O."
    ),
    ("258eafa5-e914-47da-95ca-c5ab0dc85b11", "Its letters are capitals."),
    ("{258EAFA5-E914-47DA-95CA-C5AB0DC85B11}", "It has no braces around it."),
    ("258EAFA5-E914-47DA-95CA-C5AB0DC85B11\n", "No line end follows it."),
    ("258EAFA5-E914-47DA-95CA-C5AB0DC85B11\r\n", "No line end follows it."),
    ("258EAFA5-E914-47DA-95CA-C5AB0DC85B11 ", "No space follows it."),
    ("258EAFA5E91447DA95CAC5AB0DC85B11", "Its hyphens are part of it."),
    ("258EAFA5-E914-47DA-95CA-C5AB0DC85B11\0", "No byte 0 follows it."),
    ("(258EAFA5-E914-47DA-95CA-C5AB0DC85B11)", "It has no parentheses around it."),
    ("\"258EAFA5-E914-47DA-95CA-C5AB0DC85B11\"", "It has no quotation marks around it."),
    (
      "258EAFA5-E914-47DA-95CA-C5AB0DC85B11258EAFA5-E914-47DA-95CA-C5AB0DC85B11",
      "It is there once."
    ),
  ].map(wrongGUID)

  /// What people put between the key and the GUID.
  static let separators: [Mistake<Self>] = [
    (" ", "a space"), ("\n", "a line end"), ("\r\n", "a line end"), ("-", "a hyphen"),
    (":", "a colon"), (",", "a comma"), ("+", "a plus sign"),
  ].map { separator, name in
    Mistake(
      "accept.wrong-guid", "You put \(name) between the key and the GUID. Leave it out."
    ) { $0.guid = Array((separator + AcceptValue.guid).utf8) }
  }

  private static func wrongGUID(_ guid: String, _ difference: String) -> Mistake<Self> {
    Mistake(
      "accept.wrong-guid", "Your GUID is not the one of the RFC. \(difference) Copy it from step 3."
    ) { $0.guid = Array(guid.utf8) }
  }

  /// The GUID with one slip of a hand that types it: a character left out, exchanged with the
  /// next, or written as one that looks like it.
  private static let lookalikes: [Character: String] = [
    "0": "ODQ", "1": "Il7", "2": "Z", "5": "S6", "8": "BS", "B": "8", "A": "4", "C": "G", "D": "0O",
    "E": "F3", "F": "E", "9": "g", "4": "A", "7": "1",
  ]

  static let mistypedGUIDs: [Mistake<Self>] = {
    let guid = Array(AcceptValue.guid)
    return guid.indices.flatMap { index -> [Mistake<Self>] in
      var short = guid
      let character = short.remove(at: index)
      let place = "its character \(index + 1)"
      var mistakes = [
        wrongGUID(String(short), "The \(character), \(place), is missing.")
      ]
      for other in lookalikes[character] ?? "" {
        var wrong = guid
        wrong[index] = other
        mistakes.append(
          wrongGUID(String(wrong), "Its character \(index + 1) is \(character), not \(other)."))
      }
      if index + 1 < guid.count, guid[index + 1] != character {
        var swapped = guid
        swapped.swapAt(index, index + 1)
        mistakes.append(
          wrongGUID(
            String(swapped), "The \(character), \(place), comes before the \(guid[index + 1])."))
      }
      return mistakes
    }
  }()
}
