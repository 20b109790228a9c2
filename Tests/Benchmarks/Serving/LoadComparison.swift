/// Lets servers take turns under one load, and measures messages a second and processor time.
struct LoadComparison {
  /// For each server and round: the seconds that a message took, in elapsed time and in processor
  /// time.
  private var wall: [[Double]]
  private var processor: [[Double]]

  /// Runs `rounds` of a load on each server's port.
  init(
    _ servers: [RunningServer], _ load: Load,
    _ generator: LoadGenerator, rounds: Int, seconds: Double, on processors: String = "1"
  ) throws {
    wall = Array(repeating: [], count: servers.count)
    processor = wall
    for _ in 0..<rounds {
      for (place, server) in servers.enumerated() {
        let before = server.processorSeconds
        let result = try generator.run(
          load, port: server.port, seconds: seconds, on: processors)
        let spent = server.processorSeconds - before
        wall[place].append(1 / result.messagesPerSecond)
        processor[place].append(spent / result.messageCount)
      }
    }
  }

  /// The first server compared with another: messages a second, and messages for the same processor
  /// time.
  func figures(
    _ subject: String, against baseline: String, place: Int, target: Figure.Target
  ) -> [Figure] {
    [
      Figure(
        subject: subject, baseline: baseline,
        outcome: .ratio(Ratio(ours: wall[0], theirs: wall[place])), target: target),
      Figure(
        subject: "  for the same processor time", baseline: baseline,
        outcome: .ratio(Ratio(ours: processor[0], theirs: processor[place])), target: .none),
    ]
  }

  /// The ratio of two servers' messages a second.
  func ratio(_ place: Int, to other: Int) -> Ratio {
    Ratio(ours: wall[place], theirs: wall[other])
  }
}
