import Testing
import WebSocketProtocol

@testable import WebSocketTransport

/// Every phase of a connection with everything that can happen in it.
@Suite struct PhaseTests {
  static let phases: [ConnectionPhase] = [
    .connecting, .openingStream, .handshaking, .open, .ending(nil), .ending(.noPong),
    .awaitingEnd(.closedHere), .closed,
  ]

  /// The phase after each event, or nil where the event is refused and nothing changes.
  private func expect(
    _ change: (inout ConnectionPhase) -> Bool, leadsTo expected: [ConnectionPhase?]
  ) {
    for (phase, expected) in zip(Self.phases, expected) {
      var after = phase
      #expect(change(&after) == (expected != nil), "\(phase)")
      #expect(after == expected ?? phase)
    }
  }

  @Test func theBeginning() {
    expect(
      { $0.hasStream() }, leadsTo: [.openingStream, nil, nil, nil, nil, nil, nil, nil])
    expect({ $0.streamOpened() }, leadsTo: [nil, .handshaking, nil, nil, nil, nil, nil, nil])
    expect({ $0.handshakeSucceeded() }, leadsTo: [nil, nil, .open, nil, nil, nil, nil, nil])
  }

  @Test func theEnd() {
    expect(
      { $0.beginEnding(.noPong) },
      leadsTo: [nil, nil, .ending(.noPong), .ending(.noPong), nil, nil, nil, nil])
    expect(
      { $0.allIsSent() },
      leadsTo: [nil, nil, nil, nil, .awaitingEnd(.closedHere), .awaitingEnd(.noPong), nil, nil])
    expect({ phase in phase.close() }, leadsTo: Array(repeating: .closed, count: 7) + [nil])
  }

  @Test func arrivals() {
    #expect(
      Self.phases.map(\.reader) == [
        .nothing, .nothing, .handshake, .frames, .nothing, .nothing, .nothing, .nothing,
      ])
    let cause = StreamEnd.closedByPeer
    #expect(
      Self.phases.map { $0.receiveEnd(cause) } == [
        .close(cause), .close(cause), .endHandshake, .close(cause), .close(cause), .close(.noPong),
        .close(.closedHere), .none,
      ])
  }

  @Test func aTapsPhases() {
    var phase = TapPhase.connecting
    var input = TapInput.passing
    var action = phase.shutDown()
    #expect(action == .close)

    var isNew = phase.begin()
    #expect(isNew && phase == .passingOn)
    isNew = phase.begin()
    #expect(!isNew)
    input.allIsRead(in: phase)
    #expect(input == .passing)

    action = phase.shutDown()
    #expect(action == .windUp && phase == .windingUp)
    action = phase.shutDown()
    #expect(action == .none)
    input.allIsRead(in: phase)
    #expect(input == .cutOff)
    input.end()
    input.allIsRead(in: phase)
    #expect(input == .ended)

    isNew = phase.close()
    #expect(isNew && phase == .closed)
    isNew = phase.close()
    #expect(!isNew)
    action = phase.shutDown()
    #expect(action == .none)
  }
}
