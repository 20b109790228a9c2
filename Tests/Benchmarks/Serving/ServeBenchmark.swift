/// `wsx serve --quiet`, compared with echo servers that a user could choose instead.
///
/// Each server has one processor, the load generator another. The messages a second depend on both,
/// and on other work of the machine; the processor time of a message is that of the server alone,
/// including the kernel's work for it.
struct ServeBenchmark: Benchmark {
  static let name = "serve"

  /// The loads, and how many times as fast as Node `ws` we must be; as fast as all others.
  private static let loads: [(load: Load, name: String, timesNode: Double)] = [
    (Load(connectionCount: 32, inFlight: 1, payload: "32"), "32 × 1 of 32 B", 1),
    (Load(connectionCount: 32, inFlight: 16, payload: "32"), "32 × 16 of 32 B", 10),
    (Load(connectionCount: 4, inFlight: 4, payload: "65536"), "4 × 4 of 64 KiB", 5),
    (Load(connectionCount: 1000, inFlight: 1, payload: "64"), "1000 × 1 of 64 B", 1),
  ]

  func run(_ options: Options) throws -> [Figure] {
    let servers = EchoServers(options: options)
    if let missing = LoadGenerator.missing ?? servers.ours.missing {
      return [.skipped("echo", missing)]
    }
    let peers = [servers.node, servers.websockets, servers.picows]
    let present = peers.filter { $0.missing == nil }
    let running = try ([servers.ours] + present).map { try $0.start() }
    let generator = try LoadGenerator()
    var figures = peers.compactMap { peer in peer.missing.map { Figure.skipped("echo", $0) } }
    for (load, name, timesNode) in Self.loads {
      let comparison = try LoadComparison(
        running, load, generator, rounds: options.loadRounds, seconds: 1)
      for place in running.indices.dropFirst() {
        let isNode = running[place].name == servers.node.name
        figures += comparison.figures(
          "echo \(name)", against: running[place].name, place: place,
          target: .speed(atLeast: isNode ? timesNode : 1))
      }
    }
    return figures
  }
}
