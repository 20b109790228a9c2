import Foundation
import TestSupport
import Testing

/// What people see who type at a terminal: `python3` provides one.
@Suite("wsx at a terminal", .enabled(if: SystemProgram.isExpected("python3")))
struct TerminalTests {
  /// Runs `wsx` at a pseudo-terminal and gives all that appeared there.
  ///
  /// `keys` are typed once it has asked for input, or after a while. What has not ended after
  /// 20 seconds is killed, which makes the status 128 + 9.
  private func session(
    _ arguments: [String], typing keys: String = "", environment: [String: String] = [:]
  ) throws -> BuiltProgram.Run {
    let script = """
      import os, pty, select, signal, sys, time
      keys = sys.argv[1].encode()
      pid, terminal = pty.fork()
      if pid == 0:
          # Whoever runs the tests may have ignored or blocked it.
          signal.signal(signal.SIGINT, signal.SIG_DFL)
          signal.pthread_sigmask(signal.SIG_SETMASK, [])
          os.execv(sys.argv[2], sys.argv[2:])
      seen, typed, end = b"", not keys, time.time() + 20
      while time.time() < end:
          if select.select([terminal], [], [], 0.5)[0]:
              try:
                  piece = os.read(terminal, 65536)
              except OSError:
                  break
              if not piece:
                  break
              seen += piece
          if not typed:
              os.write(terminal, keys)
              typed = True
      else:
          os.kill(pid, 9)
      sys.stdout.buffer.write(seen.replace(b"\\r\\n", b"\\n"))
      sys.stdout.flush()
      code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
      sys.exit(code if code >= 0 else 128 - code)
      """
    let wsx = BuiltProgram.productsDirectory.appendingPathComponent("wsx").path
    return try SystemProgram.any.run(
      ["python3", "-c", script, keys, wsx] + arguments,
      environment: ["TERM": "xterm-256color"].merging(environment) { $1 })
  }

  @Test(
    "one Ctrl-D ends what is pasted",
    arguments: [
      (["decode", "--format", "json"], "81 05 48 65\n6c 6c 6f\n", "\"text\":\"Hello\""),
      (["handshake"], "GET / HTTP/1.1\n\n", "Request"),
      (["encode", "text", "--file", "-"], "hey\n", "81 04 68 65 79 0a"),
    ])
  func endOfPaste(arguments: [String], paste: String, shown: String) throws {
    let run = try session(arguments, typing: paste + "\u{4}")
    #expect(run.text.contains("Ctrl-D"), "it says how to end the input: \(run.text)")
    #expect(run.text.contains(shown), "\(run.text)")
    #expect(run.status < 2, "\(run.text)")
  }

  @Test("a long error is broken at blanks, to the terminal's width")
  func longError() throws {
    let run = try session(["connect", "wss://localhost/"])
    #expect(run.status == 2)
    #expect(run.text.contains("\n  "), "\(run.text)")
    #expect(run.text.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(run.text)")
  }

  @Test("Ctrl-D at once is an empty input, and said to be")
  func nothing() throws {
    let run = try session(["decode"], typing: "\u{4}")
    #expect(run.text.contains("found nothing"))
    #expect(run.status == 3)
  }

  @Test("Ctrl-C ends it as it ends every program")
  func interrupted() throws {
    let run = try session(["decode"], typing: "81 05\u{3}")
    #expect(!run.text.contains("Frame 1"))
    #expect(run.status == 128 + 2, "ended by SIGINT")
  }

  @Test(
    "colour appears at a terminal, and not where the user does not want it",
    arguments: [
      ([:], [], true), (["NO_COLOR": "1"], [], false), (["TERM": "dumb"], [], false),
      ([:], ["--color", "never"], false), (["NO_COLOR": "1"], ["--color", "always"], true),
    ] as [([String: String], [String], Bool)])
  func colour(environment: [String: String], options: [String], isColoured: Bool) throws {
    let run = try session(["decode", "81 00"] + options, environment: environment)
    #expect(run.text.contains("\u{1B}[") == isColoured)
    #expect(run.text.contains("Frame 1"))
  }
}
