import Foundation
import TestSupport
import Testing
import WebSocketTransport

/// A WebSocket implementation by other people.
enum Peer: String, CaseIterable, CustomTestStringConvertible {
  case chromium, firefox
  /// Node's `ws`.
  case node
  /// Python's `websockets`.
  case python

  static let browsers: [Peer] = [.chromium, .firefox]
  static let libraries: [Peer] = [.node, .python]

  var testDescription: String { rawValue }

  /// The peers to test with: those that are installed, and all with `CI=true`.
  static func expected(_ peers: [Peer]) -> [Peer] {
    ProcessInfo.processInfo.environment["CI"] == "true" ? peers : peers.filter(\.isInstalled)
  }

  /// The peers that are not installed.
  static let missing = allCases.filter { !$0.isInstalled }

  private static let installed = Set(
    allCases.filter { peer in
      switch peer {
      case .chromium: finds(["chromium", "--version"])
      case .firefox: finds(["firefox", "--version"])
      case .node: finds(["node", "-e", "require('ws').WebSocketServer.name"])
      case .python: finds([pythonPath, "-c", "import websockets.asyncio.server"])
      }
    })

  var isInstalled: Bool { Self.installed.contains(self) }

  private static func finds(_ command: [String]) -> Bool {
    (try? SystemProgram.any.run(command, environment: nodeEnvironment).status) == 0
  }

  /// Where Debian installs `ws`; Node of other origins does not look there by itself.
  static let nodeEnvironment = ["NODE_PATH": "/usr/share/nodejs"]

  /// The Python that has `websockets`: the one of `autobahn.sh install`, or the system's.
  static let pythonPath: String = {
    let folder = ProcessInfo.processInfo.environment["PEERS"] ?? "/opt/ws-peers"
    let own = folder + "/bin/python"
    return FileManager.default.isExecutableFile(atPath: own) ? own : "python3"
  }()

  /// A script of this folder.
  static func script(_ name: String) -> URL {
    packageDirectory.appendingPathComponent("Tests/Interop/Peers/" + name)
  }

  /// The command of a library, with a script of its language.
  func command(_ script: String) -> [String] {
    self == .node
      ? ["node", Self.script("node-\(script).js").path]
      : [Self.pythonPath, Self.script("python-\(script).py").path]
  }
}

/// A peer that runs, as a client of servers.
final class Visitor {
  let peer: Peer
  private let loop: EventLoop
  private let browser: Browser?

  /// A browser opens the page first, as a person would.
  init(_ peer: Peer, page: String, on loop: EventLoop) throws {
    self.peer = peer
    self.loop = loop
    guard Peer.browsers.contains(peer) else {
      browser = nil
      return
    }
    let browser = try Browser(peer, on: loop)
    try browser.open(page)
    let meet = try String(contentsOf: Peer.script("meet.js"), encoding: .utf8)
    #expect(try browser.evaluate(meet + "\n'ready'") == "ready")
    self.browser = browser
  }

  /// Carries out a plan at a server; the loop turns meanwhile, so the server may run on it.
  func meet(_ url: String, _ plan: Plan) throws -> Report {
    let text = String(decoding: try JSONEncoder().encode(plan), as: UTF8.self)
    let report: String
    if let browser {
      report = try browser.evaluate("meet(\"\(url)\", \(text))")
    } else {
      let client = try StartedProgram(
        peer.command("client") + [url], input: text, environment: Peer.nodeEnvironment)
      try client.waitForEnd(on: loop)
      guard client.status == 0 else { throw Failure("\(client.name): \(client.errors)") }
      report = client.output
    }
    return try JSONDecoder().decode(Report.self, from: Data(report.utf8))
  }

  /// The title of the page that a browser has open.
  func title() throws -> String? { try browser?.evaluate("document.title") }

  /// The text of an element of that page.
  func text(of id: String) throws -> String {
    try browser?.evaluate("document.getElementById('\(id)').textContent") ?? ""
  }
}
