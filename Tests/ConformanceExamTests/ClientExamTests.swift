import ConformanceExam
import PerMessageDeflate
import Testing
import WebSocketProtocol
import WebSocketTransport

@Suite("The exam of the library's own client", .serialized)
struct ClientExamTests {
  /// A client that connects again for each case, and sends every message back.
  private final class EchoClient {
    private let loop: EventLoop
    private let url: WebSocketURL

    init(_ url: WebSocketURL, on loop: EventLoop) {
      self.loop = loop
      self.url = url
    }

    func connect(times count: Int) {
      guard count > 0 else { return }
      var options = WebSocketClient.Options()
      options.messageExtension = PermessageDeflate()
      guard let connection = try? WebSocketClient.connect(to: url, on: loop, options: options)
      else { return }
      connection.handlers.message = { $0.send($1) }
      connection.handlers.closed = { _, _ in self.connect(times: count - 1) }
    }
  }

  @Test("finds nothing wrong with a client that connects again for each case")
  func echo() throws {
    let loop = try EventLoop()
    // A part of each chapter: one client does the cases one after another.
    let cases = ExamCase.all.enumerated().filter { $0.offset % 5 == 0 && !$0.element.isHeavy }
      .map(\.element).filter { $0.chapter != .limits }
    let exam = try ClientExam(
      on: loop, host: "127.0.0.1", port: 0, cases: ExamCase.clientCases + cases)
    let port = try #require(exam.addresses.first?.port)
    var ended: ExamOutcome?
    exam.onEnd = { _, outcome in
      ended = outcome
      loop.stop()
    }
    let client = EchoClient(try WebSocketURL("ws://127.0.0.1:\(port)/"), on: loop)
    client.connect(times: exam.cases.count)
    loop.run()
    exam.close()
    let outcome = try #require(ended)
    #expect(outcome.results.count == exam.cases.count)
    #expect(exam.cases.count > 100)
    #expect(outcome.results.filter { $0.verdict != .pass && $0.verdict != .lenient }.summary == [])
  }

  @Test("answers the endpoints of Autobahn's harnesses")
  func endpoints() throws {
    let loop = try EventLoop()
    let cases = ExamCase.all.filter { $0.isNamed("1.1.1") || $0.isNamed("2.2") }
    let exam = try ClientExam(on: loop, host: "127.0.0.1", port: 0, cases: cases)
    let port = try #require(exam.addresses.first?.port)
    var reports: [String] = []
    exam.onEnd = { agent, outcome in reports.append("\(agent) \(outcome.count(.pass))") }
    func ask(_ path: String, echoes: Bool = false) throws -> String {
      let connection = try WebSocketClient.connect(
        to: WebSocketURL("ws://127.0.0.1:\(port)\(path)"), on: loop)
      var text = ""
      connection.handlers.message = { connection, message in
        if echoes { connection.send(message) } else { text = message.text ?? "" }
      }
      connection.handlers.closed = { _, _ in loop.stop() }
      loop.run()
      return text
    }
    #expect(try ask("/getCaseCount") == "2")
    _ = try ask("/runCase?case=1&agent=a", echoes: true)
    // A client that does not send the message back fails.
    _ = try ask("/runCase?case=1&agent=b")
    _ = try ask("/runCase?case=2&agent=a", echoes: true)
    #expect(try ask("/getCaseStatus?case=1&agent=a") == #"{"behavior":"OK"}"#)
    #expect(try ask("/getCaseStatus?case=1&agent=b") == #"{"behavior":"FAILED"}"#)
    #expect(try ask("/getCaseStatus?case=2&agent=b") == #"{"behavior":"UNIMPLEMENTED"}"#)
    #expect(try ask("/getCaseInfo?case=2").contains("control.ping-text"))
    _ = try ask("/updateReports?agent=a")
    #expect(reports == ["a 2"])
    exam.close()
  }
}
