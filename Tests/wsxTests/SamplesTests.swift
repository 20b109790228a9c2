import Foundation
import TestSupport
import Testing

@Suite("Samples")
struct SamplesTests {
  static let documents = ["Samples/README.md", "Samples/misconceptions/README.md"]

  @Test("Every sample is in a document with its command")
  func completeness() throws {
    let text = try Self.documents.map {
      try String(contentsOf: packageDirectory.appendingPathComponent($0), encoding: .utf8)
    }.joined(separator: "\n")
    let words = Set(
      text.split(separator: "\n").filter { $0.hasPrefix("$ ") }.flatMap { $0.split(separator: " ") }
    )
    let samples = packageDirectory.appendingPathComponent("Samples")
    let paths = try #require(FileManager.default.subpaths(atPath: samples.path))
    for path in paths where !path.hasSuffix(".md") {
      let whole = samples.appendingPathComponent(path).path
      let type = try FileManager.default.attributesOfItem(atPath: whole)[.type]
      guard type as? FileAttributeType == .typeRegular else { continue }
      let isCommanded = words.contains("Samples/\(path)")
      #expect(isCommanded, "no command in \(Self.documents) is about \(path)")
    }
  }
}
