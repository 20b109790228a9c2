import Testing
import WebSocketProtocol

@testable import WebSocketTransport

/// Every phase of a connection with everything that can happen in it.
@Suite struct PhaseTests {
  /// A phase that was reached by the transitions themselves.
  private static func phase(
    _ step: ConnectionPhase.Step, because cause: StreamEnd? = nil
  ) -> ConnectionPhase {
    var phase = ConnectionPhase(hasStream: step != .connecting)
    guard step != .connecting, step != .openingStream else { return phase }
    _ = phase.streamOpened()
    guard step != .handshaking else { return phase }
    _ = phase.handshakeSucceeded()
    guard step != .open else { return phase }
    _ = phase.beginEnding(cause)
    guard step != .ending else { return phase }
    _ = phase.allIsSent()
    guard step != .awaitingEnd else { return phase }
    _ = phase.close()
    return phase
  }

  static let phases = [
    phase(.connecting), phase(.openingStream), phase(.handshaking), phase(.open), phase(.ending),
    phase(.ending, because: .noPong), phase(.awaitingEnd), phase(.closed),
  ]

  /// The step after each event, or nil where the event is refused and nothing changes.
  private func expect(
    _ change: (inout ConnectionPhase) -> Bool, leadsTo expected: [ConnectionPhase.Step?]
  ) {
    for (phase, expected) in zip(Self.phases, expected) {
      var after = phase
      let isAccepted = change(&after)
      #expect(isAccepted == (expected != nil), "\(phase)")
      if let expected { #expect(after.step == expected) } else { #expect(after == phase) }
    }
  }

  @Test func theBeginning() {
    expect({ $0.takeStream() }, leadsTo: [.openingStream, nil, nil, nil, nil, nil, nil, nil])
    expect({ $0.streamOpened() }, leadsTo: [nil, .handshaking, nil, nil, nil, nil, nil, nil])
    expect({ $0.handshakeSucceeded() }, leadsTo: [nil, nil, .open, nil, nil, nil, nil, nil])
  }

  @Test func theEnd() {
    expect(
      { $0.beginEnding(.noPong) }, leadsTo: [nil, nil, .ending, .ending, nil, nil, nil, nil])
    expect(
      { $0.allIsSent() }, leadsTo: [nil, nil, nil, nil, .awaitingEnd, .awaitingEnd, nil, nil])
    expect({ $0.close() }, leadsTo: Array(repeating: .closed, count: 7) + [nil])
  }

  @Test func theReasonOfTheEndIsKept() {
    #expect(
      Self.phases.map(\.knownEnd) == [nil, nil, nil, nil, nil, .noPong, .closedHere, .closedHere])
    var ending = Self.phase(.ending, because: .noPong)
    _ = ending.allIsSent()
    #expect(ending.knownEnd == .noPong)
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
