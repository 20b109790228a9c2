import Foundation

/// The `console` blocks of a document: commands after `$ `, and what they print.
///
/// No output in a document is typed by hand: the outputs are made again from the commands and
/// compared with the document.
package struct ConsoleTranscript {
  private let lines: [String]

  /// A document from its text.
  package init(_ document: String) {
    lines = document.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The document with the output of each command made again; where `run` returns nil, the old
  /// output stays.
  package func regenerated(running run: (String) throws -> String?) throws -> String {
    var result: [String] = []
    var inBlock = false
    var keepsOutput = false
    for line in lines {
      if !inBlock {
        result.append(line)
        inBlock = line.trimmingCharacters(in: .whitespaces) == "```console"
      } else if line.trimmingCharacters(in: .whitespaces) == "```" {
        result.append(line)
        inBlock = false
      } else if line.hasPrefix("$ ") {
        result.append(line)
        let output = try run(String(line.dropFirst(2)))
        keepsOutput = output == nil
        if let output { result += Self.lines(of: output) }
      } else if keepsOutput {
        result.append(line)
      }
    }
    return result.joined(separator: "\n")
  }

  private static func lines(of output: String) -> [String] {
    var lines = output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  /// Runs a line as a shell does, with the built programs in place of `swift run`.
  ///
  /// The result is both streams together, as at a terminal, but without colour.
  package static func runInShell(_ line: String, in directory: URL) throws -> String {
    let shell = BuiltProgram(path: "/bin/sh")
    let programs = BuiltProgram.productsDirectory.path
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let command = line.replacingOccurrences(of: "swift run wsx", with: "wsx")
      .replacingOccurrences(of: "swift run lesson", with: "lesson")
    let run = try shell.run(
      ["-c", "exec 2>&1\n\(command)"], environment: ["PATH": "\(programs):\(path)"], in: directory)
    return run.text
  }
}
