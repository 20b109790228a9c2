import Testing

/// The Swift code in documents and comments is part of the examples, which are compiled and run.
@Suite struct DocumentedCodeTests {
  @Test func eachBlockIsPartOfAnExample() throws {
    let examples = try Example.all()
    for document in try DocumentedCode.all() {
      for block in document.blocks {
        let isPart = examples.contains { $0.lines.contains(block) }
        #expect(
          isPart, "\(document.path): no example has the lines\n\(block.joined(separator: "\n"))")
      }
    }
  }

  @Test func theFirstDocumentsHaveCode() throws {
    let paths = try DocumentedCode.all().map(\.path)
    #expect(paths.contains("README.md"))
    for product in try Example.products() {
      #expect(paths.contains("Sources/\(product)/\(product).docc/\(product).md"))
    }
  }
}
