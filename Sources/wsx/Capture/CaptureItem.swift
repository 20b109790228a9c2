import TrafficCapture
import WebSocketProtocol

/// Something that a capture shows of one WebSocket connection.
struct CaptureItem {
  /// The connection's number among the WebSocket connections of the capture, from 1.
  var connection: Int
  /// Who did it; nil where it was no end, or nobody knows which.
  var sender: Role?
  /// The lane to show it in where the sender's role is not known.
  var side: Side
  var moment: CaptureMoment
  var content: Content
  /// A frame's payload, unmasked, where frames are kept.
  var payload: KeptBytes?
  /// Whether a frame's payload is, or may be, a part of compressed data.
  var isCompressed = false

  enum Content {
    case opened(ConnectionEnds)
    /// The opening handshake of one side; unfinished where the capture ends inside the head.
    case handshake(HandshakeReport, isUnfinished: Bool)
    /// What is known of both heads where their bytes are not.
    case described(HTTPHead, HTTPHead)
    case frame(ExaminedFrame, CapturedMessage?)
    /// A message of a HAR file, which knows no frames.
    case message(CapturedMessage)
    /// Bytes that the capture does not hold; nil where nobody knows how many.
    case gap(UInt32?)
    /// From here on this direction's frames cannot be found.
    case lost
    /// This end has sent all it had (FIN).
    case ended
    case reset
    /// Nothing more is known of the connection; given up where there were too many at a time.
    case closed(isGivenUp: Bool)
  }
}

/// When something happened: in which packet, and at what time; nil where the input does not tell.
struct CaptureMoment {
  var packet: Int?
  var time: CaptureTime?
}

/// Who is connected with whom.
struct ConnectionEnds {
  /// The ends as `address:port`; nil where the input does not tell.
  var client: String?
  var server: String?
  /// Whether the capture begins before the connection.
  var isFromStart: Bool
  /// Whether it is known which end is which.
  var areRolesKnown = true
}

/// A message as an application reads it: whole, and inflated.
struct CapturedMessage {
  var opcode: Opcode
  var frameCount: Int
  /// Its size in bytes, inflated; nil where that is not known.
  var payloadLength: UInt64?
  /// What it holds, inflated; nil where it is not known, or could not be inflated.
  var content: KeptBytes?
  /// Whether it is a text, and that is UTF-8.
  var isText = false
  var isCompressed: Bool?
  /// Why there is no content.
  var omission: String?
}
