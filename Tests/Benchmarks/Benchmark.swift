/// One question about speed, in a file of its own; `all` lists them.
protocol Benchmark: Sendable {
  /// The word that selects it on the command line.
  static var name: String { get }
  /// Measures, and compares the result with each partner.
  func run(_ options: Options) throws -> [Figure]
  init()
}

/// Every benchmark, in the order they run.
let all: [any Benchmark.Type] = [
  MaskingBenchmark.self, UTF8Benchmark.self, FrameBenchmark.self, StartBenchmark.self,
  CaptureBenchmark.self, ServeBenchmark.self, CompressedBenchmark.self, TapBenchmark.self,
  IdleBenchmark.self,
]

/// One line of the table: a ratio within one run, never a time by itself.
struct Figure {
  /// What was measured.
  var subject: String
  /// What it is compared with.
  var baseline: String
  /// The result.
  var outcome: Outcome
  /// What is required.
  var target: Target

  enum Outcome {
    /// The ratio, and the lowest and highest of the rounds.
    case ratio(Ratio)
    /// A result that is not a ratio of times, and whether it is good.
    case finding(String, isGood: Bool)
    /// Nothing was measured, and why.
    case skipped(String)
  }

  /// A figure that was not measured, and why.
  static func skipped(_ subject: String, _ reason: String) -> Figure {
    Figure(subject: subject, baseline: "", outcome: .skipped(reason), target: .none)
  }

  enum Target {
    /// Ours is at least this many times as fast.
    case speed(atLeast: Double)
    /// Ours takes at most this many times as long.
    case time(atMost: Double)
    /// The ratio is stated; nothing is required.
    case none
  }

  /// Whether the target was reached; nil where there is no target or no measurement.
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
