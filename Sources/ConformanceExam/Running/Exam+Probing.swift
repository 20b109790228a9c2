import WebSocketInspection
import WebSocketProtocol

// Finding out what the server can do, before anything is judged.

extension Exam {
  func probe() {
    run(Probe.opening) { [weak self] outcome in self?.opened(outcome) }
  }

  private func opened(_ result: ScriptRun.Outcome) {
    outcome.serverName = result.exchange?.server
    outcome.isFirstAcceptRight = result.exchange?.response?.violations.isEmpty != false
    if case .notConnected? = result.shortcoming?.kind {
      outcome.ungraded = result.shortcoming?.sentence
      finish(skippingRest: "There is no connection to the server.")
      return
    }
    if let shortcoming = result.shortcoming, !shortcoming.kind.isAfterOpening {
      outcome.openingFailure = shortcoming.sentence
      runCases()
      return
    }
    outcome.capabilities.insert(.opening)
    outcome.habits = result.brokenRules
    probeMore()
  }

  private func probeMore() {
    var left = Probe.more.count
    var isEcho = false
    var habits: [Set<String>] = []
    for probe in Probe.more {
      run(probe) { [weak self] result in
        guard let self else { return }
        left -= 1
        if probe.findsEcho {
          habits.append(result.brokenRules)
          isEcho = isEcho || result.showsEcho(ofText: probe.name == "text")
        } else if result.shortcoming == nil, result.skipped == nil {
          self.outcome.capabilities.insert(.compression)
        }
        guard left == 0 else { return }
        if isEcho, self.settings.expectsEcho { self.outcome.capabilities.insert(.echo) }
        let all = habits.dropFirst().reduce(habits.first ?? []) { $0.intersection($1) }
        self.outcome.habits.formUnion(all)
        self.runCases()
      }
    }
  }

  private func run(_ probe: Probe, _ completion: @escaping (ScriptRun.Outcome) -> Void) {
    let context = RunContext(
      loop: loop, target: settings.target, timeout: settings.timeout, seed: settings.seed,
      resources: resources, habits: nil)
    let name = "probe \(probe.name)"
    let run = ScriptRun(probe.steps, name: name, context: context) { [weak self] outcome in
      self?.loop.schedule(after: .zero) {
        self?.probes[name] = nil
        completion(outcome)
      }
    }
    probes[name] = run
  }
}

/// A script whose outcome says what the server can do.
struct Probe {
  let name: String
  var findsEcho = true
  let steps: [Step]

  static let opening = Probe(name: "opening", steps: [.close([0x03, 0xe8], .any)])

  static let more = [
    echo("text", .text("Is it an echo server?\nOr one that answers line by line?")),
    echo("binary", .binary([1, 2, 3, 250, 251])),
    Probe(
      name: "compression", findsEcho: false,
      steps: [
        .open(
          Opening.offering("permessage-deflate; client_max_window_bits").with {
            $0.needsCompression = true
          })
      ]),
  ]

  private static func echo(_ name: String, _ frame: ExamFrame) -> Probe {
    Probe(name: name, steps: [.send(frame), .echoes(frame)])
  }
}

extension ScriptRun.Outcome {
  /// Whether a message came back: the one that was sent, or one that may have become of it.
  ///
  /// A server that answers lines, or takes every message for a text, is not an echo server for that.
  fileprivate func showsEcho(ofText isText: Bool) -> Bool {
    guard let shortcoming else { return true }
    guard shortcoming.kind == .wrongAnswer, let difference = shortcoming.difference else {
      return false
    }
    return difference.gotCount == difference.expectedCount
      && (isText || !difference.isOfOtherType)
  }
}

extension Shortcoming.Kind {
  /// Whether the connection was open before.
  fileprivate var isAfterOpening: Bool {
    switch self {
    case .notConnected, .notOpened: false
    default: true
    }
  }
}
