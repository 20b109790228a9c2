import TrafficCapture
import WebSocketProtocol

/// What somebody says of a connection beside its bytes.
public struct Assumptions: Sendable {
  /// The end that is the client; nil where that is not said.
  public var client: Side?
  /// The reserved bits that extensions own; nil where that is not said.
  public var extensionBits: ReservedBits?
  /// Whether what is said counts more than what the heads say.
  public var outranksHeads = false
  /// Whether a direction that has no head, or is joined late, begins with a frame.
  public var beginsWithFrames = false
  /// The packets at whose first byte a frame begins.
  public var framePackets: Set<Int> = []
  /// Whether all bytes are one stream, whichever end sent them: pasted bytes, or a file.
  ///
  /// Then nothing is waited for from the other end, and what is not a head is a frame.
  public var isSingleStream = false

  /// Nothing is said.
  public init() {}

  /// One stream of bytes, sent by `sender` where that is known.
  public static func singleStream(_ context: FrameContext) -> Assumptions {
    var assumptions = Assumptions()
    assumptions.isSingleStream = true
    assumptions.client = context.sender.map { $0 == .client ? .first : .second }
    assumptions.extensionBits = context.extensionBits
    assumptions.outranksHeads = true
    return assumptions
  }
}
