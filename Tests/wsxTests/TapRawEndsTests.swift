import Foundation
import TestSupport
import Testing

/// Both ends are Python sockets without a protocol; see `Fixtures/raw-ends.py`.
@Suite("wsx tap between raw ends", .enabled(if: SystemProgram.isExpected("python3")))
struct TapRawEndsTests {
  /// What the script prints about a run.
  struct Report: Decodable {
    var status: Int32
    var output: String
    var errors: String
    var seed: UInt64?
    var unchanged: Bool?
    var ended: Int?
    var before: Int?
    var server: End?
    var client: End?
    var short: Short?

    /// How many bytes an end received after Ctrl-C, and how its stream ended.
    struct End: Decodable, Equatable {
      var bytes: Int
      var end: String
    }

    struct Short: Decodable {
      var text: String
      var bytes: Int
    }
  }

  private func run(_ scenario: String, _ options: String...) throws -> Report {
    let script = packageDirectory.appending(path: "Tests/wsxTests/Fixtures/raw-ends.py")
    let run = try SystemProgram.any.run(
      [
        "timeout", "200", "python3", script.path,
        BuiltProgram.productsDirectory.appendingPathComponent("wsx").path, scenario,
      ] + options)
    try #require(run.status == 0, "\(run.errors)")
    return try JSONDecoder().decode(Report.self, from: Data(run.output))
  }

  // MARK: - Any bytes

  static let disturbances = [
    "garbage", "garbage-before-101", "garbage-after-101", "long-head", "endless-header",
    "endless-frame", "half-a-header", "damaged-deflate",
  ]

  @Test(
    "does not change bytes or the ends of streams, even if it cannot read them",
    arguments: disturbances, ["line", "diagram", "json", "none"])
  func undisturbed(scenario: String, format: String) throws {
    let report = try run(scenario, "--format", format)
    let seed = Comment(rawValue: "SEED=\(report.seed ?? 0)\n\(report.errors)")
    #expect(report.unchanged == true, seed)
    #expect(report.ended == 2, seed)
    // An endless header begins with an answer that opens nothing.
    let counted = ["\n1 connection\n", "\n0 connections, 1 request answered without one\n"]
    #expect(counted.contains { report.errors.contains($0) }, seed)
    #expect(report.output.isEmpty == (format == "none"), seed)
  }

  // MARK: - Ctrl-C

  @Test("ends both streams at the first Ctrl-C, without a reset", arguments: ["idle", "inside"])
  func cleanEnd(what: String) throws {
    let report = try run("interrupt-\(what)-1")
    #expect(report.before == (what == "inside" ? 108 : 0))
    let nothingMore = Report.End(bytes: 0, end: "end")
    #expect(report.server == nothingMore)
    #expect(report.client == nothingMore)
    #expect(report.status == 0)
    expect(
      report, tells: "1 × 1006 abnormal closure: the program was ended, without a close frame\n")
  }

  @Test("waits for ends that do not end their streams only for a limited time", arguments: [1, 2])
  func silentEnds(signals: Int) throws {
    let report = try run("interrupt-silent-\(signals)")
    expect(
      report, tells: "1 × 1006 abnormal closure: the program was ended, without a close frame\n")
  }

  @Test("says that an end that never reads has missed bytes", arguments: [1, 2])
  func unreadEnd(signals: Int) throws {
    let report = try run("interrupt-unread-\(signals)", "--quiet")
    expect(report, tells: "1 × 1006 abnormal closure: the program was ended, ")
    #expect(report.errors.contains(" bytes did not arrive\n"))
  }

  private func expect(_ report: Report, tells end: String) {
    for expected in ["Ctrl-C again ends at once.\n", "\n1 connection\nfrom clients ", end] {
      #expect(report.errors.contains(expected), "\(expected) is not in \(report.errors)")
    }
  }

  // MARK: - Compression

  @Test("inflates the message after one that is too long to keep")
  func longCompressedMessage() throws {
    let report = try run("compressed", "--max-message", "100000", "--format", "json")
    #expect(report.unchanged == true)
    let short = try #require(report.short)
    // Forty characters in a few bytes can only be a reference to the message before.
    #expect(short.bytes < 10)
    let messages = try JSONLines.objects(report.output).filter {
      $0["type"] as? String == "message"
    }
    #expect(messages.compactMap { $0["payloadLength"] as? Int } == [3_000_000, 40])
    #expect(messages.last?["text"] as? String == short.text)
    #expect(report.status == 0, "\(report.output.suffix(2000))")
  }
}
