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

  /// How many commands the document shows.
  package var commandCount: Int {
    var count = 0
    _ = try? regenerated { _ in
      count += 1
      return ""
    }
    return count
  }

  /// The document with the output of each command made again.
  package func regenerated(running run: (String) throws -> String) throws -> String {
    var result: [String] = []
    var inBlock = false
    for line in lines {
      if !inBlock {
        result.append(line)
        inBlock = line.trimmingCharacters(in: .whitespaces) == "```console"
      } else if line.trimmingCharacters(in: .whitespaces) == "```" {
        result.append(line)
        inBlock = false
      } else if line.hasPrefix("$ ") {
        result.append(line)
        var output = try run(String(line.dropFirst(2)))
        if output.hasSuffix("\n") { output.removeLast() }
        if !output.isEmpty {
          result += output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }
      }
      // Other lines of the block are old output, which was just made again.
    }
    return result.joined(separator: "\n")
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
