extension Endpoint {
  /// Takes a frame: adds it to its message, or answers it.
  mutating func take(_ frame: Frame) throws(Violation) {
    switch frame.opcode {
    case 8: try takeClose(frame.payload)
    case 9: takePing(frame.payload)
    case 10: break
    default: try takeData(frame)
    }
  }

  private mutating func takeData(_ frame: Frame) throws(Violation) {
    if frame.opcode == 0 {
      try require(.continuationOfNothing, message != nil)
    } else {
      try require(.messageInMessage, message == nil)
      lastOpcode = frame.opcode
    }
    var whole = message ?? Frame(opcode: lastOpcode, payload: [])
    message = nil  // so that the bytes have one owner, and are not copied to append to them
    whole.payload += whole.opcode == 1 ? habits.fragmentOfText(frame.payload) : frame.payload
    guard whole.payload.count <= Self.limit else { throw Violation(1009) }
    guard frame.isFinal else {
      message = whole
      return
    }
    if whole.opcode == 1 { try require(.text, code: 1007, habits.isUTF8(whole.payload)) }
    write(whole)
  }

  private mutating func takePing(_ payload: [UInt8]) {
    for pong in habits.pongs(payload, message != nil) { write(pong) }
    guard let received = message?.payload else { return }
    if let rest = habits.messageAfterPing(received, payload) {
      message?.payload = rest
    } else {
      message = nil
    }
  }

  private mutating func takeClose(_ payload: [UInt8]) throws(Violation) {
    try require(.closeLength, payload.count != 1)
    if payload.count >= 2 {
      let code = Int(payload[0]) << 8 | Int(payload[1])
      try require(.closeCode, Self.maySend(code))
      try require(.closeReason, code: 1007, habits.isUTF8(Array(payload.dropFirst(2))))
    }
    if !isClosing, let reply = habits.closeReply(payload) {
      write(Frame(opcode: 8, payload: reply))
      for frame in habits.farewell { write(frame) }
    }
    isClosing = true
    // The server ends the TCP connection; a client waits for that.
    isOver = habits.ending == .now && end == .server
  }

  /// Whether a code may be in a close frame (RFC 6455 §7.4, and the codes registered since).
  private static func maySend(_ code: Int) -> Bool {
    switch code {
    case 1000...1003, 1007...1014, 3000...4999: true
    default: false
    }
  }

  /// Closes because a rule is broken.
  mutating func fail(_ violation: Violation) {
    if !isClosing {
      let reason = Array(habits.failureReason.utf8)
      write(Frame(opcode: 8, payload: bigEndian(violation.code, 2) + reason))
    }
    isOver = true
  }

  /// Writes a frame.
  mutating func write(_ frame: Frame) {
    let (shortLength, extended) = habits.writeLength(habits.lengthOf(frame))
    let isMasked = habits.masks(end)
    output.append((frame.isFinal ? 0b1000_0000 : 0) | frame.opcode)
    output.append((isMasked ? 0b1000_0000 : 0) | shortLength)
    output += extended
    var payload = habits.payloadOf(frame)
    if isMasked {
      let key = (0..<4).map { _ in UInt8.random(in: 1...255) }
      output += key
      for index in payload.indices { payload[index] ^= key[index % 4] }
    }
    output += payload
  }
}
