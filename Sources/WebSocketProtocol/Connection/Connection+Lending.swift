extension Connection {
  /// Reads on like `nextEvent()`, but lends each message to `body` instead of telling it as an event.
  ///
  /// For those who handle many messages: one that came in a single frame is lent where it lies, and
  /// takes no memory of its own. `body` gets the connection, to send with; from within, nothing is
  /// read.
  ///
  ///     while let event = connection.nextEvent(lendingMessagesTo: { connection, opcode, payload in
  ///       try? connection.send(payload, as: opcode)
  ///     }) { … }
  public mutating func nextEvent(
    lendingMessagesTo body: (inout Connection, Opcode, Span<UInt8>) -> Void
  ) -> ConnectionEvent? {
    while !isLending {
      if let event = events.next() {
        guard case .message(let message) = event else { return event }
        body(&self, message.opcode, message.payload.span)
      } else if state.reads, let arrival = nextArrival() {
        if case .messageInPlace(let opcode, let range) = arrival, events.isEmpty {
          lend(range, opcode, to: body)
        } else {
          take(arrival)
        }
      } else {
        return nextEvent()
      }
    }
    return nil
  }

  private mutating func lend(
    _ range: Range<Int>, _ opcode: Opcode,
    to body: (inout Connection, Opcode, Span<UInt8>) -> Void
  ) {
    // The bytes are taken out, because `body` may change all of `self` while it reads them.
    var lent = InputBuffer()
    swap(&lent, &receiver.input)
    isLending = true
    body(&self, opcode, lent.bytes.span.extracting(range))
    isLending = false
    swap(&lent, &receiver.input)
    if lent.unreadByteCount > 0 { receiver.input.append(lent.bytes) }
  }
}
