import PacketHeaders
import TrafficCapture
import WebSocketProtocol

/// What the user says about connections whose handshake is not in the capture.
///
/// What the capture shows is more important.
package struct CaptureAssumptions: Sendable {
  /// The client's end, as `port` or `address:port`.
  package var client: String?
  /// What is true for every connection.
  package var common = Assumptions()

  /// No assumptions.
  package init() {}

  /// The assumptions about one connection.
  func assumptions(for info: StreamInfo) -> Assumptions {
    var assumptions = common
    switch (isMeant(info.first), isMeant(info.second)) {
    case (true, false): assumptions.client = .first
    case (false, true): assumptions.client = .second
    default: break
    }
    return assumptions
  }

  /// Whether the client is named only by a port, which both ends have.
  func fitsBothEnds(of info: StreamInfo) -> Bool {
    isMeant(info.first) && isMeant(info.second)
  }

  private func isMeant(_ end: Endpoint?) -> Bool {
    guard let client, let end = end?.description else { return false }
    return end == client || end.hasSuffix(":\(client)")
  }
}
