import WebSocketInspection
import WebSocketProtocol
import WebSocketTransport

/// Grades clients: a server to which a client connects once for each case, and which must send every
/// message back.
///
/// It speaks the endpoints of the Autobahn|Testsuite's fuzzing server, so that existing harnesses work:
///
///     /getCaseCount                    sends the number of cases as a text, and closes
///     /getCaseInfo?case=N              sends the id and the title of a case
///     /runCase?case=N&agent=A          runs case N, from 1, on this connection
///     /getCaseStatus?case=N&agent=A    sends {"behavior": "OK"}, or another of Autobahn's words
///     /updateReports?agent=A           ends the exam of this client
///
/// A client without a harness connects again and again to any other path: each connection is the next
/// case.
package final class ClientExam {
  /// The cases, in the order of their numbers.
  package let cases: [ExamCase]
  /// Told each result.
  package var onResult: (_ agent: String, CaseResult) -> Void = { _, _ in }
  /// Told when a client has asked for its report, or has done all cases.
  package var onEnd: (_ agent: String, ExamOutcome) -> Void = { _, _ in }
  /// Answers a request that is not an opening handshake, such as one for a page: the whole response.
  package var pageAnswer: (_ target: String) -> [UInt8]? = { _ in nil }
  /// Where it listens.
  package var addresses: [SocketAddress] { listener?.addresses ?? [] }

  private let context: RunContext
  private var listener: RawListener?
  private var agents: [String: Agent] = [:]
  private var runs: [ObjectIdentifier: ScriptRun] = [:]
  private var waiting: [ObjectIdentifier: ExamConnection] = [:]

  /// What is known of one client.
  private struct Agent {
    var results: [Int: CaseResult] = [:]
    /// The case that a plain connection is for.
    var next = 0
    var start = Moment.now
  }

  /// The name of a client that gives none.
  private static let unnamed = "client"

  /// Listens; port 0 takes a free one.
  ///
  /// Of the cases that are for clients, the first `count` are run.
  package init(
    on loop: EventLoop, host: String = "localhost", port: Int, cases: [ExamCase],
    atMost count: Int? = nil, timeout: Duration = .seconds(2), seed: UInt64 = 1
  ) throws(TransportError) {
    let all = cases.filter(\.isForClients)
    self.cases = count.map { Array(all.prefix($0)) } ?? all
    context = RunContext(
      loop: loop, target: nil, timeout: timeout, seed: seed,
      resources: InspectionResources(
        store: PayloadStore(overflow: { () throws(StorageFailure) in MemoryStorage() })))
    listener = try RawListener(on: loop, host: host, port: port) { [weak self] raw in
      self?.accept(raw)
    }
  }

  /// Stops listening.
  package func close() {
    listener?.close()
    for run in runs.values { run.cancel() }
  }

  // MARK: - Connections

  private func accept(_ raw: RawConnection) {
    let connection = ExamConnection(
      raw, role: .server, resources: context.resources, seed: context.seed)
    let key = ObjectIdentifier(connection)
    waiting[key] = connection
    connection.onChange = { [weak self, weak connection] in
      guard let self, let connection, self.waiting[key] != nil else { return }
      guard connection.request != nil || connection.hasEnded else { return }
      self.waiting[key] = nil
      // Not within the connection's own call, which keeps it until then.
      self.context.loop.schedule(after: .zero) {
        connection.request.map { self.serve(connection, $0) }
      }
    }
  }

  private func serve(_ connection: ExamConnection, _ head: HTTPHead) {
    let request = ExamRequest(head)
    guard head.concernsOpening else {
      connection.send(pageAnswer(request.path) ?? ExamRequest.notFound)
      connection.endSending()
      context.loop.schedule(after: .milliseconds(200)) { connection.close() }
      return
    }
    let agent = request["agent"] ?? Self.unnamed
    switch request.path {
    case "/getCaseCount": say("\(cases.count)", on: connection)
    case "/getCaseInfo":
      let examCase = request.number.flatMap { cases.indices.contains($0) ? cases[$0] : nil }
      say(
        "{\"id\":\"\(examCase?.id ?? "")\",\"description\":\"\(examCase?.title ?? "")\"}",
        on: connection)
    case "/getCaseStatus":
      let verdict = request.number.flatMap { agents[agent]?.results[$0]?.verdict }
      say("{\"behavior\":\"\(verdict?.autobahnWord ?? "UNIMPLEMENTED")\"}", on: connection)
    case "/updateReports":
      say(nil, on: connection)
      end(agent)
    case "/runCase": run(request.number ?? 0, agent, connection)
    default:
      let next = agents[agent]?.next ?? 0
      agents[agent, default: Agent()].next = next + 1
      run(next, agent, connection)
    }
  }

  /// Opens the connection, sends a text, and closes.
  private func say(_ text: String?, on connection: ExamConnection) {
    let steps: [Step] = text.map { [.send(.text($0))] } ?? []
    start(steps + [.close([0x03, 0xe8], .any)], "endpoint", connection) { _ in }
  }

  private func run(_ number: Int, _ agent: String, _ connection: ExamConnection) {
    guard cases.indices.contains(number) else {
      say(nil, on: connection)
      return
    }
    let examCase = cases[number]
    start(examCase.steps(), examCase.id, connection) { [weak self] outcome in
      guard let self else { return }
      let result = CaseResult(examCase, outcome, grading: .client)
      self.agents[agent, default: Agent()].results[number] = result
      self.onResult(agent, result)
      if agent == Self.unnamed, self.agents[agent]?.results.count == self.cases.count {
        self.end(agent)
      }
    }
  }

  private func start(
    _ steps: [Step], _ name: String, _ connection: ExamConnection,
    _ completion: @escaping (ScriptRun.Outcome) -> Void
  ) {
    let key = ObjectIdentifier(connection)
    runs[key] = ScriptRun(steps, name: name, context: context, connection: connection) {
      [weak self] outcome in
      self?.context.loop.schedule(after: .zero) {
        self?.runs[key] = nil
        completion(outcome)
      }
    }
  }

  // MARK: - The end

  private func end(_ agent: String) {
    guard let known = agents[agent] else { return }
    agents[agent] = nil
    var outcome = ExamOutcome()
    outcome.results = cases.indices.map { index in
      if let result = known.results[index] { return result }
      var skipped = CaseResult(cases[index], .skipped)
      skipped.notes = ["The client did not ask for this case."]
      return skipped
    }
    outcome.capabilities = [.opening, .echo]
    outcome.duration = Moment.now.since(known.start)
    outcome.diagnose()
    onEnd(agent, outcome)
  }
}

extension ExamCase {
  /// Whether the case can be run from the server's side of a connection.
  ///
  /// Those of the request, of other connections, and of a server that ends TCP are not for clients.
  var isForClients: Bool {
    let steps = steps()
    if case .respond? = steps.first { return true }
    guard chapter != .handshake, chapter != .connection else { return false }
    return steps.allSatisfy(\.isForClients)
  }
}

extension Step {
  fileprivate var isForClients: Bool {
    switch self {
    case .open(let opening): opening.needsCompression
    case .meanwhile, .awaitEnd: false
    case .respond, .sendsNothing, .send, .expect, .mayFail, .expectUnlessTooLarge, .expectLast,
      .takes, .fails, .failsEarly,
      .close, .awaitClose, .pause, .nothing, .endSending, .read, .reset, .abandon:
      true
    }
  }
}

extension Verdict {
  /// Autobahn's word for it.
  fileprivate var autobahnWord: String {
    switch self {
    case .pass: "OK"
    case .lenient: "NON-STRICT"
    case .fail, .flaky: "FAILED"
    case .skipped: "UNIMPLEMENTED"
    }
  }
}
