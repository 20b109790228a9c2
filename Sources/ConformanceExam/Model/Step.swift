import WebSocketProtocol

/// One step of a case: something that the examiner sends, or something that it waits for.
///
/// Where the last step leaves the connection open, the examiner closes it with 1000; a message that
/// comes until then and was not expected is wrong.
package indirect enum Step: Sendable {
  /// Opens the connection: the first step, where it is not the plain opening handshake.
  case open(Opening)
  /// Answers the opening handshake of a client that is graded: the first step of such a case.
  case respond(Response)
  /// Waits until the client ends the connection, before which it may send no message.
  case sendsNothing
  /// Sends pieces, cut into writes.
  case send([Piece], Cut = .whole)
  /// Waits for these messages in their order, and for these pongs in theirs.
  case expect([Answer])
  /// Waits for these answers; the peer may also close, because a message is too large for it.
  case expectUnlessTooLarge([Answer])
  /// Waits for a pong, and takes pongs before it, which answer other pings.
  case expectLast(Answer)
  /// Takes echoes of these frames as far as they come before the close frame that answers.
  case takes([ExamFrame])
  /// Waits until the peer fails the connection, best with one of these codes.
  ///
  /// Before that it may give these answers, which belong to what was sent before the violation.
  case fails([UInt16], after: [Answer] = [])
  /// Waits until the peer fails the connection, or gives these answers, which is lenient.
  case mayFail([UInt16], or: [Answer], note: String)
  /// Gives the peer a little time to fail the connection already; goes on where it does not.
  case failsEarly([UInt16])
  /// Sends a close frame and waits for the peer's; then nothing more may come.
  case close([UInt8], CloseAnswer)
  /// Waits for the peer's close frame.
  case awaitClose(CloseAnswer)
  /// Waits until the peer ends the TCP connection; where it does not, that is a failure, or noted.
  case awaitEnd(orNote: String?)
  /// Waits.
  case pause(Duration)
  /// No message may have come.
  case nothing
  /// Ends the examiner's direction of the TCP connection.
  case endSending
  /// Stops reading, or reads on.
  case read(Bool)
  /// Resets the TCP connection.
  case reset
  /// Ends the TCP connection without a closing handshake.
  case abandon
  /// Does steps on another connection, which opens now and ends with them.
  case meanwhile([Step])

  package static func send(_ frames: ExamFrame..., cut: Cut = .whole) -> Step {
    .send(frames.map { .frame($0) }, cut)
  }

  package static func echoes(_ frame: ExamFrame) -> Step {
    .expect([.message(frame.opcode, frame.payload)])
  }
}

/// A piece of what is sent.
package enum Piece: Sendable {
  case frame(ExamFrame)
  case bytes([UInt8])
  /// A message compressed as agreed, in frames of at most so many compressed bytes; nil for one frame.
  case deflated(Opcode, [UInt8], fragment: Int? = nil)
}

/// Where the bytes of a step are cut into writes.
package enum Cut: Hashable, Sendable {
  case whole
  /// A write for each piece, a little time apart.
  case pieces
  /// Writes of so many bytes, a little time apart.
  case bytes(Int)
  /// Writes of so many bytes, as fast as possible.
  case quickBytes(Int)
  /// Two writes, cut before this byte.
  case before(Int)
  /// Two writes, of which the second has so many bytes.
  case beforeLast(Int)
}

/// What the peer sends for something it was sent.
package enum Answer: Hashable, Sendable {
  case message(Opcode, [UInt8])
  case pong([UInt8])
}

/// How a close frame is to be answered.
package enum CloseAnswer: Hashable, Sendable {
  /// With this code, as an endpoint typically echoes it, or with another that is allowed.
  case code(UInt16)
  /// With any close frame that is allowed.
  case any
  /// The close frame breaks a rule: the peer fails the connection, best with one of these codes.
  case failure([UInt16])
  /// The code may be refused or taken.
  case anyOrFailure
}

extension Step {
  /// What is noted where nothing comes in time; nil where that is a failure.
  var noteOnSilence: String? {
    switch self {
    case .mayFail: "The peer neither refused the frame nor answered it."
    case .awaitEnd(let note): note
    case .open(let opening):
      switch opening.outcome {
      case .betterRefused, .either:
        "The server did not answer a request that is not right. A refusal would say why."
      default: nil
      }
    default: nil
    }
  }
}
