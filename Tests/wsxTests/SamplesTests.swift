import Foundation
import TestSupport
import Testing

@Suite("Samples")
struct SamplesTests {
  static let documents = ["Samples/README.md", "Samples/misconceptions/README.md"]

  @Test("every sample stands in a document with its command")
  func completeness() throws {
    let text = try Self.documents.map {
      try String(contentsOf: packageDirectory.appendingPathComponent($0), encoding: .utf8)
    }.joined()
    let samples = packageDirectory.appendingPathComponent("Samples")
    let paths = try #require(FileManager.default.subpaths(atPath: samples.path))
    for path in paths where !path.hasSuffix(".md") && path.contains(".") {
      #expect(text.contains("Samples/\(path)"), "\(path) is in no document")
    }
  }
}
