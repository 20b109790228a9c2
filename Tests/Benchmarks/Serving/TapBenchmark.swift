/// An echo through `wsx tap` with drawing off, beside the same echo without a tap between.
///
/// Here tap and server share a processor. Where each has its own, the slower of the two decides; so
/// the processor time that is compared is the tap's alone with the server's alone.
struct TapBenchmark: Benchmark {
  static let name = "tap"

  func run(_ options: Options) throws -> [Figure] {
    let ours = EchoServers(options: options).ours
    if let missing = LoadGenerator.missing ?? ours.missing { return [.skipped("tap", missing)] }
    let server = try ours.start()
    let tap = try RunningServer(
      "through wsx tap",
      command: [
        options.wsx, "tap", "--format", "none", "--host", "127.0.0.1", "--listen", "0",
        "--to", "ws://127.0.0.1:\(server.port)",
      ])
    let generator = try LoadGenerator()
    let loads = [
      (Load(connectionCount: 32, inFlight: 16, payload: "32"), "32 × 16 of 32 B"),
      (Load(connectionCount: 4, inFlight: 4, payload: "65536"), "4 × 4 of 64 KiB"),
    ]
    return try loads.flatMap { load, name in
      try LoadComparison(
        [tap, server], load, generator,
        rounds: options.loadRounds, seconds: 1
      ).figures(
        "wsx tap, echo \(name)", against: "no tap between", place: 1,
        target: .speed(atLeast: 0.5))
    }
  }
}
