import Foundation
import TestSupport
import Testing

/// Documents whose outputs come from the commands that they show.
@Suite("Documents show real output")
struct DocumentTests {
  /// The documents of this package, by their paths.
  static let all =
    ["README.md"]
    + [".github", "Lessons", "Samples", "Sources", "Tests"]
    .flatMap { folder in
      let files = FileManager.default.subpaths(
        atPath: packageDirectory.appendingPathComponent(folder).path)
      return (files ?? []).map { "\(folder)/\($0)" }.filter { $0.hasSuffix(".md") }.sorted()
    }

  /// Those that show commands with their output.
  static let withOutputs = all.filter { (try? text(of: $0))?.contains("\n```console\n") == true }

  private static func text(of name: String) throws -> String {
    try String(contentsOf: packageDirectory.appendingPathComponent(name), encoding: .utf8)
  }

  /// Programs of the system that documents use, and that may not be installed.
  static let programs = ["jq"]

  @Test("Every output in a document is what its command prints", arguments: withOutputs)
  func outputs(of name: String) throws {
    let file = packageDirectory.appendingPathComponent(name)
    let transcript = ConsoleTranscript(try Self.text(of: name))
    let missing = Self.programs.filter { !SystemProgram.isExpected($0) }
    let regenerated = try transcript.regenerated { line in
      let words = line.split(separator: " ").map(String.init)
      guard missing.allSatisfy({ !words.contains($0) }) else { return nil }
      return try ConsoleTranscript.runInShell(line, in: packageDirectory)
    }
    try expectGolden(regenerated, at: file)
  }

  @Test("Every link to a file leads to one", arguments: all)
  func links(of name: String) throws {
    let folder = packageDirectory.appendingPathComponent(name).deletingLastPathComponent()
    for link in try Self.text(of: name).matches(of: /\]\(([^)#:\s]+)[^):]*\)/) {
      let file = folder.appendingPathComponent(String(link.1))
      #expect(FileManager.default.fileExists(atPath: file.path), "\(link.1)")
    }
  }

  @Test("The page on the sources has a row for each folder")
  func folders() throws {
    let rows = try Self.text(of: "Sources/README.md").matches(of: /(?m)^\| `(\w+)`/)
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: packageDirectory.appendingPathComponent("Sources").path)
    // CZlib and CEpoll only name headers of the system.
    let ours = folders.filter { !["CZlib", "CEpoll", "README.md"].contains($0) }
    #expect(rows.map { String($0.1) }.sorted() == ours.sorted())
  }

  @Test("The page on JSON names members and types of the schema")
  func json() throws {
    let folder = "Sources/ConnectionDiagram/Schema"
    let page = try Self.text(of: "\(folder)/README.md")
    let schema = try Self.text(of: "\(folder)/wsx-2.schema.json")
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
