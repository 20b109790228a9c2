import Foundation
import Testing
import WebSocketTransport

/// A browser without a window, with a profile of its own.
final class Browser {
  private let kind: Peer
  private let program: StartedProgram
  private let remote: RemoteControl
  private let profile: URL
  /// Chromium's session, or Firefox's browsing context: the one page.
  private var page = ""

  init(_ kind: Peer, on loop: EventLoop) throws {
    self.kind = kind
    profile = FileManager.default.temporaryDirectory
      .appendingPathComponent("browser-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: profile, withIntermediateDirectories: true)
    let options =
      kind == .chromium
      ? [
        "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--no-first-run", "--remote-debugging-port=0", "--user-data-dir=\(profile.path)",
        "about:blank",
      ]
      : [
        "firefox", "--headless", "--no-remote", "--profile", profile.path,
        "--remote-debugging-port", "0", "about:blank",
      ]
    program = try StartedProgram(options, environment: ["HOME": profile.path])
    if kind == .chromium {
      remote = try RemoteControl(try program.value(after: "DevTools listening on "), on: loop)
    } else {
      let url = try program.value(after: "WebDriver BiDi listening on ")
      remote = try RemoteControl(url + "/session", on: loop)
    }
  }

  deinit {
    // Asked to end it ends its own children too.
    _ = try? remote.call(kind == .chromium ? "Browser.close" : "browser.close")
    remote.close()
    program.end(isAsked: true)
    try? FileManager.default.removeItem(at: profile)
  }

  /// Opens a page and waits until it is loaded.
  func open(_ url: String) throws {
    if kind == .chromium {
      let target = try remote.call("Target.createTarget", ["url": "about:blank"])
      let session = try remote.call(
        "Target.attachToTarget", ["targetId": target["targetId"] ?? "", "flatten": true])
      page = try #require(session["sessionId"] as? String)
      _ = try remote.call("Page.enable", session: page)
      _ = try remote.call("Page.navigate", ["url": url], session: page)
      try remote.waitFor("Page.loadEventFired")
    } else {
      _ = try remote.call("session.new", ["capabilities": [String: String]()])
      let tree = try remote.call("browsingContext.getTree")
      let contexts = try #require(tree["contexts"] as? [RemoteControl.Object])
      page = try #require(contexts.first?["context"] as? String)
      _ = try remote.call(
        "browsingContext.navigate", ["context": page, "url": url, "wait": "complete"])
    }
  }

  /// Runs a script in the page; its value, or what it promises, has to be a text.
  func evaluate(_ script: String) throws -> String {
    let answer: RemoteControl.Object
    if kind == .chromium {
      answer = try remote.call(
        "Runtime.evaluate",
        ["expression": script, "awaitPromise": true, "returnByValue": true], session: page)
    } else {
      answer = try remote.call(
        "script.evaluate",
        ["expression": script, "target": ["context": page], "awaitPromise": true])
    }
    guard let result = answer["result"] as? RemoteControl.Object,
      let text = result["value"] as? String
    else { throw Failure("\(kind) evaluated a script to \(answer)") }
    return text
  }
}
