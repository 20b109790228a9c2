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
  var python = ProcessInfo.processInfo.environment["BENCH_PYTHON"] ?? "python3"
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

  /// Reads the arguments; nil where they are not understood.
  init?(_ words: some Sequence<String>) {
    var words = words.makeIterator()
    while let word = words.next() {
      switch word {
      case "--rounds":
        guard let number = words.next().flatMap({ Int($0) }), number > 0 else { return nil }
        rounds = number
      case "--python":
        guard let path = words.next() else { return nil }
        python = path
      case "--wsx":
        guard let path = words.next() else { return nil }
        wsx = path
      default:
        guard all.contains(where: { $0.name == word }) else { return nil }
        names.append(word)
      }
    }
  }
}
