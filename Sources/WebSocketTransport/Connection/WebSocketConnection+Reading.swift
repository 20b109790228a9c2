import WebSocketProtocol

extension WebSocketConnection: ByteStreamUser {
  func streamBecameReady(_ interest: Interest) {
    if interest.contains(.writable) { flushNow() }
    if interest.contains(.readable), !isReadingPaused { read() }
  }

  /// Reads once: the loop comes back as long as there is more, and other connections get their turn
  /// between.
  private func read() {
    guard let stream else { return }
    var buffer = loop.takeReceiveBuffer()
    defer { loop.giveBack(receiveBuffer: buffer) }

    let keptCount = unread.count
    if keptCount > 0 {
      buffer.replaceSubrange(0..<keptCount, with: unread)
      unread = []
    }
    switch stream.receive(into: &buffer, from: keptCount) {
    case .bytes(let count):
      traffic.bytesReceived &+= UInt64(count)
      keepAlive?.noteArrival()
      received(&buffer, count: keptCount + count)
    case .notNow:
      if keptCount > 0 { unread = Array(buffer[..<keptCount]) }
    case .end:
      endpoint?.connection.receive(buffer.span.extracting(0..<keptCount))
      receivedEnd(.closedByPeer)
    case .broken(let error):
      endpoint?.connection.receive(buffer.span.extracting(0..<keptCount))
      receivedEnd(.broken(error))
    }
  }

  private func received(_ buffer: inout [UInt8], count: Int) {
    switch phase.reader {
    case .frames: answerInOneWrite { receiveFrames(&buffer, count: count) }
    case .handshake: receiveHandshake(Array(buffer[..<count]))
    case .nothing: break
    }
  }

  /// Lets the protocol write into the loop's buffer while `body` runs, then sends everything at
  /// once: no memory is allocated for an answer, and many answers go out in one write.
  func answerInOneWrite(_ body: () -> Void) {
    guard let endpoint, !isFlushScheduled else {
      body()
      return
    }
    var shared = loop.takeSendBuffer()
    endpoint.connection.takeBytesToSend(into: &shared)
    // What was written before, if anything, goes first; the protocol now writes into the shared memory.
    sendNow(shared)
    isFlushScheduled = true
    body()
    isFlushScheduled = false
    endpoint.connection.takeBytesToSend(into: &shared)
    sendNow(shared)
    loop.giveBack(sendBuffer: shared)
    afterSending()
  }

  private func receiveFrames(_ buffer: inout [UInt8], count: Int) {
    var position = 0
    guard let endpoint else { return }
    while position < count {
      switch endpoint.connection.nextPiece(in: &buffer, from: position, to: count) {
      case .message(let opcode, let payload):
        position = payload.upperBound
        deliver(opcode, buffer.span.extracting(payload))
        // The application may have given the connection up.
        if phase.isOpen { continue }
        return
      case .incomplete(let frameByteCount)
      where frameByteCount <= EventLoop.receiveBufferByteCount / 2:
        unread = Array(buffer[position..<count])
        return
      case .incomplete, .other:
        endpoint.connection.receive(buffer.span.extracting(position..<count))
        takeEvents()
        return
      }
    }
  }

  /// Calls the handlers of what has happened in the protocol.
  func takeEvents() {
    while let event = endpoint?.connection.nextEvent() {
      switch event {
      case .message(let message): deliver(message)
      case .ping(let payload): handlers.ping?(self, payload)
      case .pong(let payload): receivedPong(payload)
      case .closeReceived(let payload):
        startClosingTimer()
        handlers.closeReceived?(self, payload)
      case .failed: break
      case .frameReceived(let frame): handlers.frame?(self, .received, frame)
      case .frameSent(let frame): handlers.frame?(self, .sent, frame)
      case .ended(let end): connectionEnd = end
      }
    }
    if phase.isOpen, endpoint?.connection.closesStream == true { beginEnding() }
  }

  private func deliver(_ opcode: Opcode, _ payload: Span<UInt8>) {
    traffic.messagesReceived &+= 1
    if let handler = handlers.payload {
      handler(self, opcode, payload)
    } else if let handler = handlers.message {
      handler(self, Message(opcode: opcode, payload: [UInt8](payload)))
    }
  }

  private func deliver(_ message: Message) {
    traffic.messagesReceived &+= 1
    if let handler = handlers.payload {
      handler(self, message.opcode, message.payload.span)
    } else {
      handlers.message?(self, message)
    }
  }
}
