/// An end of the connection.
public enum Role: String, CaseIterable, Hashable, Sendable {
  /// The end that opened the connection, and masks what it sends.
  case client
  /// The end that accepted it.
  case server

  /// The other end.
  public var peer: Role { self == .client ? .server : .client }
}

/// What is known of a frame's surroundings; what is not known is never guessed.
public struct FrameContext: Hashable, Sendable {
  /// Who sent the frame; nil where that is not known.
  public var sender: Role?
  /// The reserved bits that negotiated extensions use: empty where there are none, nil where the
  /// negotiation is not known.
  public var extensionBits: ReservedBits?

  /// A context; by default nothing is known.
  public init(sender: Role? = nil, extensionBits: ReservedBits? = nil) {
    self.sender = sender
    self.extensionBits = extensionBits
  }
}
