import TrafficCapture

extension ConnectionInspector.Beginning {
  /// An inspector of a connection in a capture.
  package init(_ info: StreamInfo) {
    self.init(
      first: info.first?.description, second: info.second?.description,
      isFromStart: info.isOpening, moment: EventMoment(packet: info.packet, time: info.time))
  }
}

extension ConnectionInspector {
  /// Takes an event of the connection's TCP streams.
  package func receive(_ event: StreamEvent) {
    switch event {
    case .began:
      break
    case .data(let bytes):
      receive(
        bytes.bytes, from: bytes.sender, at: EventMoment(packet: bytes.packet, time: bytes.time))
    case .gap(let gap):
      receiveGap(
        gap.byteCount, from: gap.sender, at: EventMoment(packet: gap.packet, time: gap.time))
    case .ended(_, let side, let packet, let time):
      receiveFinish(from: side, at: EventMoment(packet: packet, time: time))
    case .reset(_, let side, let packet, let time):
      receiveReset(from: side, at: EventMoment(packet: packet, time: time))
    case .closed(_, let isGivenUp):
      end(isGivenUp ? .notFollowed : nil)
    }
  }
}

extension StreamEvent {
  /// The connection's number among the TCP connections of the capture.
  var stream: Int {
    switch self {
    case .began(let info): info.stream
    case .data(let bytes): bytes.stream
    case .gap(let gap): gap.stream
    case .ended(let stream, _, _, _), .reset(let stream, _, _, _), .closed(let stream, _): stream
    }
  }
}
