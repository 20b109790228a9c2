import WebSocketProtocol

extension English {
  static let pageWords = PageWords(
    headings: [
      .field: "Fields of a frame", .opcode: "Opcodes", .closeCode: "Close codes", .rule: "Rules",
      .limit: "Limits and policies", .mistake: "Known mistakes and causes",
    ],
    closeCodeTitle: "close code {code}, {name}",
    closeCodesTitle: "close codes {codes}, {name}",
    mayBeSent: "It may be in a close frame.",
    isNeverSent:
      "It is never in a close frame: an endpoint that receives it fails the connection with 1002.",
    onTheWire: "On the wire: {text}",
    whatToDo: "What to do: {text}",
    failsConnection: "An endpoint that sees it broken closes the connection with {code} ({name}).",
    failsConnectionAtLimit:
      "An endpoint whose limit is exceeded closes the connection with {code} ({name}).",
    failsHandshake: "There is no connection to close yet: the handshake fails.",
    hasNoConsequence: "An endpoint that sees it broken need not close the connection.")

  static let opcodes = Opcode.all.map { opcode in
    let hex = "0x" + String(opcode.rawValue, radix: 16)
    return Page(
      kind: .opcode,
      names: ["\(opcode.rawValue)", hex] + (opcode.isReserved ? [] : [opcode.name]),
      title: "opcode \(hex), \(opcode.name)",
      summary: opcode.name,
      paragraphs: paragraphs(on: opcode),
      citation: opcode.isControl && !opcode.isReserved ? "§5.5" : "§5.2, §5.6")
  }

  private static func paragraphs(on opcode: Opcode) -> [String] {
    switch opcode {
    case .continuation:
      [
        "The frame goes on with the message that an earlier text or binary frame began with FIN 0. "
          + "The last one of them has FIN 1. Control frames may come between them.",
        "The message's type is the first frame's; a continuation does not repeat it.",
      ]
    case .text:
      [
        "The frame begins a message of UTF-8 text. The payload is bytes, not characters: “你” is "
          + "three of them, and the payload length counts bytes.",
        "A fragment may end inside a character; the whole message may not. Text that is not UTF-8 "
          + "closes the connection with 1007.",
      ]
    case .binary:
      ["The frame begins a message of bytes. What they mean is between the two applications."]
    case .close:
      [
        "The frame begins the closing handshake, or answers it. Its payload is empty, or a close code "
          + "of two bytes with a reason of up to 123 bytes of UTF-8 after it.",
        "An endpoint that receives one answers with one, once. After sending it, an endpoint sends no "
          + "more data.",
      ]
    case .ping:
      [
        "The frame asks: are you there? The peer answers as soon as it can with a pong that carries the "
          + "same payload, up to 125 bytes. It may come between the fragments of a message."
      ]
    case .pong:
      [
        "The frame answers a ping, with the ping's payload. A pong without a ping is allowed: a sign "
          + "of life that needs no answer."
      ]
    default:
      [
        "This opcode has no meaning yet. An endpoint that receives it fails the connection with 1002, "
          + "because it cannot know what the frame was meant to say."
      ]
    }
  }
}
