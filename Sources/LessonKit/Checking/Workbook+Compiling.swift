import CommandLineKit

extension Workbook {
  /// The start of the message about a function that is missing, or has another signature.
  static let cannotCall = "The file compiles, but the check cannot call its function"

  /// Begins to compile the learner's file together with these files.
  func startCompiling(with harness: [String], to program: String) throws(Failure) -> ChildProcess {
    // A copy with a name of ours: so the name of the learner's file cannot clash with another.
    // The compiler still names the learner's own file and lines.
    let escapedPath = shownPath.map { $0 == "\\" || $0 == "\"" ? "\\\($0)" : "\($0)" }.joined()
    do {
      try Files.write("#sourceLocation(file: \"\(escapedPath)\", line: 1)\n" + source, to: copy)
    } catch {
      throw .cannotCheck("\(copy) could not be written: \(error)")
    }
    // All files in one run of the compiler's inner program, which saves a third of the work; with
    // line numbers for the backtrace of a crash.
    let arguments =
      [
        "-Onone", "-gline-tables-only", "-wmo", "-suppress-warnings", "-diagnostic-style=llvm",
        "-module-name", "Workbook", "-o", program, copy,
      ] + harness
    return try startCompiler(arguments, output: output)
  }

  private var copy: String { folder.path + "/Workbook.swift" }
  private var output: String { folder.path + "/compiler.txt" }

  /// Waits for the compiler; throws what it says about the learner's file.
  func finish(_ compiler: ChildProcess, harness: [String]) throws(Failure) {
    switch compiler.wait(for: .seconds(120)) {
    case .exit(0): return
    case nil: throw .cannotCheck("The compiler took more than two minutes.")
    case .exit, .signal:
      let said = complaints(Files.text(of: output) ?? "", harness: harness)
      // The compiler names the copy where something is missing at the end of the file, such as a brace.
      let shown = said.split(separator: "\n", omittingEmptySubsequences: false).map {
        relocated($0, from: copy)
      }
      // A problem of the compiler itself, such as a cache that it cannot write, is not the learner's.
      guard
        shown.contains(where: { $0.contains("error: ") && !$0.hasPrefix("<unknown>") })
          || !said.contains("<unknown>:0: error: ")
      else { throw .cannotCheck("The Swift compiler could not work:\n\(said)") }
      throw .doesNotCompile(shown.joined(separator: "\n"), source: source)
    }
  }

  /// A message about the copy as one about the learner's file, which does not have its first line.
  private func relocated(_ line: Substring, from copy: String) -> String {
    guard line.hasPrefix(copy + ":") else { return String(line) }
    let rest = line.dropFirst(copy.count + 1)
    let digits = rest.prefix { $0 != ":" }
    guard let number = Int(digits) else { return String(line) }
    return "\(shownPath):\(max(1, number - 1))\(rest.dropFirst(digits.count))"
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

  /// What the compiler said about the learner's file, without what it said about the harness.
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
}
