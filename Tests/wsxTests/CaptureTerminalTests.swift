import Foundation
import TestSupport
import Testing

/// The bar for large files, and Ctrl-C, at a terminal that `python3` provides.
@Suite("wsx capture at a terminal", .enabled(if: SystemProgram.isExpected("python3")))
struct CaptureTerminalTests {
  /// A little more than the number of bytes before a bar appears.
  private static let large: [UInt8] = {
    var builder = CaptureBuilder()
    builder.open(40_001)
    let frame = CaptureBuilder.frame(2, [UInt8](repeating: 0, count: 1_000_000))
    for _ in 0..<40 { builder.send(frame, 40_001, fromClient: false) }
    return builder.file
  }()

  /// Runs `wsx` at a pseudo-terminal and returns everything that appeared there.
  ///
  /// `way` is how the capture is read: "file" by its path; "pipe" through a pipe that stays open until
  /// Ctrl-C, which is typed once a bar is there; "errors" by its path, with only standard error at the
  /// terminal.
  private func session(_ options: [String], reading way: String) throws -> BuiltProgram.Run {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("capture-\(UUID().uuidString)")
    try Data(Self.large).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let script = """
      import os, pty, signal, sys, threading
      way, wsx, path = sys.argv[1:4]
      source, sink = os.pipe()
      pid, terminal = pty.fork()
      if pid == 0:
          signal.signal(signal.SIGINT, signal.SIG_DFL)
          signal.pthread_sigmask(signal.SIG_SETMASK, [])
          if way == "pipe":
              os.dup2(source, 0)
          if way == "errors":
              os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
          os.close(sink)
          os.execv(wsx, [wsx, "capture", "-" if way == "pipe" else path] + sys.argv[4:])
      os.close(source)
      if way == "pipe":
          def feed():
              try:
                  with open(path, "rb") as file:
                      while piece := file.read(65536):
                          os.write(sink, piece)
              except OSError:
                  pass
          threading.Thread(target=feed, daemon=True).start()
      seen, typed = b"", False
      while True:
          try:
              piece = os.read(terminal, 65536)
          except OSError:
              break
          if not piece:
              break
          seen += piece
          if way == "pipe" and not typed and b"MB read" in seen:
              os.write(terminal, b"\\x03")
              typed = True
      sys.stdout.buffer.write(seen.replace(b"\\r\\n", b"\\n"))
      sys.stdout.flush()
      code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
      os._exit(code if code >= 0 else 128 - code)
      """
    let wsx = BuiltProgram.productsDirectory.appendingPathComponent("wsx").path
    return try SystemProgram.any.run(
      ["timeout", "-s", "KILL", "120", "python3", "-c", script, way, wsx, file.path] + options,
      environment: ["TERM": "xterm-256color"])
  }

  /// What remains of a bar: an erased line, and the text after it.
  private func behindBar(_ run: BuiltProgram.Run) -> String? {
    run.text.components(separatedBy: "\r\u{1B}[K").dropFirst().last
  }

  @Test("shows a bar that grows and is erased before the result", arguments: ["file", "errors"])
  func bar(way: String) throws {
    let run = try session(way == "errors" ? ["--connection", "1"] : [], reading: way)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text.contains("\r[........................................] 0 %, 0 MB"))
    #expect(run.text.contains("\r[####################....................] 50 %, 20 MB"))
    let rest = try #require(behindBar(run))
    #expect(!rest.contains("%, "))
    if way == "file" {
      #expect(rest.hasPrefix("\u{1B}[") || rest.hasPrefix("Connection 1"), "\(rest)")
      #expect(rest.contains("40 messages of 40,000,000 bytes"))
    } else {
      #expect(rest.isEmpty)
    }
  }

  @Test("does not show a bar in a timeline", arguments: [["--connection", "1"]])
  func timeline(options: [String]) throws {
    let run = try session(options, reading: "file")
    #expect(run.text.contains("GET /chat"))
    #expect(!run.text.contains("%, ") && !run.text.contains("\u{1B}[K"))
  }

  @Test("does not show a bar if standard error is not a terminal")
  func noTerminal() throws {
    let run = try BuiltProgram("wsx").run(["capture", "-"], input: Self.large)
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
  }

  @Test("ends at Ctrl-C with what is known, and erases the bar")
  func interrupted() throws {
    let run = try session(["--color", "never"], reading: "pipe")
    #expect(run.status == 128 + 2, "as it ends every program: \(run.text)")
    let rest = try #require(behindBar(run))
    #expect(rest.hasPrefix("Connection 1  /chat  10.0.0.1:40001 → 10.0.0.2:8080\n"), "\(rest)")
    #expect(rest.contains("wsx capture: ended by Ctrl-C when "))
    #expect(!rest.contains("MB read"))
  }
}
