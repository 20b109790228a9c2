import PacketHeaders
import TrafficCapture
import WebSocketProtocol

/// What the user says of connections whose handshake is not in the capture.
///
/// What the capture itself tells counts more.
package struct CaptureAssumptions: Sendable {
  /// The client's end, as `port` or `address:port`.
  package var client: String?
  /// What holds for every connection.
  package var common = Assumptions()

  /// Nothing is said.
  package init() {}

  /// What is said of one connection.
  func assumptions(for info: StreamInfo) -> Assumptions {
    var assumptions = common
    switch (isMeant(info.first), isMeant(info.second)) {
    case (true, false): assumptions.client = .first
    case (false, true): assumptions.client = .second
    default: break
    }
    return assumptions
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
