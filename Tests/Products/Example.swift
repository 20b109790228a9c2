import Foundation
import TestSupport

/// A program that uses the library products: a file in `Examples`.
struct Example {
  /// The name of the file; that of a product, if it is the product's own example.
  let name: String
  /// The program, up to the comments that say what it prints.
  let code: String
  /// What it prints, in this order, perhaps with other text between; empty for a program that does
  /// not end, which is compiled and not run.
  let printed: [String]

  /// The lines of the program.
  var lines: [Substring] { code.split(separator: "\n", omittingEmptySubsequences: false) }

  /// All examples.
  static func all() throws -> [Example] {
    let folder = packageDirectory.appending(path: "Tests/Products/Examples")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return try files.filter { $0.hasSuffix(".swift") }.sorted().map { file in
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      return Example(name: String(file.dropLast(6)), text: text)
    }
  }

  /// The library products that `Package.swift` lists.
  static func products() throws -> [String] {
    let manifest = try String(
      contentsOf: packageDirectory.appending(path: "Package.swift"), encoding: .utf8)
    return manifest.matches(of: /\.library\(name: "(\w+)"/).map { String($0.1) }
  }

  private init(name: String, text: String) {
    self.name = name
    let mark = "// prints: "
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    printed = lines.filter { $0.hasPrefix(mark) }.map { String($0.dropFirst(mark.count)) }
    code = lines.prefix { !$0.hasPrefix(mark) }.joined(separator: "\n")
  }
}
