import FrameDiagram

/// One connection from its first byte to its last: an echo server made of the learner's functions.
///
/// Bytes come in and go out; it knows nothing of sockets. All that it does beside calling the functions
/// is to keep what one call leaves for the next: bytes that are not used yet, and the message that is
/// not complete. RFC 6455.
final class Conversation {
  /// Something that happens, in order.
  enum Event {
    /// The bytes of a head or of a frame came.
    case received(Piece, [UInt8])
    /// The bytes of a head or of a frame are to be sent.
    case sends(Piece, [UInt8])
    /// The server itself says why it does something.
    case says(String)
    /// Nothing more will be sent: TCP may be closed.
    case isOver
  }

  enum Piece { case head, frame }

  private enum Phase {
    /// The client's request has not come yet.
    case handshake
    case open
    /// A close frame was sent, or the request was refused. What still comes is not read.
    case over
  }

  /// The subprotocols that this server speaks: both mean the same to an echo.
  static let subprotocols = ["echo", "chat"]
  /// The most bytes of a message and of a request's head, and the most fragments of a message.
  static let limits = (message: 1 << 20, head: 1 << 14, fragments: 1000)

  private let functions: ServerFunctions
  private let tell: (Event) -> Void
  private var phase = Phase.handshake
  /// Bytes that came and are not used yet.
  private(set) var unread: [UInt8] = []
  /// How many bytes must be there before it is worth asking again.
  private var neededByteCount = 1
  /// The message that is not complete yet.
  private var message: Message?
  private var fragmentCount = 0
  /// The bytes of its last character, if that is not complete.
  private var unfinished: [UInt8] = []

  init(_ functions: ServerFunctions, tell: @escaping (Event) -> Void) {
    self.functions = functions
    self.tell = tell
  }

  /// Whether the client's request has not been answered yet.
  var isInHandshake: Bool { phase == .handshake }

  /// Whether the server has sent all that it will ever send.
  var isOver: Bool { phase == .over }

  /// Takes bytes as they come from the client.
  func receive(_ bytes: [UInt8]) {
    guard phase != .over else { return }
    unread += bytes
    do throws(FunctionFailure) {
      while phase != .over, unread.count >= neededByteCount, try useBytes() {}
    } catch {
      fail(because: error)
    }
  }

  /// Uses some of the bytes; false where more must come first.
  private func useBytes() throws(FunctionFailure) -> Bool {
    phase == .handshake ? try answerRequest() : try answerFrame()
  }

  private func take(_ piece: Piece, byteCount: Int) {
    tell(.received(piece, Array(unread.prefix(byteCount))))
    unread.removeFirst(byteCount)
    neededByteCount = 1
  }

  private func send(_ piece: Piece, _ bytes: [UInt8]) {
    tell(.sends(piece, bytes))
  }

  private func end() {
    phase = .over
    unread = []
    tell(.isOver)
  }
}

// MARK: - The opening handshake

extension Conversation {
  private func answerRequest() throws(FunctionFailure) -> Bool {
    let window = Array(unread.prefix(Self.limits.head))
    guard let request = try functions.readRequest(window) else {
      guard unread.count > Self.limits.head else { return false }
      tell(
        .says("The head has more than \(Self.limits.head) bytes, and no end. The server gives up."))
      end()
      return false
    }
    take(.head, byteCount: request.byteCount)

    guard request.status == 101 else {
      let refusal = try functions.writeResponse(
        status: request.status, accept: "", subprotocol: nil)
      send(.head, refusal)
      end()
      return false
    }
    let accept = try functions.acceptValue(forKey: request.key)
    let subprotocol = request.subprotocols.first { Self.subprotocols.contains($0) }
    send(
      .head,
      try functions.writeResponse(status: 101, accept: accept, subprotocol: subprotocol))
    phase = .open
    return true
  }
}

// MARK: - Frames

extension Conversation {
  private func answerFrame() throws(FunctionFailure) -> Bool {
    // Many frames may have come at once. Look only at the first bytes of them.
    let window = Array(unread.prefix(max(neededByteCount, 4096)))
    guard let frame = try functions.decodeFrame(window) else {
      try noteWhatIsMissing(after: window.count)
      return unread.count >= neededByteCount
    }
    take(.frame, byteCount: frame.byteCount)

    let payload = try functions.unmask(frame.payload, key: frame.key)
    switch frame.opcode {
    case 8: try answerClose(payload)
    case 9: send(.frame, try functions.pong(answering: payload))
    case 10: tell(.says("A pong needs no answer."))
    default: try addToMessage(fin: frame.fin, opcode: frame.opcode, payload)
    }
    return true
  }

  /// Finds out how many bytes the frame has, so that `decodeFrame` is not asked again before they are
  /// there.
  private func noteWhatIsMissing(after byteCount: Int) throws(FunctionFailure) {
    neededByteCount = unread.count + 1
    guard unread.count >= 2, let length = try functions.decodeLength(Array(unread[1...].prefix(9)))
    else { return }
    let headerByteCount = 1 + length.byteCount + 4
    guard length.length <= Self.limits.message - (message?.payload.count ?? 0) else {
      tell(.received(.frame, Array(unread.prefix(headerByteCount))))
      return fail(1009, Self.tooLong)
    }
    let wholeByteCount = headerByteCount + Int(length.length)
    if wholeByteCount > byteCount { neededByteCount = wholeByteCount }
    if wholeByteCount > unread.count {
      let here = Words.number(UInt64(unread.count))
      tell(.says("\(here) of a frame's \(Words.bytes(UInt64(wholeByteCount))) are here."))
    }
  }

  private static let tooLong = "The message has more than \(Words.bytes(UInt64(limits.message)))"

  private func addToMessage(
    fin: Bool, opcode: UInt8, _ payload: [UInt8]
  ) throws(FunctionFailure) {
    guard (message?.payload.count ?? 0) + payload.count <= Self.limits.message else {
      return fail(1009, Self.tooLong)
    }
    fragmentCount = message == nil ? 1 : fragmentCount + 1
    guard fragmentCount <= Self.limits.fragments else {
      return fail(
        1009, "The message has more than \(Words.number(UInt64(Self.limits.fragments))) fragments")
    }
    let longer = try functions.assemble(message, fin: fin, opcode: opcode, payload: payload)
    if longer.opcode == 1 {
      let bytes = unfinished + payload
      unfinished = bytes.suffix(try functions.checkUTF8(bytes, isLast: fin))
    }
    guard longer.isComplete else {
      message = longer
      return
    }
    message = nil
    unfinished = []
    try echo(longer)
  }

  private func echo(_ message: Message) throws(FunctionFailure) {
    if message.opcode == 1, message.payload.count <= 125 {
      let text = String(decoding: message.payload, as: UTF8.self)
      send(.frame, try functions.encodeTextFrame(text))
    } else {
      send(.frame, try frame(opcode: message.opcode, message.payload))
    }
  }

  /// A frame with FIN, and without a mask.
  private func frame(opcode: UInt8, _ payload: [UInt8]) throws(FunctionFailure) -> [UInt8] {
    [0b1000_0000 | opcode]
      + (try functions.encodeLength(UInt64(payload.count), masked: false)) + payload
  }
}

// MARK: - The end

extension Conversation {
  private func answerClose(_ payload: [UInt8]) throws(FunctionFailure) {
    do throws(FunctionFailure) {
      let close = try functions.parseClose(payload)
      let code = close.code.map { "\($0)" } ?? "no code"
      tell(.says("The client closes with \(code), \(quoted(close.reason))."))
    } catch {
      guard case .threw = error.reason else { throw error }
      // The payload breaks a rule. `closeReply` knows which code answers it.
    }
    send(.frame, try frame(opcode: 8, try functions.closeReply(to: payload)))
    end()
  }

  private func quoted(_ reason: String) -> String {
    reason.isEmpty ? "without a reason" : "\"\(reason)\""
  }

  /// Ends the connection because a function did not return a result.
  private func fail(because failure: FunctionFailure) {
    let code: UInt16 =
      switch (failure.function, failure.reason) {
      // These two look at what the client sent, and throw where it breaks a rule.
      case ("decodeFrame", .threw), ("decodeLength", .threw), ("assemble", .threw): 1002
      case ("checkUTF8", .threw): 1007
      default: 1011
      }
    let what =
      switch failure.reason {
      case .threw(let error): "\(failure.function) threw \(error.isEmpty ? "an error" : error)"
      case .broken(let words): "\(failure.function) \(words)"
      }
    guard phase == .open else {
      tell(.says("\(what), so the server answers with 500."))
      send(.head, Array("HTTP/1.1 500 Internal Server Error\r\nConnection: close\r\n\r\n".utf8))
      return end()
    }
    fail(code, what)
  }

  /// Fails the connection: sends a close frame with a code, and ends.
  ///
  /// RFC 6455 §7.1.7.
  private func fail(_ code: UInt16, _ why: String) {
    tell(.says("\(why), so the server closes with \(code)."))
    do throws(FunctionFailure) {
      let payload = try functions.closePayload(code: code, reason: "")
      send(.frame, try frame(opcode: 8, payload))
    } catch {
      tell(.says("\(error.function) made no close frame, so the server ends without one."))
    }
    end()
  }
}
