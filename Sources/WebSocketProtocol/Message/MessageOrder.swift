/// The role of each frame of one direction: which message it begins, continues or does not belong to.
///
///                  text or binary, FIN 0
///     ┌────────────┐ ──────────────────▶ ┌────────────────┐
///     │ no message │                     │ inside message │ ⟲ continuation, FIN 0
///     └────────────┘ ◀────────────────── └────────────────┘
///      ⟲ text or        continuation, FIN 1
///        binary, FIN 1
///
/// Control frames may be anywhere and change nothing. RFC 6455 §5.4.
package struct MessageOrder: Hashable, Sendable {
  /// The opcode of the message that has begun and not ended; nil between messages.
  package private(set) var openMessage: Opcode?

  /// An order before the first frame.
  package init() {}

  /// A frame's place among those before it.
  package enum Place: Hashable, Sendable {
    /// The first frame of a message, perhaps its only one.
    case begins
    /// A further frame of the open message.
    case continues
    /// Not a part of a message: a control frame, or a reserved opcode.
    case standsApart
    /// A new message begins although the one before has not ended. Against §5.4.
    case interrupts
    /// A continuation, but nothing has begun. Against §5.4.
    case continuesNothing
  }

  /// Takes the next frame and tells its place.
  ///
  /// Goes on after an error: an interrupted message is given up for the new one, a continuation of
  /// nothing is ignored.
  package mutating func place(opcode: Opcode, isFinal: Bool) -> Place {
    switch opcode {
    case .continuation:
      guard openMessage != nil else { return .continuesNothing }
      if isFinal { openMessage = nil }
      return .continues
    case .text, .binary:
      let place: Place = openMessage == nil ? .begins : .interrupts
      openMessage = isFinal ? nil : opcode
      return place
    default:
      return .standsApart
    }
  }
}
