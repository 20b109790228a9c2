import Foundation
import TestSupport
import Testing

/// Documents whose every output is made by the commands that they show.
@Suite("Documents tell the truth")
struct DocumentTests {
  static let documents = ["README.md"] + SamplesTests.documents

  @Test("every output in a document is what its command prints", arguments: documents)
  func outputs(of name: String) throws {
    let file = packageDirectory.appendingPathComponent(name)
    let transcript = ConsoleTranscript(try String(contentsOf: file, encoding: .utf8))
    #expect(transcript.commandCount > 0)
    let regenerated = try transcript.regenerated {
      try ConsoleTranscript.runInShell($0, in: packageDirectory)
    }
    try expectGolden(regenerated, at: file)
  }
}
