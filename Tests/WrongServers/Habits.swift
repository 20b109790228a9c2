import WebSocketProtocol

/// What an endpoint does at each decision: right, until a mistake changes it.
///
/// Each member is one decision; its default is what RFC 6455 requires.
struct Habits: Sendable {
  // MARK: - The opening handshake

  /// Whether a header's name is the one that is looked for.
  var isNamed: @Sendable (_ name: String, _ wanted: String) -> Bool = {
    $0.lowercased() == $1.lowercased()
  }
  /// The value in the text after a header's colon.
  var trim: @Sendable (String) -> String = { trimmed($0) }
  /// Whether the value of `Connection` asks for an upgrade.
  var asksForUpgrade: @Sendable (String) -> Bool = { value in
    value.split(separator: ",").contains { trimmed($0).lowercased() == "upgrade" }
  }
  /// Whether the value of `Upgrade` names this protocol.
  var namesWebSocket: @Sendable (String) -> Bool = { value in
    value.split(separator: ",").contains { trimmed($0).lowercased() == "websocket" }
  }
  /// What is checked of a request.
  var requestChecks = Set(RequestCheck.allCases)
  /// The response to each wrong request.
  var refuse: @Sendable (RequestCheck) -> String? = { $0.refusal }
  /// The accept value for a key.
  var accept: @Sendable (_ key: String) -> String = { key in
    Base64.encode(SHA1.digest(of: Array((key + guid).utf8)))
  }
  /// The response that opens the connection.
  var response: @Sendable (_ accept: String) -> String = { accept in
    [
      "HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade",
      "Sec-WebSocket-Accept: \(accept)", "", "",
    ].joined(separator: "\r\n")
  }
  /// Whether bytes that came with the head are frames.
  var keepsRest = true

  // MARK: - Reading frames

  /// FIN in the first byte.
  var isFinal: @Sendable (UInt8) -> Bool = { $0 & 0b1000_0000 != 0 }
  /// RSV1, RSV2 and RSV3 in the first byte.
  var reservedBits: @Sendable (UInt8) -> UInt8 = { $0 & 0b0111_0000 }
  /// The opcode in the first byte.
  var opcode: @Sendable (UInt8) -> UInt8 = { $0 & 0b0000_1111 }
  /// The mask bit in the second byte.
  var isMasked: @Sendable (UInt8) -> Bool = { $0 & 0b1000_0000 != 0 }
  /// The length's first seven bits, in the second byte.
  var shortLength: @Sendable (UInt8) -> UInt8 = { $0 & 0b0111_1111 }
  /// How many bytes of extended length follow.
  var extendedByteCount: @Sendable (UInt8) -> Int = { $0 == 126 ? 2 : $0 == 127 ? 8 : 0 }
  /// The number in these bytes.
  var extendedLength: @Sendable ([UInt8]) -> UInt64 = { bytes in
    bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }
  /// Where the masking key begins, after this many bytes of header.
  var keyStart: @Sendable (Int) -> Int = { $0 }
  /// What is done while bytes of a header are missing.
  var whenHeaderIsShort = ShortRead.wait
  /// What is done while bytes of a payload are missing.
  var whenPayloadIsShort = ShortRead.wait
  /// Whether bytes that are read with a frame belong to the next.
  var keepsNextFrame = true
  /// What is done about a length that is larger than any message may be.
  var whenFrameIsHuge: @Sendable () throws(Violation) -> Void = { () throws(Violation) in
    throw Violation(1009)
  }
  /// What is checked of frames and messages.
  var checks = Set(Check.allCases)
  /// Takes the mask off; `index` is that of the first byte.
  var unmask: @Sendable (_ payload: inout [UInt8], _ key: [UInt8], _ index: Int) -> Void = {
    MaskingKey($1[0], $1[1], $1[2], $1[3]).apply(to: &$0, offset: $2)
  }
  /// Whether each frame's first byte has index 0.
  var resetsMaskIndex = true

  // MARK: - Messages

  /// Whether the text is UTF-8.
  var isUTF8: @Sendable ([UInt8]) -> Bool = { String(validating: $0, as: UTF8.self) != nil }
  /// The bytes that a fragment of text adds to its message.
  var fragmentOfText: @Sendable ([UInt8]) -> [UInt8] = { $0 }
  /// What a ping leaves of the message in which it comes.
  var messageAfterPing: @Sendable (_ message: [UInt8], _ ping: [UInt8]) -> [UInt8]? = {
    message, _ in message
  }
  /// The frames that answer a ping; whether a message is being received changes nothing.
  var pongs: @Sendable (_ ping: [UInt8], _ isInMessage: Bool) -> [Frame] = { ping, _ in
    [Frame(opcode: 10, payload: ping)]
  }

  // MARK: - Closing

  /// The payload that answers a close frame; nil for no close frame.
  var closeReply: @Sendable (_ payload: [UInt8]) -> [UInt8]? = { Array($0.prefix(2)) }
  /// What is sent after the close frame.
  var farewell: [Frame] = []
  /// What ends the TCP connection after a close frame came.
  var ending = Ending.now
  /// The reason given for closing after a violation.
  var failureReason = ""

  // MARK: - Writing frames

  /// Whether an end masks what it sends.
  var masks: @Sendable (End) -> Bool = { $0 == .client }
  /// The length of a payload as it is written.
  var lengthOf: @Sendable (_ frame: Frame) -> Int = { $0.payload.count }
  /// The bytes of the payload as they are written.
  var payloadOf: @Sendable (_ frame: Frame) -> [UInt8] = { $0.payload }
  /// The length's first seven bits, and the bytes that follow.
  var writeLength: @Sendable (Int) -> (UInt8, [UInt8]) = { length in
    if length < 126 { return (UInt8(length), []) }
    if length < 65536 { return (126, bigEndian(length, 2)) }
    return (127, bigEndian(length, 8))
  }
}

/// What is done while bytes are missing.
enum ShortRead: Sendable {
  /// Waits for more: the right way.
  case wait
  /// Takes the bytes that are missing as zeros, or as no part of the payload.
  case goOn
  /// Drops the connection.
  case dropConnection
  /// Ends the program, by reading past the end of an array.
  case crash
}

/// What ends the TCP connection after a close frame.
enum Ending: Sendable {
  /// The end itself, at once.
  case now
  /// The end itself, after the frames that came with the close frame.
  case afterTheRest
  /// Only the peer.
  case never
}

/// A rule that frames and messages are checked by.
enum Check: CaseIterable, Sendable {
  case reservedBits, opcode, mask, controlLength, controlFragments, shortestLength
  case continuationOfNothing, messageInMessage, text, closeLength, closeCode, closeReason
}

/// A rule that a request is checked by.
enum RequestCheck: CaseIterable, Sendable {
  case syntax, method, httpVersion, host, body, upgrade, connection, key, version

  /// What a server answers to a request that breaks the rule.
  var refusal: String {
    let status =
      switch self {
      case .method: "405 Method Not Allowed\r\nAllow: GET"
      case .httpVersion: "505 HTTP Version Not Supported"
      case .version: "426 Upgrade Required\r\nSec-WebSocket-Version: 13"
      default: "400 Bad Request"
      }
    return "HTTP/1.1 \(status)\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
  }
}

/// A frame, or what is wrong with one.
struct Frame: Sendable {
  var isFinal = true
  var opcode: UInt8
  var payload: [UInt8]

  var isControl: Bool { opcode >= 8 }
}

/// A rule is broken: the connection is closed with a code.
struct Violation: Error {
  let code: Int

  init(_ code: Int) { self.code = code }
}

/// The text that is appended to every key.
let guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

/// A text without the blanks around it.
func trimmed(_ text: some StringProtocol) -> String {
  let blanks: Set<Character> = [" ", "\t"]
  let start = text.drop { blanks.contains($0) }
  return String(start.reversed().drop { blanks.contains($0) }.reversed())
}

/// The lowest bytes of a number, the most significant first.
func bigEndian(_ number: Int, _ byteCount: Int) -> [UInt8] {
  (0..<byteCount).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
}
