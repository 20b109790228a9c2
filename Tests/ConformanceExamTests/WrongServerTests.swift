import CommandLineKit
import ConformanceExam
import Foundation
import TestSupport
import Testing
import WebSocketTransport

@testable import wrongserver

/// A `wrongserver` that runs while a test goes on.
private final class RunningServer {
  private let address: SocketAddress
  private let arguments: [String]
  private var process: ChildProcess?

  init(_ mistake: Mistake?) throws {
    let loop = try EventLoop()
    let listener = try RawListener(on: loop, host: "127.0.0.1", port: 0) { _ in }
    address = try #require(listener.addresses.first)
    listener.close()
    let program = BuiltProgram.productsDirectory.appendingPathComponent("wrongserver").path
    arguments =
      [program, "--port", String(address.port)] + (mistake.map { ["--mistake", $0.name] } ?? [])
    start()
    for _ in 0..<200 where !RawConnection.isTaken(address) {
      Thread.sleep(forTimeInterval: 0.05)
    }
  }

  var url: String { "ws://127.0.0.1:\(address.port)/" }

  deinit { process?.end() }

  /// Starts it, the first time or after it died.
  func start() {
    process?.end()
    process = try? ChildProcess(arguments)
  }
}

@Suite("The exam of servers that make one mistake", .serialized)
struct WrongServerTests {
  /// With `EVERY_FORM=true` every form of a mistake, otherwise one of each: the others take minutes.
  static let mistakes = {
    let all = Mistake.all.filter { $0.ends.contains(.server) }
    guard ProcessInfo.processInfo.environment["EVERY_FORM"] != "true" else { return all }
    var ids: Set<String> = []
    return all.filter { ids.insert($0.id).inserted }
  }()

  @Test("names the mistake", arguments: mistakes)
  func named(_ mistake: Mistake) throws {
    let outcome = try grade(mistake)
    #expect(
      outcome.diagnoses.contains { $0.id == mistake.id },
      "named: \(outcome.diagnoses.map(\.id)); failed: \(outcome.results.failed.prefix(10))")
  }

  @Test("finds nothing wrong without a mistake")
  func right() throws {
    let outcome = try grade(nil)
    #expect(outcome.results.failed == [])
    #expect(outcome.diagnoses.isEmpty)
  }

  private func grade(_ mistake: Mistake?) throws -> ExamOutcome {
    let server = try RunningServer(mistake)
    let outcome = try Exam.grade(server.url, cases: Self.cases(for: mistake)) {
      $0.restart = { server.start() }
    }
    #expect(outcome.ungraded == nil)
    return outcome
  }

  /// The chapters that can show a mistake, without those that take long.
  private static func cases(for mistake: Mistake?) -> [ExamCase] {
    let isOfOpening = mistake.map { Mistake.handshake.map(\.name).contains($0.name) } ?? false
    return ExamCase.all.filter { examCase in
      isOfOpening
        ? examCase.chapter == .handshake
        : !examCase.isHeavy && ![.limits, .compression].contains(examCase.chapter)
    }
  }
}

extension [CaseResult] {
  fileprivate var failed: [String] {
    filter { $0.verdict == .fail || $0.verdict == .flaky }.map(\.examCase.id)
  }
}

extension Mistake: CustomTestStringConvertible {
  /// Its name.
  public var testDescription: String { name }
}
