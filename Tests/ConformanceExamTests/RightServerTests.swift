import ConformanceExam
import PerMessageDeflate
import Testing
import WebSocketProtocol
import WebSocketTransport

/// Grades servers that run on the examiner's own event loop.
struct Grading {
  let loop: EventLoop
  var settings: (inout ExamSettings) -> Void = { _ in }

  init() throws { loop = try EventLoop() }

  func grade(port: Int, _ cases: [ExamCase]) throws -> ExamOutcome {
    let url = try WebSocketURL("ws://127.0.0.1:\(port)/")
    var exam = ExamSettings(try ExamTarget(url), cases: cases)
    settings(&exam)
    return Exam(exam, on: loop).runToItsEnd()
  }
}

@Suite("The exam of the library's own server", .serialized)
struct RightServerTests {
  /// The cases that take little time in a debug build.
  static let light = ExamCase.all.filter { !$0.isHeavy }

  @Test("finds nothing wrong with an echo server, in any chapter", arguments: Chapter.allCases)
  func echo(_ chapter: Chapter) throws {
    let grading = try Grading()
    var policy = ServerPolicy()
    policy.messageExtension = PermessageDeflate()
    let server = try WebSocketServer(on: grading.loop, host: "127.0.0.1", port: 0, policy: policy)
    server.handlers.message = { $0.send($1) }
    let outcome = try grading.grade(
      port: server.port, Self.light.filter { $0.chapter == chapter })
    #expect(outcome.ungraded == nil)
    #expect(outcome.capabilities == [.opening, .echo, .compression])
    #expect(outcome.results.filter { $0.verdict == .fail || $0.verdict == .flaky }.summary == [])
    // Declining an offer is the one reason not to judge this server.
    #expect(outcome.results.filter { $0.verdict == .skipped }.summary == [])
  }

  @Test("skips what a server without echo and compression cannot show, and fails nothing")
  func silent() throws {
    let grading = try Grading()
    let server = try WebSocketServer(on: grading.loop, host: "127.0.0.1", port: 0)
    var settings = grading
    settings.settings = { $0.timeout = .seconds(1) }
    let outcome = try settings.grade(port: server.port, Self.light.filter { $0.chapter != .limits })
    #expect(outcome.capabilities == [.opening])
    #expect(outcome.results.filter { $0.verdict == .fail || $0.verdict == .flaky }.summary == [])
    for result in outcome.results {
      let isSkipped = !result.examCase.needs.isSubset(of: [.opening])
      #expect((result.verdict == .skipped) == isSkipped, "\(result.examCase.id)")
    }
  }

  @Test("grades nothing where there is no server")
  func nothing() throws {
    let grading = try Grading()
    let listener = try RawListener(on: grading.loop, host: "127.0.0.1", port: 0) { _ in }
    let port = try #require(listener.addresses.first?.port)
    listener.close()
    let outcome = try grading.grade(port: port, Array(Self.light.prefix(5)))
    #expect(outcome.ungraded != nil)
    #expect(outcome.gradedCount() == 0)
  }
}

extension [CaseResult] {
  /// What came of each, for a test's message.
  var summary: [String] {
    map {
      "\($0.examCase.id): \($0.verdict) \($0.shortcoming?.sentence ?? $0.notes.joined(separator: " "))"
    }
  }
}
