import Foundation
import Testing

@testable import WebSocketProtocol

@Suite("Accept mistakes")
struct HandshakeMistakeTests {
  /// One mistake, as Python made it.
  struct Example: Sendable {
    let id, key, value: String
  }

  static func examples() throws -> [Example] {
    let text = String(decoding: try handshakeFixture("accept-mistakes.txt"), as: UTF8.self)
    return try text.split(separator: "\n").map { line in
      let parts = line.split(separator: "\t").map(String.init)
      let strings = try parts.dropFirst().map {
        try JSONDecoder().decode(String.self, from: Data($0.utf8))
      }
      return Example(id: parts[0], key: strings[0], value: strings[1])
    }
  }

  @Test("each mistake that Python makes is named")
  func named() throws {
    for example in try Self.examples() {
      let mistake = AcceptMistake.find(key: example.key, value: example.value)
      #expect(mistake?.subject == example.id, "\(example)")
    }
  }

  @Test("every mistake that can be named has an example")
  func covered() throws {
    #expect(Set(try Self.examples().map(\.id)) == Set(AcceptMistake.statements.map(\.subject)))
  }

  @Test("the right value is no mistake, and an unknown one is not explained")
  func silent() {
    for key in ["dGhlIHNhbXBsZSBub25jZQ==", "", "not a key", "LRT23e1ke0wLtTRpsvMLNA=="] {
      #expect(AcceptMistake.find(key: key, value: AcceptValue.text(forKey: key)) == nil)
      #expect(AcceptMistake.find(key: key, value: "AAAAAAAAAAAAAAAAAAAAAAAAAAA=") == nil)
    }
  }
}
