/// What a connection through a tap is doing, from its beginning to its end.
///
///     ┌────────────┐ both streams are open ┌───────────┐ tap shuts down ┌───────────┐
///     │ connecting │ ────────────────────▶ │ passingOn │ ─────────────▶ │ windingUp │
///     └────────────┘                       └───────────┘                └───────────┘
///           │ no server, tap shuts down          │ both ends have ended,      │ the same, or
///           ▼                                    ▼ or one is broken           ▼ time is over
///         ┌──────────────────────────────────────────────────────────────────────────┐
///         │                                  closed                                  │
///         └──────────────────────────────────────────────────────────────────────────┘
///
/// All transitions are in this file; each tells what is to be done about it.
enum TapPhase: Hashable, Sendable {
  case connecting
  /// What one end sends goes to the other.
  case passingOn
  /// What has arrived is passed on, then both ends are told that nothing more comes; see `TapInput`.
  case windingUp
  case closed

  /// Both streams are open; false where the connection is over already.
  mutating func begin() -> Bool {
    guard self == .connecting else { return false }
    self = .passingOn
    return true
  }

  /// What to do where the tap shuts down.
  enum ShutDownAction: Hashable, Sendable {
    case windUp, close, none
  }

  /// The tap shuts down.
  mutating func shutDown() -> ShutDownAction {
    switch self {
    case .connecting: return .close
    case .passingOn:
      self = .windingUp
      return .windUp
    case .windingUp, .closed: return .none
    }
  }

  /// The connection is over; false where it was.
  mutating func close() -> Bool {
    guard self != .closed else { return false }
    self = .closed
    return true
  }
}

/// What becomes of the bytes that one end of a tapped connection sends.
///
///     ┌─────────┐  end of its stream   ┌───────┐
///     │ passing │ ───────────────────▶ │ ended │
///     └─────────┘                      └───────┘
///          │ winding up, all is read       ▲ end of its stream
///          ▼                               │
///     ┌─────────┐                          │
///     │ cutOff  │ ─────────────────────────┘
///     └─────────┘
///
/// Where it is `passing` no more, the other end is told so once everything before is sent.
enum TapInput: Hashable, Sendable {
  case passing
  /// What this end still sends is thrown away: unread bytes would make closing a reset.
  case cutOff
  case ended

  /// Everything that had arrived is read.
  mutating func allIsRead(in phase: TapPhase) {
    if self == .passing, phase == .windingUp { self = .cutOff }
  }

  /// This end sends no more.
  mutating func end() {
    self = .ended
  }
}
