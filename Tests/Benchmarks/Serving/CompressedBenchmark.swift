/// A compressed echo of 1 KiB of JSON: inflate, deflate, and everything else in an echo.
///
/// Every server compresses with its default settings. What the client sends was compressed before.
struct CompressedBenchmark: Benchmark {
  static let name = "compressed"

  func run(_ options: Options) throws -> [Figure] {
    let servers = EchoServers(options: options, compressed: true)
    if let missing = LoadGenerator.missing ?? servers.ours.missing ?? servers.node.missing {
      return [.skipped("compressed echo", missing)]
    }
    let peers = [servers.node, servers.websockets].filter { $0.missing == nil }
    let running = try ([servers.ours] + peers).map { try $0.start() }
    let file = try PayloadFile(Payloads.json(1024))
    let load = Load(connectionCount: 32, inFlight: 4, payload: file.path)
    let comparison = try LoadComparison(
      running, load, LoadGenerator(), rounds: options.loadRounds, seconds: 1)
    return running.indices.dropFirst().flatMap { place in
      comparison.figures(
        "compressed echo 32 × 4 of 1 KiB JSON", against: running[place].name, place: place,
        target: .speed(atLeast: 1))
    }
  }
}
