import CommandLineKit
import PacketHeaders
import TrafficCapture
import WebSocketProtocol

/// What the user says of connections whose handshake is not in the capture.
///
/// What the capture itself tells counts more.
struct CaptureAssumption {
  /// Packets at whose first byte a frame begins.
  var framePackets: Set<Int> = []
  /// Whether a direction that is joined late, or has no head, begins with a frame.
  var beginsWithFrames = false
  /// The client's end, as `port` or `address:port`.
  var client: String?
  /// The reserved bits that extensions own; nil: not known.
  var extensionBits: ReservedBits?

  init() {}

  /// Reads `--from-frame` and `--assume`.
  init(_ arguments: Arguments) throws(Failure) {
    for word in (arguments["from-frame"] ?? "").split(separator: ",") {
      guard let number = Int(word), number > 0 else {
        throw .usage(
          "--from-frame takes packet numbers, such as 12 or 12,15, not \(quoted(String(word))).")
      }
      framePackets.insert(number)
    }
    for word in (arguments["assume"] ?? "").split(separator: ",") {
      switch word {
      case "frames": beginsWithFrames = true
      case "permessage-deflate": extensionBits = .rsv1
      case "no-extensions": extensionBits = []
      default:
        guard word.hasPrefix("client=") else {
          throw .usage(
            "--assume cannot be \(quoted(String(word))). It is a list of: frames, "
              + "client=PORT, client=ADDRESS:PORT, permessage-deflate, no-extensions.")
        }
        client = String(word.dropFirst("client=".count))
      }
    }
  }

  /// Which end of a connection is the client; nil where that is not said, or fits both ends.
  func client(of info: StreamInfo) -> Side? {
    switch (isMeant(info.first), isMeant(info.second)) {
    case (true, false): .first
    case (false, true): .second
    default: nil
    }
  }

  /// Whether the client is named by a port alone that both ends have.
  func fitsBothEnds(of info: StreamInfo) -> Bool {
    isMeant(info.first) && isMeant(info.second)
  }

  private func isMeant(_ end: Endpoint?) -> Bool {
    guard let client, let end = end?.description else { return false }
    return end == client || end.hasSuffix(":\(client)")
  }
}
