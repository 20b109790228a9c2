import TrafficCapture
import Testing
import WebSocketInspection
import WebSocketProtocol

/// Which end is the client, and how that is learned.
@Suite("Roles")
struct RoleTests {
  private static let late = ConnectionInspector.Beginning(
    first: "10.0.0.1:5000", second: "10.0.0.2:80", isFromStart: false)

  /// The bytes of the other end, for a connection that the server was seen first on.
  private static func swapped(_ steps: [Step]) -> [Step] {
    steps.map { step in
      if case .bytes(let bytes, let side, let moment) = step {
        .bytes(bytes, side.other, moment)
      } else {
        step
      }
    }
  }

  static let steps: [Step] = [
    .client(Head.request()), .server(Head.answer()), .client(text("Hello", key: exampleKey)),
    .server(frame(.ping)),
  ]

  @Test("A head tells who is the client, whichever end was seen first", arguments: [false, true])
  func learned(isSwapped: Bool) throws {
    let steps = isSwapped ? Self.swapped(Self.steps) : Self.steps
    expect(
      [
        "opened joined late", "client GET /chat", "server 101", "exchange accepted none",
        "client text 5 = text 5 \"Hello\"", "server ping 0", "ended open",
      ], of: steps, Self.late)
    let inspector = ConnectionInspector(Self.late)
    #expect(!inspector.areRolesKnown)
    let events = inspector.events(steps)
    #expect(inspector.areRolesKnown)
    guard case .opened(let ends)? = events.first?.content else {
      Issue.record("\(events)")
      return
    }
    #expect(ends.client == (isSwapped ? "10.0.0.2:80" : "10.0.0.1:5000"))
    #expect(ends.server == (isSwapped ? "10.0.0.1:5000" : "10.0.0.2:80"))
    #expect(events.compactMap(\.frame).map(\.context.sender) == [.client, .server])
  }

  @Test("The opener is the client, before any head")
  func opener() {
    let inspector = ConnectionInspector()
    #expect(inspector.areRolesKnown)
  }

  @Test("An answer alone tells it, too")
  func answer() {
    expect(
      [
        "opened joined late", "server 101", "exchange accepted request unseen none",
        "server ping 0", "ended open",
      ], of: [.client(Head.answer(), frame(.ping))], Self.late)
  }

  @Test("Without a head and without being told, nobody knows")
  func unknown() {
    var assumptions = Assumptions()
    assumptions.beginsWithFrames = true
    let steps: [Step] = [.client(text("a", key: exampleKey)), .server(text("b"))]
    expect(
      [
        "opened roles unknown joined late",
        "first text 1 = text 1 \"a\" ?mask.server-masked@8-9",
        "second text 1 = text 1 \"b\" ?mask.client-unmasked@8-9", "ended open",
      ], of: steps, Self.late, assuming: assumptions)
    let inspector = ConnectionInspector(Self.late, assuming: assumptions)
    let summary = inspector.events(steps).last?.summary
    #expect(!inspector.areRolesKnown)
    // The end that was seen first takes the client's place.
    #expect(summary?.ends?.client == "10.0.0.1:5000")
    #expect(summary?.client.messages == 1 && summary?.server.messages == 1)
  }

  @Test("Who is told who is the client believes it", arguments: Side.allCases)
  func told(client: Side) {
    var assumptions = Assumptions()
    assumptions.beginsWithFrames = true
    assumptions.client = client
    let finding = client == .first ? "" : " !mask.server-masked@8-9"
    let who = client == .first ? "client" : "server"
    expect(
      ["opened joined late", "\(who) text 1 = text 1 \"a\"\(finding)", "ended open"],
      of: [.client(text("a", key: exampleKey))], Self.late, assuming: assumptions)
  }

  @Test("What the connection shows counts more than what is said, unless that outranks it")
  func contradicted() {
    var assumptions = Assumptions()
    assumptions.client = .second
    let lines = [
      "client GET /chat", "server 101", "exchange accepted none",
      "client text 5 = text 5 \"Hello\"",
      "server ping 0", "ended open",
    ]
    // The one that opened the connection is the client.
    expect(["opened"] + lines, of: Self.steps, assuming: assumptions)
    // The one that sends a request is.
    expect(["opened joined late"] + lines, of: Self.steps, Self.late, assuming: assumptions)

    assumptions.outranksHeads = true
    let events = ConnectionInspector(assuming: assumptions).events(Self.steps)
    #expect(events.compactMap(\.frame).map(\.context.sender) == [.server, .client])
  }
}
