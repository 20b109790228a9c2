import TrafficCapture
import WebSocketProtocol

/// What the user says about a connection, in addition to its bytes.
public struct Assumptions: Sendable {
  /// The end that is the client; nil if the user does not say.
  public var client: Side?
  /// The reserved bits that extensions use; nil if the user does not say.
  public var extensionBits: ReservedBits?
  /// Whether the assumptions are more important than what the heads say.
  public var outranksHeads = false
  /// Whether a direction without a head, or whose beginning is missing, begins with a frame.
  public var beginsWithFrames = false
  /// The packets at whose first byte a frame begins.
  public var framePackets: Set<Int> = []
  /// Whether all bytes are one stream, whichever end sent them: pasted bytes, or a file.
  ///
  /// Then nothing is expected from the other end, and everything that is not a head is a frame.
  public var isSingleStream = false

  /// No assumptions.
  public init() {}

  /// One stream of bytes, with what is known of its sender and extensions.
  public static func singleStream(_ context: FrameContext) -> Assumptions {
    var assumptions = Assumptions()
    assumptions.isSingleStream = true
    assumptions.client = context.sender.map { $0 == .client ? .first : .second }
    assumptions.extensionBits = context.extensionBits
    assumptions.outranksHeads = true
    return assumptions
  }
}
