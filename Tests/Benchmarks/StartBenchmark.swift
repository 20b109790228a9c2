import CommandLineKit
import Foundation
import TestSupport

/// The whole process `wsx accept KEY`, compared with a Swift program that does nothing.
///
/// What a program loads before its first line is most of such a short life, so the libraries that
/// `wsx` loads are listed too.
struct StartBenchmark: Benchmark {
  static let name = "start"

  /// The key of RFC 6455 §1.3.
  private static let arguments = ["accept", "dGhlIHNhbXBsZSBub25jZQ=="]

  func run(_ options: Options) throws -> [Figure] {
    let figure = { outcome in
      Figure(
        subject: "wsx accept KEY, whole process", baseline: "an empty Swift program",
        outcome: outcome, target: .time(atMost: 1.5))
    }
    guard Partner.finds(options.wsx) else {
      return [figure(.skipped("no wsx at \(options.wsx): swift build -c release first"))]
    }
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    guard let empty = try compileEmptyProgram(in: URL(fileURLWithPath: folder.path)) else {
      return [figure(.skipped("no swiftc along PATH"))]
    }

    let ours = Contender.timed("wsx") { try secondsToRun(options.wsx, Self.arguments) }
    let theirs = Contender.timed("empty") { try secondsToRun(empty, Self.arguments) }
    // One process a round is little: more rounds.
    let ratio = try race(ours, against: theirs, rounds: options.rounds * 3)
    return [figure(.ratio(ratio)), libraries(of: options.wsx)]
  }

  /// An optimised program without a statement, with the standard library linked dynamically as
  /// SwiftPM does it.
  private func compileEmptyProgram(in folder: URL) throws -> String? {
    guard Partner.finds("swiftc") else { return nil }
    try Data().write(to: folder.appendingPathComponent("main.swift"))
    let run = try BuiltProgram(path: "/usr/bin/env").run(
      ["swiftc", "-O", "main.swift", "-o", "empty"], in: folder)
    return run.status == 0 ? folder.appendingPathComponent("empty").path : nil
  }

  /// Whether `wsx` does without the full Foundation and its Unicode tables.
  private func libraries(of program: String) -> Figure {
    #if os(Linux)
      let environment = ["LD_TRACE_LOADED_OBJECTS": "1"]  // what `ldd` sets
      let text = (try? BuiltProgram(path: program).run([], environment: environment).text) ?? ""
      let names = text.split(separator: "\n").compactMap {
        $0.split(whereSeparator: \.isWhitespace).first.map(String.init)
      }
      let heavy = names.filter { $0.hasPrefix("libFoundation.") || $0.contains("ICU") }
      let outcome = Figure.Outcome.finding(
        heavy.isEmpty
          ? "\(names.count) libraries, none of Foundation" : heavy.joined(separator: " "),
        isGood: heavy.isEmpty && !names.isEmpty)
    #else
      let outcome = Figure.Outcome.skipped("asked of the Linux loader only")
    #endif
    return Figure(
      subject: "libraries that wsx loads", baseline: "no full Foundation", outcome: outcome,
      target: .none)
  }
}
