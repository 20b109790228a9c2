import CommandLineKit
import Foundation

/// What the command line asks for.
struct Options {
  /// The benchmarks to run; all where no name is given.
  var names: [String] = []
  /// How often each pair takes turns.
  var rounds = 101
  /// How often servers take turns under a load, which lasts a second each time.
  var loadRounds: Int { min(rounds, 5) }
  /// A Python that can `import websockets`.
  var python = Environment["BENCH_PYTHON"] ?? "python3"
  /// The `wsx` to start; by default the one in the folder of this program.
  var wsx =
    Bundle.main.executableURL?.deletingLastPathComponent()
    .appendingPathComponent("wsx").path ?? "wsx"

  /// Whether this program was built without optimisation.
  static var isDebugBuild: Bool {
    #if DEBUG
      true
    #else
      false
    #endif
  }

  static let usage = """
    usage: swift run -c release bench [NAME…] [--rounds N] [--python PATH] [--wsx PATH]

    NAME is one of: \(all.map { $0.name }.joined(separator: ", ")); all without one.
    --python PATH   a Python that has `websockets` and `picows` (or BENCH_PYTHON=PATH)

    """

  /// Reads the arguments.
  init(_ line: [String]) throws(Failure) {
    let arguments = try Arguments(
      line,
      options: [
        .value("rounds", "N", "how often each pair takes turns"),
        .value("python", "PATH", "a Python that has websockets and picows"),
        .value("wsx", "PATH", "the wsx to start"), .help,
      ])
    guard !arguments.has("help") else { throw .usage(Self.usage) }
    names = arguments.words
    for name in names where !all.contains(where: { $0.name == name }) {
      throw .usage("there is no benchmark \(quoted(name)).\n\(Self.usage)")
    }
    rounds = try arguments.number("rounds", in: 1...Int.max) ?? rounds
    python = arguments["python"] ?? python
    wsx = arguments["wsx"] ?? wsx
  }
}
