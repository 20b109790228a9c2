import Foundation
import TestSupport
import Testing

/// Documents whose every output is made by the commands that they show.
@Suite("Documents tell the truth")
struct DocumentTests {
  /// The documents of this package that show commands with their output.
  static let documents: [String] = {
    let folders = [".github", "Lessons", "Samples", "Sources", "Tests"].flatMap { folder in
      let files = FileManager.default.subpaths(
        atPath: packageDirectory.appendingPathComponent(folder).path)
      return (files ?? []).map { "\(folder)/\($0)" }
    }
    return (["README.md"] + folders).filter { $0.hasSuffix(".md") }.sorted().filter { name in
      let file = packageDirectory.appendingPathComponent(name)
      return (try? String(contentsOf: file, encoding: .utf8))?.contains("\n```console\n") == true
    }
  }()

  /// Programs of the system that documents use, and that may not be installed.
  static let programs = ["jq"]

  @Test("every output in a document is what its command prints", arguments: documents)
  func outputs(of name: String) throws {
    let file = packageDirectory.appendingPathComponent(name)
    let transcript = ConsoleTranscript(try String(contentsOf: file, encoding: .utf8))
    let missing = Self.programs.filter { !SystemProgram.isExpected($0) }
    let regenerated = try transcript.regenerated { line in
      let words = line.split(separator: " ").map(String.init)
      guard missing.allSatisfy({ !words.contains($0) }) else { return nil }
      return try ConsoleTranscript.runInShell(line, in: packageDirectory)
    }
    try expectGolden(regenerated, at: file)
  }

  @Test("The page on JSON names members and types of the schema")
  func json() throws {
    let folder = packageDirectory.appendingPathComponent("Sources/ConnectionDiagram/Schema")
    let page = try String(contentsOf: folder.appendingPathComponent("README.md"), encoding: .utf8)
    let schema = try String(
      contentsOf: folder.appendingPathComponent("wsx-2.schema.json"), encoding: .utf8)
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `") }
    #expect(rows.count == 10)
    for row in rows {
      let cells = row.split(separator: "|")
      for name in [cells.first, cells.last].compactMap({ $0 }).joined().matches(of: /`(\w+)`/) {
        #expect(schema.contains("\"\(name.1)\""), "\(name.1) is not in the schema")
      }
    }
  }
}
