import Foundation
import TestSupport

/// The Swift code that is shown in a document, or in a comment of a source file.
struct DocumentedCode {
  /// The path of the file in this package.
  let path: String
  /// The lines of each block.
  let blocks: [[Substring]]

  /// The files of this package that show code: documents, catalogues, sources.
  static func all() throws -> [DocumentedCode] {
    let files = FileManager.default
    let paths =
      ["README.md"]
      + [".github", "Sources", "Samples", "Tests"].flatMap { folder in
        (files.subpaths(atPath: packageDirectory.appending(path: folder).path) ?? [])
          .map { "\(folder)/\($0)" }
      }
    return try paths.compactMap { path in
      guard path.hasSuffix(".md") || (path.hasSuffix(".swift") && path.hasPrefix("Sources/"))
      else { return nil }
      let code = try DocumentedCode(path)
      return code.blocks.isEmpty ? nil : code
    }
  }

  private init(_ path: String) throws {
    self.path = path
    let text = try String(contentsOf: packageDirectory.appending(path: path), encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    blocks = path.hasSuffix(".md") ? Self.fenced(lines) : Self.commented(lines)
  }

  /// The blocks of a document that begin with a line of three backquotes and `swift`.
  private static func fenced(_ lines: [Substring]) -> [[Substring]] {
    lines.split { $0 == "```swift" }.dropFirst().map { Array($0.prefix { $0 != "```" }) }
  }

  /// The indented blocks in comments, except pictures.
  private static func commented(_ lines: [Substring]) -> [[Substring]] {
    let indentation = "///     "
    return lines.map { $0.hasPrefix(indentation) ? $0.dropFirst(indentation.count) : "" }
      .split { $0.isEmpty }
      .map { Array($0) }
      .filter { $0[0].contains(/^(let|var|import|for|try)\s/) }
  }
}
