import CommandLineKit
import Foundation
import Testing

@Suite(.timeLimit(.minutes(2))) struct ChildProcessTests {
  private let folder: TemporaryFolder
  private var output: String { folder.path + "/output" }

  init() throws { folder = try TemporaryFolder() }

  private func shell(
    _ script: String, environment: [String: String] = [:], channel: Channel? = nil
  ) throws -> ChildProcess {
    try ChildProcess(
      ["sh", "-c", script], environment: environment, output: output, channel: channel)
  }

  // MARK: - Endings

  @Test(arguments: [0, 1, 7, 255] as [Int32]) func anExitCodeIsAnEnding(_ code: Int32) throws {
    #expect(try shell("exit \(code)").wait() == .exit(code))
  }

  @Test(arguments: [SIGKILL, SIGTERM, SIGINT, SIGPIPE])
  func aSignalIsAnEnding(_ signal: Int32) throws {
    #expect(try shell("kill -\(signal) $$").wait(for: .seconds(60)) == .signal(signal))
  }

  @Test func anEndingStays() throws {
    let child = try shell("exit 3")
    #expect(child.wait() == .exit(3))
    child.end()
    #expect(child.wait(for: .zero) == .exit(3))
  }

  @Test func whatTakesTooLongCanBeEndedWithAllThatItStarted() throws {
    let child = try shell("sleep 1000 & echo $!; wait")
    #expect(child.wait(for: .milliseconds(50)) == nil)
    var grandchild: pid_t?
    while grandchild == nil {
      grandchild = Files.text(of: output)?.split(separator: "\n").first.flatMap { pid_t($0) }
    }
    child.end()
    #expect(child.wait() == .signal(SIGKILL))
    // It is gone once its new parent has seen its end.
    let id = try #require(grandchild)
    for _ in 0..<1000 where isAlive(id) { CommandLineKit.sleep(milliseconds: 10) }
    #expect(!isAlive(id))
  }

  /// Whether a process runs; one that has ended and is not yet waited for does not.
  private func isAlive(_ id: pid_t) -> Bool {
    guard kill(id, 0) == 0 else { return false }
    guard let status = Files.text(of: "/proc/\(id)/stat") else { return kill(id, 0) == 0 }
    return status.split(separator: ")").last?.hasPrefix(" Z") != true
  }

  @Test func aProgramThatIsNotThereCannotStart() {
    let error = #expect(throws: ChildProcess.CannotStart.self) {
      try ChildProcess(["no-such-program-here"])
    }
    #expect(error?.program == "no-such-program-here")
    #expect(error?.reason == "No such file or directory")
  }

  // MARK: - What it finds

  @Test func printsAndErrorsGoToTheFileInOrder() throws {
    try Files.write("before\n", to: output)
    try shell("echo one; echo two >&2; echo three").wait()
    #expect(Files.text(of: output) == "before\none\ntwo\nthree\n")
  }

  @Test func variablesAreAddedToOurs() throws {
    try shell("echo $ADDED; echo ${PATH:+path}; cat", environment: ["ADDED": "a b"]).wait()
    // There is nothing to read: `cat` ends at once.
    #expect(Files.text(of: output) == "a b\npath\n")
  }

  // MARK: - The channel

  @Test func linesGoBothWays() throws {
    let channel = try Channel()
    let child = try shell("while read line <&3; do echo \"<$line>\" >&3; done", channel: channel)
    for line in ["one", "", "two words"] {
      channel.sendLine(line)
      #expect(channel.receiveLine(within: .seconds(60)) == .line("<\(line)>"))
    }
    #expect(child.wait(for: .zero) == nil)
  }

  @Test func theChildsEndIsTheEndOfTheStream() throws {
    let channel = try Channel()
    let child = try shell("printf 'whole\\nhalf' >&3", channel: channel)
    #expect(channel.receiveLine(within: .seconds(60)) == .line("whole"))
    #expect(channel.receiveLine(within: .seconds(60)) == .endOfStream)
    #expect(child.wait() == .exit(0))
    // To send to a peer that is gone does not end this program.
    channel.sendLine("x")
  }

  @Test func anAnswerThatDoesNotComeIsATimeout() throws {
    let channel = try Channel()
    let child = try shell("sleep 1000", channel: channel)
    defer { child.end() }
    #expect(channel.receiveLine(within: .milliseconds(50)) == .timeout)
    #expect(channel.receiveLine(within: .zero) == .timeout)
  }

  @Test func aLineHasAnEnd() throws {
    let channel = try Channel(maximumByteCount: 1000)
    let child = try shell("yes | tr -d '\\n' >&3", channel: channel)
    defer { child.end() }
    #expect(channel.receiveLine(within: .seconds(60)) == .tooLong)
  }
}
