/// Where each frame of one direction stands: which message it begins, goes on with or leaves alone.
///
///                  text or binary, FIN 0
///     ┌────────────┐ ──────────────────▶ ┌────────────────┐
///     │ no message │                     │ inside message │ ⟲ continuation, FIN 0
///     └────────────┘ ◀────────────────── └────────────────┘
///      ⟲ text or        continuation, FIN 1
///        binary, FIN 1
///
/// Control frames may stand anywhere and change nothing. RFC 6455 §5.4.
package struct MessageOrder: Hashable, Sendable {
  /// What the message is that has begun and not ended; nil between messages.
  package private(set) var openMessage: Opcode?

  /// An order before the first frame.
  package init() {}

  /// A frame's place among those before it.
  package enum Place: Hashable, Sendable {
    /// The first frame of a message, perhaps its only one.
    case begins
    /// A further frame of the open message.
    case continues
    /// No part of any message: a control frame, or a reserved opcode.
    case standsApart
    /// A new message begins although the one before has not ended. Against §5.4.
    case interrupts
    /// A continuation, but nothing has begun. Against §5.4.
    case continuesNothing
  }

  /// Takes the next frame and tells its place.
  ///
  /// Goes on after what is wrong: an interrupted message is given up for the new one, a continuation
  /// of nothing is left out.
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
