import TerminalText
import TrafficCapture

extension ConversationSet {
  /// What stands in the capture beside WebSocket connections, for standard error.
  var notes: [String] {
    var notes: [String] = []
    if webSocketCount == 0 { notes.append("no WebSocket handshake is in this capture.") }
    if twoClientCount > 0, let port = assumption.client {
      notes.append(
        "both ends have port \(port) on \(CaptureWords.count(twoClientCount, "connection")), so that "
          + "nobody knows which of them is the client; --assume client=ADDRESS:\(port) says it.")
    }
    if givenUpCount > 0 {
      notes.append(
        "\(CaptureWords.count(givenUpCount, "connection")) given up while open, those that had been "
          + "silent longest: more were open at a time than are followed. What came later on them is "
          + "not shown.")
    }
    if others.tls > 0 {
      notes.append(
        "\(CaptureWords.count(others.tls, "connection")) with TLS: its bytes are encrypted. "
          + "wsx capture --tls-keys KEYS says how to decrypt them first.")
    }
    if others.http2 > 0 {
      notes.append(
        "\(CaptureWords.count(others.http2, "connection")) with HTTP/2: WebSockets inside it "
          + "(RFC 8441) are not read here.")
    }
    if others.joinedLateCount > 0 {
      let shown = others.joinedLate.map { info in
        "\(info.first?.description ?? "") – \(info.second?.description ?? "")"
          + (info.packet.map { " (from packet \($0))" } ?? "")
      }
      let more = others.joinedLateCount - shown.count
      notes.append(
        "the capture begins inside \(CaptureWords.count(others.joinedLateCount, "connection")), "
          + "without a handshake: \(shown.joined(separator: ", "))"
          + (more > 0 ? " and \(more) more" : "")
          + ". If it is WebSocket, try --assume frames; where no frame begins there, "
          + "--from-frame PACKET says where one does.")
    }
    if !unusedFramePackets.isEmpty {
      let packets = unusedFramePackets.sorted().map(String.init).joined(separator: ",")
      notes.append(
        "--from-frame \(packets): no frame was looked for there. It takes packets that bring bytes "
          + "of a connection whose handshake is not in the capture.")
    }
    if skipped.unknownLink > 0 {
      notes.append(
        "\(CaptureWords.count(skipped.unknownLink, "packet")) of a link type that is not read here "
          + "(\(skipped.unknownLinkType.map { "\($0)" } ?? "")).")
    }
    if skipped.unreadable > 0 {
      notes.append("\(CaptureWords.count(skipped.unreadable, "packet")) with damaged headers.")
    }
    let fragments = skipped.fragments + unfinishedFragments
    if fragments > 0 {
      notes.append(
        "\(CaptureWords.count(fragments, "IP fragment")) whose packet never became whole.")
    }
    return notes
  }
}

extension CaptureFilter {
  /// What was not looked at, for standard error.
  var notes: [String] {
    guard cutMatchCount > 0 else { return [] }
    return [
      "--match saw only the first \(Self.matchedBytes >> 20) MiB of "
        + "\(CaptureWords.count(cutMatchCount, "message")), which \(cutMatchCount == 1 ? "is" : "are") "
        + "larger; --text searches messages whole."
    ]
  }
}
