import CommandLineKit

/// A learner's file, compiled together with the harness that calls it.
package final class Workbook {
  /// Why there is nothing to call.
  package enum Failure: Error {
    /// The file is not there.
    case missing(String)
    /// The compiler's complaints, with the learner's own file and lines.
    case doesNotCompile(String)
    /// No compiler, or nowhere to write; not the learner's fault.
    case cannotCheck(String)
  }

  private let folder: TemporaryFolder
  private let program: String
  /// What the learner's own prints said, the first lines of it.
  package private(set) var printed = ""

  /// How long one call may take; the first one includes the start of the process, and a busy machine
  /// must not make a right function look slow.
  package var timeLimit = Duration.seconds(5)
  /// What the learner's code finds in its environment beside ours.
  package var environment: [String: String] = [:]

  /// Compiles a learner's file.
  package init(file: String, lesson: Int, course: CourseFolder) throws(Failure) {
    guard let source = Files.text(of: file) else { throw .missing(file) }
    do {
      folder = try TemporaryFolder()
    } catch {
      throw .cannotCheck("No temporary folder could be made: \(error)")
    }
    program = folder.path + "/workbook"
    try compile(source, from: file, with: course.harness(lesson), course)
  }

  private func compile(
    _ source: String, from file: String, with harness: [String], _ course: CourseFolder
  ) throws(Failure) {
    // A copy under a name of ours: whatever the learner's file is called, it clashes with nothing.
    // The compiler still speaks of the learner's own file and lines.
    let copy = folder.path + "/Workbook.swift"
    let shownPath = course.shown(file).map { $0 == "\\" || $0 == "\"" ? "\\\($0)" : "\($0)" }
    let located = "#sourceLocation(file: \"\(shownPath.joined())\", line: 1)\n" + source
    do {
      try Files.write(located, to: copy)
    } catch {
      throw .cannotCheck("\(copy) could not be written: \(error)")
    }
    let output = folder.path + "/compiler.txt"
    // All files in one run of the compiler's inner program: a third less work.
    let arguments =
      [
        "-Onone", "-wmo", "-suppress-warnings", "-diagnostic-style=llvm", "-module-name",
        "Workbook",
      ]
      + ["-o", program, copy] + harness
    let compiler = try startCompiler(arguments, output: output)
    switch compiler.wait(for: .seconds(120)) {
    case .exit(0): return
    case nil: throw .cannotCheck("The compiler took more than two minutes.")
    case .exit, .signal:
      let said = complaints(Files.text(of: output) ?? "", harness: harness)
      // What is wrong at the end of the file, such as a brace that is missing, is told of the copy.
      let shown = said.split(separator: "\n", omittingEmptySubsequences: false).map {
        relocated($0, from: copy, to: course.shown(file))
      }
      // The compiler's own trouble, such as a cache that it cannot write, is no learner's mistake.
      guard
        shown.contains(where: { $0.contains("error: ") && !$0.hasPrefix("<unknown>") })
          || !said.contains("<unknown>:0: error: ")
      else { throw .cannotCheck("The Swift compiler could not work:\n\(said)") }
      throw .doesNotCompile(shown.joined(separator: "\n"))
    }
  }

  /// A complaint about the copy as one about the learner's file, which lacks the copy's first line.
  private func relocated(_ line: Substring, from copy: String, to file: String) -> String {
    guard line.hasPrefix(copy + ":") else { return String(line) }
    let rest = line.dropFirst(copy.count + 1)
    let digits = rest.prefix { $0 != ":" }
    guard let number = Int(digits) else { return String(line) }
    return "\(file):\(max(1, number - 1))\(rest.dropFirst(digits.count))"
  }

  private func startCompiler(
    _ arguments: [String], output: String
  ) throws(Failure) -> ChildProcess {
    do {
      return try ChildProcess(["swiftc"] + arguments, output: output)
    } catch {
      if let found = try? ChildProcess(["xcrun", "swiftc"] + arguments, output: output) {
        return found
      }
      throw .cannotCheck(
        """
        The Swift compiler was not found: there is neither swiftc nor xcrun in PATH.
        To install it: https://www.swift.org/install/
        """)
    }
  }

  /// What the compiler said, without what it says about files that are not the learner's.
  private func complaints(_ output: String, harness: [String]) -> String {
    var kept: [Substring] = []
    var isHarness = false
    var harnessError: Substring?
    for line in output.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.contains(": error: ") || line.contains(": note: ") || line.contains(": warning: ") {
        isHarness = harness.contains { line.hasPrefix($0) }
        if isHarness, harnessError == nil { harnessError = line }
      }
      if !isHarness { kept.append(line) }
    }
    let text = kept.joined(separator: "\n")
    guard !text.contains("error: "), let harnessError else { return text }
    let said = harnessError.split(separator: "error: ").last ?? ""
    return "\(Self.cannotCall):\n\(said)."
  }

  /// How it begins to speak of a function that is missing, or has another signature.
  static let cannotCall = "The file compiles, but the check cannot call what it should"

  // MARK: - Calling

  /// Calls the function with each of the exercise's arguments and grades what comes back.
  package func grade(_ exercise: Exercise) -> Grade {
    let output = folder.path + "/\(exercise.function).txt"
    defer { printed += learnersPrints(in: output) }
    let child: ChildProcess
    let channel: Channel
    let variables = environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
    do {
      channel = try Channel()
      child = try ChildProcess(
        [program], environment: variables, output: output, channel: channel)
    } catch {
      return exercise.grade { _ in .crashed("it could not be started: \(error)") }
    }
    defer { child.end() }
    return exercise.grade { arguments in
      channel.sendLine(([exercise.function] + arguments.map(\.word)).joined(separator: " "))
      switch channel.receiveLine(within: timeLimit) {
      case .line(let line): return outcome(line)
      case .timeout: return .timedOut
      case .tooLong: return .crashed("the result has more than four million digits")
      case .endOfStream: return .crashed(cause(of: child.wait(for: .seconds(1)), output))
      }
    }
  }

  private func outcome(_ line: String) -> Outcome {
    let words = line.split(separator: " ")
    let values = words.dropFirst().compactMap { WorkValue(word: $0) }
    switch words.first {
    case "=": return .returned(values)
    case "?": return .unwritten
    case "!":
      guard case .text(let text)? = values.first else { return .threw("") }
      return .threw(text)
    default: return .crashed("its answer was not understood")
    }
  }

  /// The first of what was printed, without what Swift prints when it stops a program.
  private func learnersPrints(in output: String) -> String {
    (Files.text(of: output) ?? "").prefix(100_000)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { !$0.contains("Fatal error") && !$0.hasPrefix("Current stack trace:") }
      .joined(separator: "\n")
  }

  private func cause(of ending: ChildProcess.Ending?, _ output: String) -> String {
    let lines = (Files.text(of: output) ?? "").split(separator: "\n")
    if let fatal = lines.last(where: { $0.contains("Fatal error") }),
      let start = fatal.range(of: "Fatal error")
    {
      return String(fatal[start.lowerBound...])
    }
    switch ending {
    case .exit(let code): return "the program ended inside the call, with exit code \(code)"
    case .signal(4), .signal(5): return "Swift stopped it, as it does at an overflow"
    case .signal(25): return "it printed more than four megabytes. Does a loop never end?"
    case .signal(11): return "it reached for memory that is not its own, or recursed without end"
    case .signal(let number): return "signal \(number)"
    case nil: return "it closed its channel"
    }
  }
}

extension StringProtocol {
  /// Where a text first occurs.
  fileprivate func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
