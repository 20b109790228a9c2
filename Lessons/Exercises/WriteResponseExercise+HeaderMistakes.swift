import LessonKit
import WebSocketProtocol

extension WriteResponseAttempt {
  // MARK: - The headers of 101

  static let upgrades: [Mistake<Self>] = [
    Mistake(nil, "Upgrade is missing. It names the protocol that follows: websocket.") {
      $0.upgrade = nil
    },
    Mistake(nil, "Upgrade does not say websocket. It names the protocol that follows.") {
      $0.upgrade = "Upgrade: Upgrade"
    },
    Mistake(nil, "Upgrade does not say websocket. It names the protocol that follows.") {
      $0.upgrade = "Upgrade: websockets"
    },
  ]

  static let connections: [Mistake<Self>] = [
    Mistake(nil, "Connection is missing. It lists Upgrade, so that no proxy passes it on.") {
      $0.connection = nil
    },
    Mistake(nil, "Connection does not list Upgrade.") { $0.connection = "Connection: websocket" },
    Mistake(nil, "Connection does not list Upgrade.") { $0.connection = "Connection: keep-alive" },
    Mistake(nil, "Connection does not list Upgrade. This one says that it is over.") {
      $0.connection = "Connection: close"
    },
  ]

  static let accepts: [Mistake<Self>] = [
    Mistake(nil, "The accept value is missing. It is in Sec-WebSocket-Accept.") {
      $0.accept = { _ in nil }
    },
    Mistake(nil, "Sec-WebSocket-Accept is empty. The accept value is an argument.") {
      $0.accept = { _ in "" }
    },
    Mistake(
      nil,
      """
      You computed an accept value from the accept value. The argument is the result of lesson 1's \
      function already.
      """
    ) { $0.accept = { AcceptValue.text(forKey: $0) } },
    Mistake(
      "accept.example-copied",
      "You copied the accept value of an example. Each connection has its own: it is an argument."
    ) { $0.accept = { _ in "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" } },
    Mistake(nil, "You put quotation marks around the accept value. They do not belong to it.") {
      $0.accept = { "\"\($0)\"" }
    },
    Mistake(nil, "You wrote the accept value in small letters. Its case is part of it.") {
      $0.accept = { $0.lowercased() }
    },
    Mistake(
      nil,
      "You sent Sec-WebSocket-Key. That is the client's; the answer is in Sec-WebSocket-Accept."
    ) { $0.acceptName = "Sec-WebSocket-Key: " },
    Mistake(nil, "The accept value is in Sec-WebSocket-Accept. Your header has another name.") {
      $0.acceptName = "Sec-Websocket-Accept-Key: "
    },
  ]

  static let subprotocols: [Mistake<Self>] = [
    Mistake(nil, "The subprotocol is missing. The client offered it, and the server chose it.") {
      $0.subprotocol = { _ in nil }
    },
    notOffered("an empty one") { "Sec-WebSocket-Protocol: \($0 ?? "")" },
    notOffered("nil", "In a text, an optional is written as \"nil\" or \"Optional(…)\".") {
      "Sec-WebSocket-Protocol: \($0.map { "Optional(\"\($0)\")" } ?? "nil")"
    },
    notOffered("nil") { "Sec-WebSocket-Protocol: \($0 ?? "nil")" },
    notOffered("chat") { _ in "Sec-WebSocket-Protocol: chat" },
    notOffered("chat") { "Sec-WebSocket-Protocol: \($0 ?? "chat")" },
    Mistake(
      nil,
      """
      You wrote Optional("…") for the subprotocol. Unwrap it first: `if let subprotocol`.
      """
    ) { $0.subprotocol = { $0.map { "Sec-WebSocket-Protocol: Optional(\"\($0)\")" } } },
    Mistake(nil, "You wrote the subprotocol in small letters. Its case is part of its name.") {
      $0.subprotocol = { $0.map { "Sec-WebSocket-Protocol: \($0.lowercased())" } }
    },
    Mistake(nil, "You always chose chat. The subprotocol is an argument.") {
      $0.subprotocol = { $0.map { _ in "Sec-WebSocket-Protocol: chat" } }
    },
  ]

  private static func notOffered(
    _ what: String, _ more: String = "", _ line: @escaping @Sendable (String?) -> String
  ) -> Mistake<Self> {
    let advice = more.isEmpty ? "" : " " + more
    return Mistake(
      nil,
      """
      You answered with a subprotocol, \(what), where none was chosen. A client that did not offer it \
      must fail the connection (§4.1). Where it is nil, leave the header out.\(advice)
      """
    ) { $0.subprotocol = { line($0) } }
  }

  static let additions: [Mistake<Self>] = [
    Mistake(
      nil,
      """
      You answered with an extension. The client did not offer it, and your server has none: leave \
      Sec-WebSocket-Extensions out.
      """
    ) { $0.more = "Sec-WebSocket-Extensions: permessage-deflate" },
    Mistake(nil, "101 has no body, so it has no Content-Length. Frames follow the empty line.") {
      $0.more = "Content-Length: 0"
    },
  ]

  // MARK: - Refusals

  static let versions: [Mistake<Self>] = [
    Mistake(
      "handshake.any-method",
      "426 does not say which version is right. It needs Sec-WebSocket-Version: 13."
    ) { $0.version = nil },
    Mistake(
      "handshake.any-method",
      "Your answer 426 names another version. The one that is right is 13."
    ) { $0.version = "Sec-WebSocket-Version: 12" },
    Mistake(
      "handshake.any-method",
      "Your answer 426 names another version. The one that is right is 13."
    ) { $0.version = "Sec-WebSocket-Version: 426" },
  ]

  static let refusals: [Mistake<Self>] = [
    Mistake(nil, "You threw for a status other than 101. The client waits for an answer.") {
      $0.refusal = .threw
    },
    Mistake(nil, "Your answer to a status other than 101 is empty. Write a head.") {
      $0.refusal = .bytes([])
    },
    Mistake(nil, "You stopped the program for a status other than 101. Write a head.") {
      $0.refusal = .crashed(.ownCheck)
    },
  ]

  static let results: [Mistake<Self>] = [
    Mistake(nil, "You returned an empty array. Return the bytes of the head.") {
      $0.finish = { _ in [] }
    },
    Mistake(nil, "You wrote the text as UTF-16. A head has one byte for each letter.") {
      $0.finish = { $0.utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] } }
    },
  ]
}
