import LessonKit

extension AssembleAttempt {
  static let parts: [[Mistake<Self>]] = [
    fins, controlFrames, controlOpcodes, opcodes, payloads, texts, beginnings, continuations,
    interruptions, emptyFrames,
  ]

  // MARK: - Control frames

  private static let controlFrames: [Mistake<Self>] = [
    control("You returned nil for a control frame. The message that it interrupts is lost.") { _ in
      .returned([.nothing])
    },
    control("You made a message of a control frame.") {
      AssembleCall.message($0.opcode, $0.payload, isComplete: $0.fin)
    },
    control("You put the payload of a control frame into the message.") { call in
      AssembleCall.message(
        call.message?.opcode ?? call.opcode, (call.message?.payload ?? []) + call.payload,
        isComplete: call.fin)
    },
    control("You put the payload of a control frame into the message.") { call in
      guard let message = call.message else { return .returned([.nothing]) }
      return AssembleCall.message(
        message.opcode, message.payload + call.payload, isComplete: call.fin)
    },
    control("You put the payload of a control frame into the message.") { call in
      guard let message = call.message else { return call.unchanged }
      return AssembleCall.message(
        message.opcode, message.payload + call.payload, isComplete: false)
    },
    control("You let a control frame complete the message: its FIN is about itself.") { call in
      guard let message = call.message else { return call.unchanged }
      return AssembleCall.message(message.opcode, message.payload, isComplete: true)
    },
    control("You threw for a control frame. It may come between two fragments.") { _ in .threw },
    control("You threw for a control frame between two fragments. It may come there.") {
      $0.message == nil ? .returned([.nothing]) : .threw
    },
    control("You threw for a control frame outside a message. It may come at any time.") {
      $0.message == nil ? .threw : $0.unchanged
    },
    control("You unwrapped a message that may be nil, for a control frame.") {
      $0.message == nil ? .crashed(.unwrappedNil) : $0.unchanged
    },
  ]

  private static func control(
    _ sentence: String, _ outcome: @escaping @Sendable (AssembleCall) -> Outcome
  ) -> Mistake<Self> {
    Mistake(
      "frame.control-in-message",
      "\(sentence) A control frame is not part of a message: return the message as it is."
    ) { $0.control = outcome }
  }

  private static let controlOpcodes: [Mistake<Self>] = [
    opcodes("8, close,") { $0 > 8 },
    opcodes("10, pong,") { $0 == 8 || $0 == 9 },
    opcodes("8, close, and 10, pong,") { $0 == 9 },
    opcodes("9, ping,") { $0 == 8 || $0 == 10 },
    opcodes("9, ping, and 10, pong,") { $0 == 8 },
    opcodes("8, 9 and 10") { _ in false },
  ]

  private static func opcodes(
    _ which: String, _ isControl: @escaping @Sendable (UInt64) -> Bool
  ) -> Mistake<Self> {
    Mistake(
      "frame.control-in-message",
      """
      You took \(which) for the beginning of a message. The opcodes 8 to 15 are those of control \
      frames: return the message as it is.
      """
    ) { $0.isControl = isControl }
  }

  // MARK: - FIN, opcode and payload

  private static let fins: [Mistake<Self>] = [
    eachFrame { _ in true }, eachFrame { $0 },
    Mistake(
      "frame.fin-ignored",
      "You took every frame for a whole message. Only a frame with FIN 1 completes one."
    ) {
      $0.completesFirst = { _ in true }
      $0.completes = { _ in true }
    },
    Mistake(
      "frame.fin-ignored",
      "You completed a message with its first frame, also where FIN is 0: more frames follow it."
    ) { $0.completesFirst = { _ in true } },
    Mistake(
      "frame.fin-ignored",
      "You completed a message with each continuation. FIN 0 says that another one follows."
    ) { $0.completes = { _ in true } },
    Mistake(
      "frame.fin-ignored",
      "Your messages are never complete. A frame with FIN 1 is the last of its message."
    ) {
      $0.completesFirst = { _ in false }
      $0.completes = { _ in false }
    },
    Mistake(
      "frame.fin-ignored",
      "Your continuations never complete a message. One with FIN 1 is the last."
    ) { $0.completes = { _ in false } },
    Mistake(
      "frame.fin-ignored",
      "A message of one frame is never complete. A first frame with FIN 1 is the last one, too."
    ) { $0.completesFirst = { _ in false } },
    Mistake(nil, "Your FIN is the wrong way round. FIN 1 means that the message is complete.") {
      $0.completesFirst = { !$0 }
      $0.completes = { !$0 }
    },
  ]

  /// A function that never looks at the message so far.
  private static func eachFrame(
    _ isComplete: @escaping @Sendable (_ fin: Bool) -> Bool
  ) -> Mistake<Self> {
    Mistake(
      "frame.fin-ignored",
      """
      You made a message of each frame by itself. Opcode 0 continues the message that is given, 8 and \
      above leave it as it is, and 1 and 2 begin one if none is given.
      """
    ) { attempt in
      let alone: @Sendable (AssembleCall) -> Outcome = {
        AssembleCall.message($0.opcode, $0.payload, isComplete: isComplete($0.fin))
      }
      attempt.control = alone
      attempt.continuesNothing = alone
      attempt.interrupts = alone
      attempt.opcode = { $1 }
      attempt.payload = { $1 }
      attempt.completesFirst = isComplete
      attempt.completes = isComplete
    }
  }

  private static let opcodes: [Mistake<Self>] = [
    Mistake(
      nil,
      """
      You took the message's opcode from its last frame. A continuation has opcode 0: what the message \
      is, its first frame says.
      """
    ) { $0.opcode = { $1 } },
    Mistake(nil, "You returned text for every message that goes on. Keep the first frame's opcode.")
    {
      $0.opcode = { _, _ in 1 }
    },
    Mistake(
      nil, "You returned binary for every message that goes on. Keep the first frame's opcode."
    ) {
      $0.opcode = { _, _ in 2 }
    },
  ]

  private static let payloads: [Mistake<Self>] = [
    Mistake(
      nil,
      """
      You replaced the payload. What came before is lost: add this frame's bytes at the end of the \
      message's.
      """
    ) { $0.payload = { $1 } },
    Mistake(nil, "You put this frame's bytes before the message's. They come after them.") {
      $0.payload = { $1 + $0 }
    },
    Mistake(nil, "You did not add this frame's bytes to the message's payload.") {
      $0.payload = { before, _ in before }
    },
  ]

  private static let texts: [Mistake<Self>] = [
    decoding(
      """
      You made text of each fragment. A character may be cut in two: then each half is replaced by \
      U+FFFD, ef bf bd. Keep bytes, and make text of the whole message.
      """, { Array(String(decoding: $0, as: UTF8.self).utf8) }),
    decoding(
      """
      You refused a fragment that is not UTF-8 by itself. A character may be cut in two: check the text \
      when the message is complete.
      """, { String(validating: $0, as: UTF8.self).map { Array($0.utf8) } }),
    decoding(
      """
      You made an empty text of a fragment that is not UTF-8 by itself. A character may be cut in two. \
      Keep bytes, and make text of the whole message.
      """, { String(validating: $0, as: UTF8.self).map { Array($0.utf8) } ?? [] }),
  ].flatMap { $0 }

  /// A fragment that goes through text; only those of text messages, or all.
  private static func decoding(
    _ sentence: String, _ decode: @escaping @Sendable ([UInt8]) -> [UInt8]?
  ) -> [Mistake<Self>] {
    [
      Mistake("text.per-fragment", sentence) { $0.decode = decode },
      Mistake("text.per-fragment", "\(sentence) Binary messages are not text at all.") {
        $0.decode = decode
        $0.decodesBinary = true
      },
    ]
  }

  // MARK: - Beginnings

  private static let beginnings: [Mistake<Self>] = [
    Mistake(nil, "You made every message text. Opcode 2 begins a binary message.") {
      $0.begins = { _ in 1 }
    },
    Mistake(
      nil,
      """
      You took a message without bytes for nil. A message may begin with an empty frame: compare with \
      nil.
      """
    ) { $0.hasBegun = { $0.message.map { !$0.payload.isEmpty } ?? false } },
  ]

  private static let continuations: [Mistake<Self>] = [
    nothing("You began a message with a continuation.") {
      AssembleCall.message(0, $0.payload, isComplete: $0.fin)
    },
    nothing("You began a text message with a continuation.") {
      AssembleCall.message(1, $0.payload, isComplete: $0.fin)
    },
    nothing("You returned nil for a continuation of nothing.") { _ in .returned([.nothing]) },
    nothing("You unwrapped a message that is nil.") { _ in .crashed(.unwrappedNil) },
    nothing("You stopped the program for a continuation of nothing.") { _ in
      .crashed(.ownCheck)
    },
  ]

  private static func nothing(
    _ sentence: String, _ outcome: @escaping @Sendable (AssembleCall) -> Outcome
  ) -> Mistake<Self> {
    Mistake(nil, "\(sentence) Opcode 0 continues a message. If none has begun, throw the error.") {
      $0.continuesNothing = outcome
    }
  }

  private static let interruptions: [Mistake<Self>] = [
    interruption("You began a new message, and dropped the one that is not complete.") {
      AssembleCall.message($0.opcode, $0.payload, isComplete: $0.fin)
    },
    interruption("You added a new message to the one that is not complete.") { call in
      guard let message = call.message else { return .threw }
      return AssembleCall.message(
        message.opcode, message.payload + call.payload, isComplete: call.fin)
    },
    interruption("You added a new message to the one that is not complete.") { call in
      AssembleCall.message(
        call.opcode, (call.message?.payload ?? []) + call.payload, isComplete: call.fin)
    },
    interruption("You skipped a new message within another.") { $0.unchanged },
    interruption("You returned nil for a new message within another.") { _ in
      .returned([.nothing])
    },
    interruption("You stopped the program for a new message within another.") { _ in
      .crashed(.ownCheck)
    },
    interruption("You allowed a binary message within a text, or a text within binary data.") {
      call in
      guard let message = call.message, message.opcode != call.opcode else { return .threw }
      return AssembleCall.message(call.opcode, call.payload, isComplete: call.fin)
    },
    interruption("You took the same opcode, again, for a continuation.") { call in
      guard let message = call.message, message.opcode == call.opcode else { return .threw }
      return AssembleCall.message(
        message.opcode, message.payload + call.payload, isComplete: call.fin)
    },
  ]

  private static func interruption(
    _ sentence: String, _ outcome: @escaping @Sendable (AssembleCall) -> Outcome
  ) -> Mistake<Self> {
    Mistake(
      nil,
      "\(sentence) The opcodes 1 and 2 begin a message. If one is not complete, throw the error."
    ) { $0.interrupts = outcome }
  }

  private static let emptyFrames: [Mistake<Self>] = [
    empty("You threw for an empty frame.") { _ in .threw },
    empty("You returned nil for an empty frame.") { _ in .returned([.nothing]) },
    empty("You left the message as it is for an empty frame.") { $0.unchanged },
  ]

  private static func empty(
    _ sentence: String, _ outcome: @escaping @Sendable (AssembleCall) -> Outcome
  ) -> Mistake<Self> {
    Mistake(nil, "\(sentence) It may begin, continue or complete a message, like any other.") {
      $0.empty = outcome
    }
  }
}
