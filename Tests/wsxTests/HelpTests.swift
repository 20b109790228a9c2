import Foundation
import TestSupport
import Testing

@Suite("wsx help, explain and completions")
struct HelpTests {
  let wsx = BuiltProgram("wsx")
  static let commands = [
    "decode", "encode", "accept", "key", "capture", "handshake", "serve", "connect", "tap",
    "exam", "explain", "course", "completions", "help",
  ]

  @Test("The overview names every command")
  func overview() throws {
    let run = try wsx.run([])
    #expect(run.status == 0)
    for command in Self.commands { #expect(run.text.contains("\n  \(command) ")) }
    #expect(try wsx.run(["help"]).text == run.text)
    #expect(try wsx.run(["--help"]).text == run.text)
    try expectGolden(run.text, at: golden("help.txt"))
  }

  @Test("Each command has a page, which help and --help show", arguments: commands)
  func page(of command: String) throws {
    let run = try wsx.run(["help", command])
    #expect(run.status == 0)
    #expect(try wsx.run([command, "--help"]).text == run.text)
    for line in run.text.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
    try expectGolden(run.text, at: golden("help-\(command).txt"))
  }

  @Test("Every example in help runs")
  func examples() throws {
    // The live commands need a peer, or run until they are stopped.
    for command in Self.commands where !["serve", "connect", "tap", "exam"].contains(command) {
      let page = try wsx.run(["help", command]).text
      let lines = page.split(separator: "\n")
        .drop { $0 != "Examples:" }
        .filter { $0.hasPrefix("  wsx ") && !$0.contains(">") && !$0.contains(".bin") }
      for line in lines {
        let output = try ConsoleTranscript.runInShell(String(line), in: packageDirectory)
        #expect(!output.contains("wsx help"), "\(line): \(output)")
      }
    }
  }

  @Test("An unknown command has a suggestion and status 2")
  func unknown() throws {
    let run = try wsx.run(["decod", "81"])
    #expect(run.status == 2)
    #expect(run.errors.contains("Did you mean decode?"))
    #expect(run.output.isEmpty)
  }

  @Test("Every page that explain lists is there")
  func explainAll() throws {
    let list = try wsx.run(["explain"])
    try expectGolden(list.text, at: golden("explain.txt"))
    for name in [
      "1006", "ping", "0x9", "3", "FIN", "masking key", "frame.control-too-long", "4321",
      "close code 1000",
    ] {
      let run = try wsx.run(["explain", name])
      #expect(run.status == 0, "\(name): \(run.errors)")
      #expect(run.text.contains("RFC 6455 §"))
    }
  }

  @Test("explain suggests the most similar name")
  func explainUnknown() throws {
    let run = try wsx.run(["explain", "frame.control-to-long"])
    #expect(run.status == 3)
    #expect(run.errors.contains("frame.control-too-long"))
  }

  /// Each shell checks its script; if a shell is missing, the output says so.
  @Test("Shells understand their completions", arguments: ["bash", "zsh", "fish"])
  func completions(for shell: String) throws {
    let script = try wsx.run(["completions", shell])
    #expect(script.status == 0)
    for command in Self.commands { #expect(script.text.contains(command)) }
    guard let path = try installed(shell) else { return }
    let check = try BuiltProgram(path: path).run(["-n"], input: script.output)
    #expect(check.status == 0, "\(check.errors)")
  }

  @Test("bash completes commands, options and their values")
  func bashCompletes() throws {
    let script = try wsx.run(["completions", "bash"]).text
    func complete(_ words: [String]) throws -> [Substring] {
      let quoted = words.map { "'\($0)'" }.joined(separator: " ")
      let run = try BuiltProgram(path: "/bin/bash").run(
        [
          "-c",
          "\(script)\nCOMP_WORDS=(\(quoted)); COMP_CWORD=\(words.count - 1); _wsx\nprintf '%s\\n' \"${COMPREPLY[@]}\"",
        ]
      )
      return run.text.split(separator: "\n")
    }
    #expect(try complete(["wsx", "dec"]) == ["decode"])
    #expect(try complete(["wsx", "decode", "--fro"]) == ["--from"])
    #expect(try complete(["wsx", "decode", "--from", "s"]) == ["server"])
    #expect(try complete(["wsx", "decode", "--from", "=", "s"]) == ["server"])
    #expect(try complete(["wsx", "encode", "pi"]) == ["ping"])
  }

  /// The path of a tool; nil if it is not installed, which fails in CI.
  private func installed(_ tool: String) throws -> String? {
    let run = try BuiltProgram(path: "/bin/sh").run(["-c", "command -v \(tool)"])
    if run.status == 0 { return run.text.trimmingCharacters(in: .whitespacesAndNewlines) }
    print("skipped: \(tool) is not installed")
    #expect(ProcessInfo.processInfo.environment["CI"] != "true", "CI installs \(tool)")
    return nil
  }
}
