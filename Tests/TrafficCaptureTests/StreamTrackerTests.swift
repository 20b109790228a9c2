import PacketHeaders
import TestSupport
import Testing
import TrafficCapture

/// What both ends of one connection sent, and the segments that carry it.
struct RecordedConnection {
  static let client = Endpoint(address: .v4(0x0A00_0001), port: 50_000)
  static let server = Endpoint(address: .v4(0x0A00_0002), port: 8080)

  /// The SYN, the stream in random pieces, and the FIN of one direction.
  static func segments(
    _ stream: [UInt8], from source: Endpoint, to destination: Endpoint, start: UInt32,
    _ generator: inout SeededGenerator
  ) -> [TCPSegment] {
    let isClient = source == client
    func segment(_ sequence: UInt32, _ flags: TCPHeader.Flags, _ bytes: [UInt8] = []) -> TCPSegment
    {
      TCPSegment(
        source: source, destination: destination, sequenceNumber: sequence, flags: flags,
        payload: bytes, packet: 0)
    }
    var segments = [segment(start, isClient ? .syn : [.syn, .ack])]
    var position = 0
    while position < stream.count {
      let count = min(Int.random(in: 1...40, using: &generator), stream.count - position)
      // Some segments overlap what was sent before, as retransmissions do.
      let back = min(position, Int.random(in: 0...3, using: &generator) == 0 ? 10 : 0)
      segments.append(
        segment(
          start &+ 1 &+ UInt32(position - back), [.ack, .psh],
          Array(stream[position - back..<position + count])))
      position += count
    }
    segments.append(segment(start &+ 1 &+ UInt32(stream.count), [.fin, .ack]))
    return segments
  }

  /// The bytes of each direction that a tracker returns, and its other events.
  static func play(_ segments: [TCPSegment]) -> (
    streams: [Side: [UInt8]], gaps: [UInt32?], infos: [StreamInfo]
  ) {
    var tracker = StreamTracker()
    var streams: [Side: [UInt8]] = [.first: [], .second: []]
    var gaps: [UInt32?] = []
    var infos: [StreamInfo] = []
    func note(_ events: [StreamEvent]) {
      for event in events {
        switch event {
        case .began(let info): infos.append(info)
        case .data(let bytes): streams[bytes.sender]? += bytes.bytes
        case .gap(let gap): gaps.append(gap.byteCount)
        default: break
        }
      }
    }
    for (index, segment) in segments.enumerated() {
      var segment = segment
      segment.packet = index + 1
      note(tracker.receive(segment))
    }
    note(tracker.finish())
    return (streams, gaps, infos)
  }
}

@Suite("Streams put in order")
struct StreamTrackerTests {
  let sent: [UInt8] = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
  let answered: [UInt8] = (0..<700).map { UInt8(truncatingIfNeeded: $0 &* 13) }

  private func segments(_ generator: inout SeededGenerator, start: UInt32 = 100) -> [TCPSegment] {
    RecordedConnection.segments(
      sent, from: RecordedConnection.client, to: RecordedConnection.server, start: start, &generator
    )
      + RecordedConnection.segments(
        answered, from: RecordedConnection.server, to: RecordedConnection.client,
        start: start &+ 77, &generator)
  }

  @Test("have all their bytes, whatever the order and copies, also beyond sequence number 2^32")
  func shuffled() {
    var generator = SeededGenerator()
    let seed = generator.seed
    for start: UInt32 in [0, 100, .max - 300, .max - 1, 0x7FFF_FF00] {
      for _ in 0..<40 {
        var all = segments(&generator, start: start)
        all += all.filter { _ in Int.random(in: 0..<4, using: &generator) == 0 }
        all.shuffle(using: &generator)
        let played = RecordedConnection.play(all)
        #expect(played.streams == [.first: sent, .second: answered], "TEST_SEED=\(seed)")
        #expect(played.gaps.isEmpty, "TEST_SEED=\(seed)")
        #expect(played.infos.map(\.first) == [RecordedConnection.client], "TEST_SEED=\(seed)")
        #expect(played.infos.map(\.isOpening) == [true], "TEST_SEED=\(seed)")
      }
    }
  }

  @Test("have a gap for a missing segment, and all other bytes")
  func gap() {
    var generator = SeededGenerator()
    let client = RecordedConnection.client
    let server = RecordedConnection.server
    for lost in [3, 10, 200] {
      let all = (0..<10).map { index in
        TCPSegment(
          source: client, destination: server, sequenceNumber: 1 + UInt32(index * lost),
          payload: [UInt8](repeating: UInt8(index), count: lost), packet: 0)
      }
      var kept = [
        TCPSegment(
          source: client, destination: server, sequenceNumber: 0, flags: .syn, packet: 0)
      ]
      kept += all.enumerated().filter { $0.offset != 4 }.map(\.element).shuffled(using: &generator)
      let played = RecordedConnection.play(kept)
      #expect(played.gaps == [UInt32(lost)])
      #expect(played.streams[.first]?.count == 9 * lost)
    }
  }

  @Test("begin with a gap if the capture began late, and have all bytes that were captured")
  func joinedLate() {
    var generator = SeededGenerator()
    let all = segments(&generator).filter { !$0.flags.contains(.syn) }
    let played = RecordedConnection.play(all)
    #expect(played.streams == [.first: sent, .second: answered])
    #expect(played.gaps == [nil, nil])
    #expect(played.infos.map(\.isOpening) == [false])
  }

  @Test("that wait until the end come in the order of their packets, from both directions")
  func orderAtTheEnd() {
    var tracker = StreamTracker()
    let ends = [RecordedConnection.client, RecordedConnection.server]
    for packet in 1...20 {
      let index = packet % 2
      _ = tracker.receive(
        TCPSegment(
          source: ends[index], destination: ends[1 - index],
          sequenceNumber: UInt32(1000 + packet / 2), payload: [UInt8(packet)], packet: packet))
    }
    let packets = tracker.finish().compactMap { event in
      if case .data(let bytes) = event { bytes.packet } else { nil }
    }
    #expect(packets == Array(1...20))
  }

  @Test("of a port that is used again are another connection")
  func portReuse() {
    var generator = SeededGenerator()
    let first = segments(&generator, start: 100)
    let second = segments(&generator, start: 900_000_000)
    let played = RecordedConnection.play(first + second)
    #expect(played.infos.map(\.stream) == [1, 2])
    #expect(played.streams == [.first: sent + sent, .second: answered + answered])
    #expect(played.gaps.isEmpty)
  }

  @Test("wait for missing bytes in bounded memory")
  func bounded() {
    var limits = StreamTracker.Limits()
    limits.bytesOfDirection = 1000
    var tracker = StreamTracker(limits: limits)
    let client = RecordedConnection.client
    let server = RecordedConnection.server
    _ = tracker.receive(
      TCPSegment(source: client, destination: server, sequenceNumber: 0, flags: .syn, packet: 1))
    var told = 0
    for index in 1...100 {
      let events = tracker.receive(
        TCPSegment(
          source: client, destination: server, sequenceNumber: UInt32(index * 100),
          payload: [UInt8](repeating: 1, count: 100), packet: index + 1))
      for case .data(let bytes) in events { told += bytes.bytes.count }
    }
    #expect(told >= 100 * 100 - 1100)
  }

  @Test("have a gap for bytes that the capture cut off")
  func snapped() {
    let client = RecordedConnection.client
    let server = RecordedConnection.server
    let played = RecordedConnection.play([
      TCPSegment(source: client, destination: server, sequenceNumber: 0, flags: .syn, packet: 1),
      TCPSegment(
        source: client, destination: server, sequenceNumber: 1, payload: [1, 2], missingPayload: 3,
        packet: 2),
      TCPSegment(source: client, destination: server, sequenceNumber: 6, payload: [6], packet: 3),
    ])
    #expect(played.gaps == [3])
    #expect(played.streams[.first] == [1, 2, 6])
  }

  @Test("of random segments never trap")
  func random() {
    var generator = SeededGenerator()
    var tracker = StreamTracker()
    let ends = [RecordedConnection.client, RecordedConnection.server]
    for packet in 1...20_000 {
      let source = Int.random(in: 0...1, using: &generator)
      let near = UInt32.random(in: 0...500, using: &generator)
      let sequence =
        Bool.random(using: &generator) ? near : UInt32.random(in: 0 ... .max, using: &generator)
      _ = tracker.receive(
        TCPSegment(
          source: ends[source], destination: ends[1 - source], sequenceNumber: sequence,
          flags: TCPHeader.Flags(rawValue: UInt8.random(in: 0...31, using: &generator)),
          payload: [UInt8](repeating: 1, count: Int.random(in: 0...30, using: &generator)),
          missingPayload: Int.random(in: 0...20, using: &generator) == 0 ? 5 : 0, packet: packet))
    }
    _ = tracker.finish()
  }
}
