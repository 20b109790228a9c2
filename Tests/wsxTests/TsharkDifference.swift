import TestSupport

/// Where tshark 4.0 says something else of a sample than `wsx`, and why tshark is mistaken.
///
/// Each is checked: the test fails if one no longer differs, and if anything else differs. The reader
/// in Python says what is right, for every frame.
struct TsharkDifference: Sendable {
  enum Kind: Sendable {
    /// tshark does not show the frame that this packet completes.
    case missing
    /// tshark shows frames in these packets, up to the last of them, where no frame can be found.
    case invented(through: Int)
    /// tshark shows a frame of which only the start is in the capture.
    case cutOff
    /// tshark shows other bytes, as hex digits, for the text of the message.
    case text(String)
  }

  var direction: String
  var packet: Int
  var kind: Kind
  var reason: String

  private static let cutOff = TsharkDifference(
    direction: "client", packet: 8, kind: .cutOff,
    reason: "a length over 32 bits is not waited for: the frame is shown without its payload")

  static let all: [String: [TsharkDifference]] = [
    "captures/chromium-deflate.pcap": [
      TsharkDifference(
        direction: "client", packet: 22, kind: .text("00"),
        reason: "an empty compressed message is shown as its one compressed byte"),
      TsharkDifference(
        direction: "server", packet: 40, kind: .text("00"),
        reason: "an empty compressed message is shown as its one compressed byte"),
      TsharkDifference(
        direction: "server", packet: 30,
        kind: .text("4a2b4a4c07000000ffffca4dcd03000000ffff2a494d0100"),
        reason: "fragments that are compressed together are joined, but not inflated"),
    ],
    "captures/chromium-to-python.pcap": [
      TsharkDifference(
        direction: "server", packet: 45,
        kind: .text("cacc5300000000ffff2ac9284a4d5500000000ffff4a2b4a4ccf4dcd2b2906000000ffff00"),
        reason: "fragments that are compressed together are joined, but not inflated")
    ],
    "captures/python-to-node.pcap": [
      TsharkDifference(
        direction: "client", packet: 17,
        kind: .text("4a2b4a4c07000000ffffca4dcd03000000ffff2a494d01000000ffff00"),
        reason: "fragments that are compressed together are joined, but not inflated")
    ],
    "misconceptions/handshake.rest-dropped.pcap": [
      TsharkDifference(
        direction: "client", packet: 4, kind: .missing,
        reason: "bytes after the request's head, in the same packet, are not read as a frame")
    ],
    "misconceptions/length.low-32.pcap": [cutOff],
    "misconceptions/length.trusted.pcap": [cutOff],
    "pieces/gap.pcap": [
      TsharkDifference(
        direction: "server", packet: 28, kind: .invented(through: 45),
        reason: "after a gap, the next packet is assumed to begin with a frame")
    ],
  ]

  /// Removes the difference from both readings, or says why there is none.
  ///
  /// `unfinished` are the frames that are incomplete, as `wsx` says.
  func settle(
    tshark: inout [SeenFrame], wsx: inout [SeenFrame], unfinished: [SeenFrame]
  ) -> String? {
    func isHere(_ frame: SeenFrame) -> Bool {
      frame.direction == direction && frame.packet == packet
    }
    let theirs = tshark.filter(isHere)
    let ours = wsx.filter(isHere)
    switch kind {
    case .missing:
      guard ours.count == 1, theirs.isEmpty else { return "tshark shows it now" }
      wsx.removeAll(where: isHere)
    case .invented(let last):
      func isInvented(_ frame: SeenFrame) -> Bool {
        frame.direction == direction && (packet...last).contains(frame.packet)
      }
      let invented = tshark.filter(isInvented).map(\.packet)
      guard invented.max() == last, invented.min() == packet, !wsx.contains(where: isInvented)
      else {
        return "tshark shows the same now"
      }
      tshark.removeAll(where: isInvented)
    case .cutOff:
      guard theirs.count == 1, ours.isEmpty else { return "tshark shows it no longer" }
      guard unfinished.contains(where: { $0.header == theirs[0].header }) else {
        return "its header is another"
      }
      tshark.removeAll(where: isHere)
    case .text(let hex):
      guard let place = tshark.firstIndex(where: isHere), let our = ours.first else {
        return "there is no such frame"
      }
      guard tshark[place].message == "text \(hex)", tshark[place].message != our.message else {
        return "tshark shows \(tshark[place].message ?? "nothing") now"
      }
      tshark[place].message = our.message
    }
    return nil
  }
}
