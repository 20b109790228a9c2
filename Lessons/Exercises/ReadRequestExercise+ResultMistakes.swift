import LessonKit
import WebSocketProtocol

extension ReadRequestAttempt {
  static let refusals: [Mistake<Self>] = [
    Mistake(
      "handshake.any-method",
      "You returned 101 for every head. Check each part: 426 for a wrong version, 400 for the rest."
    ) {
      $0.method = { _ in true }
      $0.httpVersion = { _ in true }
      $0.hosts = { _ in true }
      $0.upgrade = { _, _ in true }
      $0.connection = { _, _ in true }
      $0.keys = { _ in true }
      $0.key = { _ in true }
      $0.versions = { _ in true }
    },
    Mistake(
      "handshake.any-method",
      """
      You returned 400 for a wrong version. 426 says more: the client learns that another version \
      would be right.
      """
    ) { $0.wrongVersion = .returned([.number(400)]) },
    Mistake(
      "handshake.any-method",
      "You returned 426 for every wrong request. It is for the version; the rest is 400."
    ) { $0.refusal = .returned([.number(426)]) },
    Mistake(nil, "You threw for a wrong version. Return the status 426, so that it can be sent.") {
      $0.wrongVersion = .threw
    },
    Mistake(nil, "You threw for a wrong request. Return its status, so that it can be sent.") {
      $0.refusal = .threw
    },
    Mistake(nil, "You threw for a wrong request. Return its status, so that it can be sent.") {
      $0.refusal = .threw
      $0.wrongVersion = .threw
    },
    Mistake(nil, "You returned nil for a wrong request. Nil means that more bytes are needed.") {
      $0.refusal = .returned([.nothing])
    },
    Mistake(nil, "You returned nil for a wrong request. Nil means that more bytes are needed.") {
      $0.refusal = .returned([.nothing])
      $0.wrongVersion = .returned([.nothing])
    },
  ]

  static let shortLines: [Mistake<Self>] = [
    Mistake(
      nil,
      """
      You took the third word of a first line that has fewer. Anyone can send such a line: count its \
      words first.
      """
    ) { $0.shortStart = .crashed(.index) },
    Mistake(nil, "You threw for a first line that is too short. Return the status 400.") {
      $0.shortStart = .threw
    },
    Mistake(nil, "You returned nil for a first line that is too short. Its status is 400.") {
      $0.shortStart = .returned([.nothing])
    },
  ]

  static let missingHeaders: [Mistake<Self>] = [
    missing("unwrapped a header that may be missing", .crashed(.unwrappedNil)),
    missing("threw for a header that is missing", .threw),
    missing("returned nil for a header that is missing", .returned([.nothing])),
    missing("took the first of no values", .crashed(.index)),
    missingKey("unwrapped a key that may be missing", .crashed(.unwrappedNil)),
    missingKey("threw for a key that is missing", .threw),
    missingKey("returned nil for a key that is missing", .returned([.nothing])),
    missingKey("took the first of no keys", .crashed(.index)),
  ]

  private static func missing(_ what: String, _ outcome: Outcome) -> Mistake<Self> {
    Mistake("handshake.any-method", "You \(what). Return the status 400.") { $0.missing = outcome }
  }

  private static func missingKey(_ what: String, _ outcome: Outcome) -> Mistake<Self> {
    Mistake("handshake.any-method", "You \(what). Return the status 400.") {
      $0.missingKey = outcome
    }
  }

  static let returnedKeys: [Mistake<Self>] = [
    Mistake(nil, "You returned the accept value. Return the key; lesson 1's function comes later.")
    {
      $0.returnedKey = { AcceptValue.text(forKey: $0) }
    },
    Mistake("handshake.case", "You returned the key in small letters. Its case is part of it.") {
      $0.returnedKey = { $0.lowercased() }
    },
    Mistake(nil, "You returned an empty key. It is the value of Sec-WebSocket-Key.") {
      $0.returnedKey = { _ in "" }
    },
    Mistake(nil, "You left out the two = at the key's end. They are part of it.") {
      $0.returnedKey = { String($0.prefix(22)) }
    },
  ]

  static let returnedSubprotocols: [Mistake<Self>] = [
    Mistake("handshake.case", "You returned the list of subprotocols as one. Cut it at its commas.")
    {
      $0.subprotocols = { $0 }
    },
    Mistake("handshake.case", "You returned the list of subprotocols as one. Cut it at its commas.")
    {
      $0.subprotocols = { $0.isEmpty ? [] : [$0.joined(separator: ",")] }
    },
    Mistake(
      "handshake.case",
      """
      You returned one empty name where no subprotocols were offered. Without the header, the list is \
      empty.
      """
    ) { $0.subprotocols = { $0.isEmpty ? [""] : $0.flatMap { RequestHead.list($0) } } },
    Mistake(
      "handshake.case", "You left the blanks around the names of subprotocols. Take them off."
    ) {
      $0.subprotocols = { $0.flatMap { $0.split(separator: ",").map(String.init) } }
    },
    Mistake(
      "handshake.case",
      """
      You cut the subprotocols at a comma and a space. The space may be missing: cut at the comma, then \
      take the blanks off.
      """
    ) { $0.subprotocols = { $0.flatMap { $0.split(separator: ", ").map(String.init) } } },
    Mistake(
      "handshake.case",
      "You changed subprotocols to small letters. Their names have case: Chat.V2 is not chat.v2."
    ) { $0.subprotocols = { $0.flatMap { RequestHead.list($0.lowercased()) } } },
    Mistake(nil, "You returned no subprotocols. Return what Sec-WebSocket-Protocol lists.") {
      $0.subprotocols = { _ in [] }
    },
    Mistake(nil, "You returned one subprotocol. Return all that are offered, in their order.") {
      $0.subprotocols = { Array($0.flatMap { RequestHead.list($0) }.prefix(1)) }
    },
    Mistake("handshake.case", "You read one line of subprotocols. There may be more than one.") {
      $0.subprotocols = { $0.prefix(1).flatMap { RequestHead.list($0) } }
    },
    Mistake("handshake.case", "You read one line of subprotocols. There may be more than one.") {
      $0.subprotocols = { $0.suffix(1).flatMap { RequestHead.list($0) } }
    },
  ]

  static let byteCounts: [Mistake<Self>] = [
    Mistake(
      "handshake.rest-dropped",
      """
      You counted all the bytes. The head ends after its empty line; what follows is the first frame, \
      and would be lost.
      """
    ) { $0.byteCount = { $1.count } },
    Mistake(
      nil,
      "You did not count the head's last CR LF CR LF. The frames begin after it."
    ) { $0.byteCount = { head, _ in head.count - 4 } },
    Mistake(nil, "You did not count the empty line, CR LF. The frames begin after it.") {
      $0.byteCount = { head, _ in head.count - 2 }
    },
    Mistake(nil, "You counted one byte too few. The frames begin after the last LF.") {
      $0.byteCount = { head, _ in head.count - 1 }
    },
    Mistake(nil, "You counted one byte too many. The frames begin after the last LF.") {
      $0.byteCount = { head, _ in head.count + 1 }
    },
    Mistake(
      nil,
      """
      You counted characters. In Swift, CR LF is one character, but it is two bytes: count bytes, or \
      the `utf8` of the text.
      """
    ) { $0.byteCount = { head, _ in String(decoding: head, as: UTF8.self).count } },
    Mistake(
      nil,
      """
      You counted the bytes of the text. Where a byte was not UTF-8, the text has three bytes in its \
      place. Count the bytes that came.
      """
    ) { $0.byteCount = { head, _ in String(decoding: head, as: UTF8.self).utf8.count } },
    Mistake(nil, "You returned 0 for the length of the head.") { $0.byteCount = { _, _ in 0 } },
  ]
}
