import Foundation
import TestSupport
import Testing

/// What people see at a terminal, which `python3` provides.
@Suite("wsx at a terminal", .enabled(if: SystemProgram.isExpected("python3")))
struct TerminalTests {
  /// Runs `wsx` at a pseudo-terminal and returns everything that appeared there.
  ///
  /// `keys` are typed once it has asked for input, or after a while. After 20 seconds, it is killed,
  /// and the status is 128 + 9.
  private func session(
    _ arguments: [String], typing keys: String = "", environment: [String: String] = [:]
  ) throws -> BuiltProgram.Run {
    let script = """
      import os, pty, select, signal, sys, time
      keys = sys.argv[1].encode()
      pid, terminal = pty.fork()
      if pid == 0:
          # The program that runs the tests may have ignored or blocked it.
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
    "ends pasted input at one Ctrl-D",
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

  @Test("breaks a long error at blanks, to the width of the terminal")
  func longError() throws {
    let run = try session(["connect", "wss://localhost/"])
    #expect(run.status == 2)
    #expect(run.text.contains("\n  "), "\(run.text)")
    #expect(run.text.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(run.text)")
  }

  @Test("says that the input is empty after Ctrl-D at once")
  func nothing() throws {
    let run = try session(["decode"], typing: "\u{4}")
    #expect(run.text.contains("found nothing"))
    #expect(run.status == 3)
  }

  @Test("ends at Ctrl-C like every program")
  func interrupted() throws {
    let run = try session(["decode"], typing: "81 05\u{3}")
    #expect(!run.text.contains("Frame 1"))
    #expect(run.status == 128 + 2, "ended by SIGINT")
  }

  @Test(
    "uses colour, unless the user does not want it",
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
