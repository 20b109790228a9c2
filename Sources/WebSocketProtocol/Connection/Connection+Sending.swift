// MARK: - Messages

extension Connection {
  /// Sends a message of text.
  public mutating func send(text: String) throws(ConnectionMisuse) {
    if messageExtension != nil {
      try send(Array(text.utf8).span, as: .text)
      return
    }
    try checkMaySendMessage()
    writer.write(text: text)
    if settings.observesFrames { observeSentFrame(ending: .text(text)) }
  }

  /// Sends a message of arbitrary bytes.
  public mutating func send(binary: [UInt8]) throws(ConnectionMisuse) {
    try send(binary.span, as: .binary)
  }

  /// Sends a message from bytes in any memory; for a text, the caller makes sure that they are UTF-8.
  public mutating func send(
    _ payload: Span<UInt8>, as opcode: Opcode
  ) throws(ConnectionMisuse) {
    guard opcode == .text || opcode == .binary else { throw .notAMessage(opcode) }
    try checkMaySendMessage()
    if messageExtension == nil {
      writer.write(opcode, payload: payload)
    } else {
      try writeTransformed(payload, as: opcode)
    }
    if settings.observesFrames {
      observeSentFrame(ending: Message(opcode: opcode, payload: [UInt8](payload)))
    }
  }

  private mutating func writeTransformed(
    _ payload: Span<UInt8>, as opcode: Opcode
  ) throws(ConnectionMisuse) {
    var transformed: [UInt8] = []
    do throws(MessageExtensionError) {
      let bits = try messageExtension?.transformOutgoing(
        payload, opcode: opcode, appendingTo: &transformed)
      if let bits, !bits.isEmpty {
        writer.write(opcode, reservedBits: bits, payload: transformed.span)
      } else {
        writer.write(opcode, payload: payload)
      }
    } catch {
      throw .transform(error)
    }
  }

  /// Sends the next frame of a message in fragments; the first has the opcode, those after it are
  /// continuations, and `isFinal` ends the message.
  ///
  /// Fragments may be cut inside a character. RFC 6455 §5.4, and with compression RFC 7692 §6.1.
  public mutating func sendFragment(
    _ payload: Span<UInt8>, of opcode: Opcode, isFinal: Bool
  ) throws(ConnectionMisuse) {
    guard opcode == .text || opcode == .binary else { throw .notAMessage(opcode) }
    try state.checkMaySend()
    if let open = outgoingMessage, open.opcode != opcode { throw .messageUnfinished }
    let frameOpcode = outgoingMessage == nil ? opcode : .continuation
    var transformed: [UInt8] = []
    let bits = try transformFragment(payload, isFinal, appendingTo: &transformed)
    if let bits {
      // The bits are set in the first frame only, and hold for the whole message.
      writer.write(
        frameOpcode, isFinal: isFinal, reservedBits: outgoingMessage == nil ? bits : [],
        payload: transformed.span)
    } else {
      writer.write(frameOpcode, isFinal: isFinal, payload: payload)
    }
    noteFragment(payload, of: opcode, isFinal: isFinal, isTransformed: bits != nil)
  }

  private mutating func noteFragment(
    _ payload: Span<UInt8>, of opcode: Opcode, isFinal: Bool, isTransformed: Bool
  ) {
    var message =
      outgoingMessage ?? FragmentedMessage(opcode: opcode, isTransformed: isTransformed)
    // Moved out, so that the collected payload is not copied for each fragment.
    outgoingMessage = nil
    if settings.observesFrames {
      message.observedPayload.append(payload)
      observeSentFrame(
        ending: isFinal ? Message(opcode: opcode, payload: message.observedPayload) : nil)
    }
    if !isFinal { outgoingMessage = message }
  }

  /// The reserved bits of a message that the extension transforms; nil where it is sent as it is.
  private mutating func transformFragment(
    _ payload: Span<UInt8>, _ isFinal: Bool, appendingTo transformed: inout [UInt8]
  ) throws(ConnectionMisuse) -> ReservedBits? {
    guard messageExtension != nil, outgoingMessage?.isTransformed != false else { return nil }
    do throws(MessageExtensionError) {
      let bits = try messageExtension?.transformOutgoingFragment(
        payload, isFinal: isFinal, appendingTo: &transformed)
      return bits.flatMap { $0.isEmpty ? nil : $0 }
    } catch {
      throw .transform(error)
    }
  }

  /// Sends the next frame of a message in fragments, from an array.
  public mutating func sendFragment(
    _ payload: [UInt8], of opcode: Opcode, isFinal: Bool
  ) throws(ConnectionMisuse) {
    try sendFragment(payload.span, of: opcode, isFinal: isFinal)
  }

  private mutating func checkMaySendMessage() throws(ConnectionMisuse) {
    try state.checkMaySend()
    guard outgoingMessage == nil else { throw .messageUnfinished }
  }
}

// MARK: - Control frames

extension Connection {
  /// Asks the peer for a pong with the same payload, at most 125 bytes.
  public mutating func ping(_ payload: [UInt8] = []) throws(ConnectionMisuse) {
    try sendControl(.ping, payload)
  }

  /// Sends a pong that answers no ping, a sign of life; at most 125 bytes.
  public mutating func pong(_ payload: [UInt8] = []) throws(ConnectionMisuse) {
    try sendControl(.pong, payload)
  }

  /// Begins the closing handshake; nothing can be sent after it.
  ///
  /// `code` nil sends an empty close frame. A reason has at most 123 bytes of UTF-8;
  /// `ClosePayload.shortenedReason` cuts a longer one.
  public mutating func close(
    code: CloseCode? = .normalClosure, reason: String = ""
  ) throws(ConnectionMisuse) {
    let payload = ClosePayload(code: code, reason: reason)
    do throws(ClosePayloadMisuse) {
      try payload.check()
    } catch {
      throw .close(error)
    }
    try state.sendClose()
    write(.close, payload.bytes)
  }

  private mutating func sendControl(
    _ opcode: Opcode, _ payload: [UInt8]
  ) throws(ConnectionMisuse) {
    try state.checkMaySend()
    guard payload.count <= 125 else {
      throw .controlPayloadTooLong(byteCount: payload.count)
    }
    write(opcode, payload)
  }

  /// Writes a control frame that was checked.
  package mutating func write(_ opcode: Opcode, _ payload: [UInt8]) {
    writer.write(opcode, payload: payload.span)
    if settings.observesFrames { observeSentFrame(ending: nil) }
  }
}

// MARK: - Bytes

extension Connection {
  /// How many bytes wait to be sent.
  public var byteCountToSend: Int { writer.bytes.count }

  /// Hands over the bytes that wait to be sent.
  public mutating func takeBytesToSend() -> [UInt8] {
    var bytes: [UInt8] = []
    writer.take(into: &bytes)
    return bytes
  }

  /// Hands over the bytes that wait to be sent, and goes on with the memory of `buffer`.
  ///
  /// The old content of `buffer` is dropped. Two buffers that take turns save an allocation each time.
  public mutating func takeBytesToSend(into buffer: inout [UInt8]) {
    writer.take(into: &buffer)
  }

  /// Adds an event for the frame at the end of the writer's buffer.
  private mutating func observeSentFrame(ending message: Message?) {
    guard let record = writer.lastFrame() else { return }
    events.append(.frameSent(ObservedFrame(record: record, message: message)))
  }
}
