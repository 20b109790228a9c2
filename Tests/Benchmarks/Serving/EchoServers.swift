import Foundation

/// The echo servers that are compared: ours, and those that a user could choose instead.
struct EchoServers {
  var options: Options
  /// Whether they agree on permessage-deflate.
  var compressed = false

  /// A server to be started, or why it cannot be.
  struct Candidate {
    var name: String
    var command: [String]
    var missing: String?

    func start(on processors: String = "0") throws -> RunningServer {
      try RunningServer(name, command: command, on: processors)
    }
  }

  var ours: Candidate {
    let compression = compressed ? [] : ["--no-compression"]
    return Candidate(
      name: "wsx serve --quiet",
      command: [
        options.wsx, "serve", "--quiet", "--port", "0", "--host", "127.0.0.1",
        "--max-connections", "10050",
      ] + compression,
      missing: Partner.finds(options.wsx)
        ? nil : "no wsx at \(options.wsx): swift build -c release first")
  }

  var node: Candidate {
    let library = ProcessInfo.processInfo.environment["NODE_WS"] ?? "/usr/share/nodejs/ws"
    let isThere = FileManager.default.fileExists(atPath: library)
    return Candidate(
      name: "Node ws", command: ["node", LoadGenerator.file("node-ws.js")] + mode,
      missing: Partner.finds("node") && isThere
        ? nil : "no node with ws (apt install node-ws, or NODE_WS=FOLDER)")
  }

  var websockets: Candidate { python("websockets") }
  var picows: Candidate { python("picows") }

  private var mode: [String] { compressed ? ["compressed"] : [] }

  private func python(_ module: String) -> Candidate {
    Candidate(
      name: "Python \(module)",
      command: [options.python, LoadGenerator.file("python-\(module).py")] + mode,
      missing: Partner.python(options.python, canImport: module)
        ? nil : "no \(module) for \(options.python) (--python PATH)")
  }
}
