import CommandLineKit

/// The calls of one function in a workbook: a process that makes them, and another one after a crash.
package struct WorkbookCalls {
  private let exercise: Exercise
  private let workbook: Workbook
  private var process: (child: ChildProcess, channel: Channel)?
  /// What each process printed, in a file of its own.
  private var outputFiles: [String] = []

  /// The calls of an exercise's function, none yet.
  package init(of exercise: Exercise, in workbook: Workbook) {
    self.exercise = exercise
    self.workbook = workbook
  }

  /// Makes a call.
  package mutating func outcome(of arguments: [WorkValue]) -> Outcome {
    do {
      let (child, channel) = try process ?? start()
      process = (child, channel)
      channel.sendLine(([exercise.function] + arguments.map(\.word)).joined(separator: " "))
      switch channel.receiveLine(within: workbook.timeLimit) {
      case .line(let line): return Self.outcome(line)
      case .timeout:
        end()
        return .timedOut
      case .tooLong:
        end()
        return .crashed(.resultSize)
      case .endOfStream:
        let ending = child.wait(for: .seconds(5))
        end()
        return .crashed(
          Crash(
            ending, printed: outputFiles.last.flatMap(Files.text) ?? "",
            file: workbook.shownPath, source: workbook.source))
      }
    } catch {
      return .crashed(Crash(.other, message: "The program could not be started: \(error)"))
    }
  }

  private mutating func start() throws -> (child: ChildProcess, channel: Channel) {
    // The first crashes are enough to say where; a backtrace takes time.
    let backtrace =
      outputFiles.count < 3
      ? """
      enable=yes,color=no,interactive=no,threads=crashed,images=none,registers=none,sanitize=no,\
      limit=16,top=4
      """ : "enable=no"
    let output = workbook.newOutputFile()
    outputFiles.append(output)
    let channel = try Channel()
    let child = try ChildProcess(
      [workbook.program],
      environment: workbook.environment.merging(["SWIFT_BACKTRACE": backtrace]) { $1 },
      output: output, channel: channel)
    return (child, channel)
  }

  /// Ends the process; another call starts a new one.
  package mutating func end() {
    process?.child.end()
    process = nil
  }

  /// The first lines of what the learner's code printed, without the messages of its crashes.
  package var printed: String {
    outputFiles.map { file in
      (Files.text(of: file) ?? "").prefix(100_000)
        .split(separator: "\n", omittingEmptySubsequences: false)
        .prefix { !Crash.beginsReport($0) }
        .joined(separator: "\n")
    }.joined()
  }

  /// An answer of the harness.
  private static func outcome(_ line: String) -> Outcome {
    let words = line.utf8.split(separator: UInt8(ascii: " ")).map { Substring($0) }
    let values = words.dropFirst().compactMap { WorkValue(word: $0) }
    switch words.first {
    case "=": return .returned(values)
    case "?": return .unwritten
    case "!":
      guard case .text(let text)? = values.first else { return .threw("") }
      return .threw(text)
    default: return .crashed(Crash(.other, message: "The answer was not understood."))
    }
  }
}
