import Testing

@testable import WebSocketProtocol

@Suite("Connection states")
struct ConnectionStateTests {
  static let bye = ClosePayload(code: .normalClosure, reason: "bye")
  static let failure = ConnectionFailure.messageTooLarge(limit: 10)
  static let end = ConnectionEnd(cause: .noCloseFrame(insideFrame: false))

  static let all: [ConnectionState] = [
    .open, .closeSent, .closeExchanged(bye, startedHere: true), .failed(failure), .ended(end),
  ]

  @Test("only an open connection sends", arguments: all)
  func sending(from state: ConnectionState) {
    var changed = state
    if state == .open {
      #expect(throws: Never.self) { try changed.sendClose() }
      #expect(changed == .closeSent)
    } else {
      #expect(throws: ConnectionMisuse.notOpen) { try changed.sendClose() }
      #expect(changed == state)
    }
  }

  @Test(
    "a close frame is answered with its code, once",
    arguments: [
      (
        .open, .answer(ClosePayload(code: .normalClosure)), .closeExchanged(bye, startedHere: false)
      ),
      (.closeSent, .none, .closeExchanged(bye, startedHere: true)),
      (all[2], .none, all[2]),
      (.failed(failure), .none, .failed(failure)),
      (.ended(end), .none, .ended(end)),
    ] as [(ConnectionState, ConnectionState.CloseAction, ConnectionState)])
  func receiveClose(
    from state: ConnectionState, action: ConnectionState.CloseAction, to next: ConnectionState
  ) {
    var changed = state
    #expect(changed.receiveClose(Self.bye) == action)
    #expect(changed == next)
  }

  @Test("an empty close frame is answered with an empty one")
  func emptyClose() {
    var state = ConnectionState.open
    #expect(state.receiveClose(ClosePayload()) == .answer(ClosePayload()))
  }

  @Test(
    "a failure is told to the peer unless a close frame has been sent",
    arguments: [
      (.open, .sendClose(failure.closeCode), .failed(failure)),
      (.closeSent, .none, .failed(failure)),
      (all[2], .none, all[2]),
      (.failed(.tooManyFragments(limit: 1)), .none, .failed(.tooManyFragments(limit: 1))),
      (.ended(end), .none, .ended(end)),
    ] as [(ConnectionState, ConnectionState.FailAction, ConnectionState)])
  func fail(
    from state: ConnectionState, action: ConnectionState.FailAction, to next: ConnectionState
  ) {
    var changed = state
    #expect(changed.fail(Self.failure) == action)
    #expect(changed == next)
  }

  @Test(
    "the end of the stream ends every state, and tells why",
    arguments: [
      (.open, ConnectionEnd(cause: .noCloseFrame(insideFrame: true))),
      (.closeSent, ConnectionEnd(cause: .noAnswer(insideFrame: true))),
      (all[2], ConnectionEnd(received: bye, cause: .closingHandshake(startedHere: true))),
      (.failed(failure), ConnectionEnd(cause: .failed(failure))),
      (.ended(end), nil),
    ] as [(ConnectionState, ConnectionEnd?)])
  func endOfStream(from state: ConnectionState, end: ConnectionEnd?) {
    var changed = state
    #expect(changed.endOfStream(insideFrame: true) == end)
    #expect(changed == .ended(end ?? Self.end))
    #expect(changed.endOfStream(insideFrame: true) == nil)
  }

  @Test(
    "who closes the stream",
    arguments: [
      (.open, false, false), (.closeSent, false, false), (all[2], true, false),
      (.failed(failure), true, true), (.ended(end), true, true),
    ] as [(ConnectionState, Bool, Bool)])
  func closesStream(state: ConnectionState, server: Bool, client: Bool) {
    #expect(state.closesStream(.server) == server)
    #expect(state.closesStream(.client) == client)
  }

  @Test("what an application is told: 1005 without a code, 1006 without a close frame")
  func codes() {
    #expect(
      ConnectionEnd(received: ClosePayload(), cause: .closingHandshake(startedHere: true)).code
        == .noStatusReceived)
    #expect(ConnectionEnd(cause: .failed(Self.failure)).code == .abnormalClosure)
    #expect(!ConnectionEnd(cause: .noAnswer(insideFrame: false)).isClean)
    #expect(ConnectionEnd(cause: .closingHandshake(startedHere: false)).isClean)
  }
}
