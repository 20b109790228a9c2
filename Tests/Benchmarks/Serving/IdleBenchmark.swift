/// How much memory an idle connection takes, while 10,000 are open.
struct IdleBenchmark: Benchmark {
  static let name = "idle"
  private static let connectionCount = 10_000

  func run(_ options: Options) throws -> [Figure] {
    let ours = EchoServers(options: options).ours
    if let missing = LoadGenerator.missing ?? ours.missing { return [.skipped("idle", missing)] }
    let server = try ours.start()
    let generator = try LoadGenerator()
    // After the first few connections, everything that all share is allocated.
    try generator.holding(Load(connectionCount: 8, inFlight: 1, payload: "32"), port: server.port) {
    }
    guard let before = server.ownByteCount else {
      return [.skipped("idle", "this system does not report the memory of a process")]
    }
    let load = Load(connectionCount: Self.connectionCount, inFlight: 1, payload: "32")
    let after = try generator.holding(load, port: server.port) { server.ownByteCount ?? before }
    let each = (after - before) / Self.connectionCount
    return [
      Figure(
        subject: "idle connection, \(Self.connectionCount) held", baseline: "at most 4096 bytes",
        outcome: .finding("\(each) bytes of our own each", isGood: each <= 4096), target: .none)
    ]
  }
}
