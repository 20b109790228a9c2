import WebSocketInspection
import WebSocketProtocol

/// What a peer does, as a case sees it.
enum Incoming {
  /// A whole message, inflated.
  case message(InspectedMessage)
  case pong([UInt8])
  /// A close frame; with what it says.
  case close(ClosePayload)
  /// The peer ended its direction, or the connection broke.
  case end(isReset: Bool)
}
