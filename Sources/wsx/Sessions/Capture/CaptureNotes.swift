import ConnectionDiagram
import FrameDiagram
import TrafficCapture
import WebSocketInspection

/// What `wsx capture` says on standard error about what it did not show.
enum CaptureNotes {
  /// What is in the capture beside WebSocket connections.
  static func notes(on inspector: CaptureInspector) -> [String] {
    var notes: [String] = []
    if inspector.webSocketCount == 0 { notes.append("no WebSocket handshake is in this capture.") }
    if inspector.ambiguousClientCount > 0, let port = inspector.assumptions.client {
      notes.append(
        "both ends have port \(port) on \(Words.count(inspector.ambiguousClientCount, "connection")), so "
          + "it is not known which of them is the client; --assume client=ADDRESS:\(port) says it.")
    }
    if inspector.givenUpCount > 0 {
      notes.append(
        "\(Words.count(inspector.givenUpCount, "connection")) given up while open, those that had been "
          + "silent longest: more were open at a time than are followed. What came later on them is "
          + "not shown.")
    }
    notes += Self.notes(on: inspector.others)
    if !inspector.unusedFramePackets.isEmpty {
      let packets = inspector.unusedFramePackets.sorted().map(String.init).joined(separator: ",")
      notes.append(
        "--from-frame \(packets): no frame was looked for there. It takes packets that bring bytes "
          + "of a connection whose handshake is not in the capture.")
    }
    return notes + Self.notes(on: inspector.skipped, inspector.unfinishedFragments)
  }

  private static func notes(on others: CaptureInspector.OtherTraffic) -> [String] {
    var notes: [String] = []
    if others.tls > 0 {
      notes.append(
        "\(Words.count(others.tls, "connection")) with TLS: its bytes are encrypted. "
          + "wsx capture --tls-keys KEYS says how to decrypt them first.")
    }
    if others.http2 > 0 {
      notes.append(
        "\(Words.count(others.http2, "connection")) with HTTP/2: WebSockets inside it (RFC 8441) are not "
          + "read here.")
    }
    guard others.joinedLateCount > 0 else { return notes }
    let shown = others.joinedLate.map { info in
      "\(info.first?.description ?? "") – \(info.second?.description ?? "")"
        + (info.packet.map { " (from packet \($0))" } ?? "")
    }
    let more = others.joinedLateCount - shown.count
    notes.append(
      "the capture begins inside \(Words.count(others.joinedLateCount, "connection")), without a "
        + "handshake: \(shown.joined(separator: ", "))" + (more > 0 ? " and \(more) more" : "")
        + ". If it is WebSocket, try --assume frames; where no frame begins there, "
        + "--from-frame PACKET says where one does.")
    return notes
  }

  private static func notes(
    on skipped: PacketDissector.Skipped, _ unfinishedFragments: Int
  ) -> [String] {
    var notes: [String] = []
    if skipped.unknownLink > 0 {
      let type = skipped.unknownLinkType.map { "\($0)" } ?? ""
      notes.append(
        "\(Words.count(skipped.unknownLink, "packet")) of a link type that is not supported (\(type))."
      )
    }
    if skipped.unreadable > 0 {
      notes.append("\(Words.count(skipped.unreadable, "packet")) with damaged headers.")
    }
    let fragments = skipped.fragments + unfinishedFragments
    if fragments > 0 {
      notes.append("\(Words.count(fragments, "IP fragment")) whose packet was never completed.")
    }
    return notes
  }
}
