/// One question about speed, in a file of its own; `all` lists them.
protocol Benchmark: Sendable {
  /// The word that selects it on the command line.
  static var name: String { get }
  /// Measures, and says how it stands against each thing that it is compared with.
  func run(_ options: Options) throws -> [Figure]
  init()
}

/// Every benchmark, in the order they run.
let all: [any Benchmark.Type] = [
  MaskingBenchmark.self, UTF8Benchmark.self, FrameBenchmark.self, StartBenchmark.self,
  ServeBenchmark.self, CompressedBenchmark.self, TapBenchmark.self, IdleBenchmark.self,
]

/// One line of the table: a ratio within one run, never a time by itself.
struct Figure {
  /// What was measured.
  var subject: String
  /// What it is compared with.
  var baseline: String
  /// What came of it.
  var outcome: Outcome
  /// What was asked for.
  var target: Target

  enum Outcome {
    /// The ratio, and the lowest and highest of the rounds.
    case ratio(Ratio)
    /// What was found, where there is nothing to time, and whether it is as it should be.
    case finding(String, isGood: Bool)
    /// Nothing was measured, and why.
    case skipped(String)
  }

  /// A figure that was not measured, and why.
  static func skipped(_ subject: String, _ reason: String) -> Figure {
    Figure(subject: subject, baseline: "", outcome: .skipped(reason), target: .none)
  }

  enum Target {
    /// Ours is at least so many times as fast.
    case speed(atLeast: Double)
    /// Ours takes at most so many times as long.
    case time(atMost: Double)
    /// The distance is stated, nothing is asked.
    case none
  }

  /// Whether the target was reached; nil where there is none, or no measurement.
  var isMet: Bool? {
    if case .finding(_, let isGood) = outcome { return isGood }
    guard case .ratio(let ratio) = outcome else { return nil }
    switch target {
    case .speed(let limit): return ratio.median >= limit
    case .time(let limit): return 1 / ratio.median <= limit
    case .none: return nil
    }
  }
}
