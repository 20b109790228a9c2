/// An echo through `wsx tap` with drawing off, compared with the same echo without a tap.
///
/// The system places server, tap and load generator on two processors, as on a user's machine.
/// Without a tap, two programs have a processor each; with a tap, three share both. The tap must read
/// and write every byte once more in each direction, so the best possible ratio depends on the system:
/// two programs that only pass bytes on are measured for comparison.
struct TapBenchmark: Benchmark {
  static let name = "tap"
  private static let processors = "0,1"

  private static let loads = [
    (Load(connectionCount: 32, inFlight: 16, payload: "32"), "32 × 16 of 32 B"),
    (Load(connectionCount: 4, inFlight: 4, payload: "65536"), "4 × 4 of 64 KiB"),
  ]

  func run(_ options: Options) throws -> [Figure] {
    let ours = EchoServers(options: options).ours
    if let missing = LoadGenerator.missing ?? ours.missing { return [.skipped("tap", missing)] }
    let generator = try LoadGenerator()
    let server = try ours.start(on: Self.processors)
    let tap = try RunningServer(
      "wsx tap",
      command: [
        options.wsx, "tap", "--quiet", "--host", "127.0.0.1", "--listen", "0",
        "--to", "ws://127.0.0.1:\(server.port)",
      ], on: Self.processors)
    let others = try forwarders(to: server.port, generator)
    return try Self.loads.flatMap { load, name in
      let comparison = try LoadComparison(
        [tap, server] + others, load, generator, rounds: options.loadRounds, seconds: 1,
        on: Self.processors)
      return comparison.figures(
        "wsx tap --quiet, echo \(name)", against: "no tap", place: 1,
        target: .speed(atLeast: 0.5))
        + others.indices.flatMap { index in
          figures(comparison, others[index].name, place: 2 + index)
        }
    } + (Partner.finds("socat") ? [] : [.skipped("socat between", "apt install socat")])
  }

  /// Programs that pass bytes on and do nothing else.
  private func forwarders(to port: Int, _ generator: LoadGenerator) throws -> [RunningServer] {
    let plain = try RunningServer(
      "Load/forward.c", command: [try generator.compile("forward"), "\(port)"],
      on: Self.processors)
    guard Partner.finds("socat") else { return [plain] }
    let socat = try RunningServer(
      "socat",
      command: [
        "socat", "-d", "-d", "-b", "262144",
        "TCP4-LISTEN:0,bind=127.0.0.1,fork,nodelay,backlog=1024",
        "TCP4:127.0.0.1:\(port),nodelay",
      ], on: Self.processors)
    return [plain, socat]
  }

  private func figures(_ comparison: LoadComparison, _ name: String, place: Int) -> [Figure] {
    [
      Figure(
        subject: "  \(name) between", baseline: "no tap",
        outcome: .ratio(comparison.ratio(place, to: 1)), target: .none),
      Figure(
        subject: "  wsx tap", baseline: name, outcome: .ratio(comparison.ratio(0, to: place)),
        target: .none),
    ]
  }
}
