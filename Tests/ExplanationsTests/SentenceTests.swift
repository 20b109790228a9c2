import Foundation
import PerMessageDeflate
import TestSupport
import Testing
import WebSocketProtocol

@testable import Explanations

/// Every statement that can be made has a sentence, and every sentence is said.
@Suite("Sentences")
struct SentenceTests {
  /// Statements that only `Phrasebook` and `wsx` make.
  private static let madeElsewhere: Set = [
    "rejection", "rejection/line", "connect.no-answer", "connect.closed",
  ]

  @Test("every statement has a sentence in every language, which uses just its values")
  func statements() {
    for phrasebook in Phrasebook.all {
      for statement in Statements.all {
        if phrasebook.closeCodes[statement.id] != nil { continue }
        guard let template = phrasebook.sentences[statement.id] else {
          Issue.record("\(phrasebook.language): nothing is said of \(statement)")
          continue
        }
        let names = Template(template).names
        #expect(names == Set(statement.values.keys), "\(phrasebook.language): \(statement)")
        let sentence = phrasebook.sentence(statement)
        #expect(!names.contains { sentence.contains("{\($0)}") }, "\(sentence)")
        #expect(sentence.unicodeScalars.allSatisfy { $0.value >= 0x20 }, "\(sentence)")
      }
    }
  }

  @Test("every sentence is said of something")
  func noDeadSentences() {
    let said = Set(Statements.all.map(\.id)).union(Self.madeElsewhere)
    for phrasebook in Phrasebook.all {
      #expect(Set(phrasebook.sentences.keys).subtracting(said) == [], "\(phrasebook.language)")
    }
  }

  @Test("what is said of a whole finding ends as a sentence does")
  func wholeSentences() {
    for statement in Statements.all where statement.id.contains(".") {
      let sentence = Phrasebook.english.sentence(statement)
      #expect(sentence.last.map { ".!?\"".contains($0) } == true, "\(statement.id): \(sentence)")
    }
  }

  /// The keys in the sources, so that no statement is missed which the generated input does
  /// not bring about.
  @Test("every key in the sources is said too")
  func sources() throws {
    let said = Set(Statements.all.map(\.id)).union(Self.madeElsewhere)
    let keys = try SourceScan.statementKeys()
    #expect(keys.count > 60, "the scan finds what it looks for")
    #expect(keys.subtracting(said) == [])
    let variants = try SourceScan.variants()
    #expect(variants.count > 10, "the scan finds what it looks for")
    let saidVariants = Set(said.compactMap { id in id.split(separator: "/").dropFirst().first })
    #expect(variants.subtracting(saidVariants.map(String.init)) == [])
  }

  @Test("every rule has words, and every word has a rule")
  func requirements() {
    let ids = Set((Rule.all + Rule.deflateRules).map(\.id))
    for phrasebook in Phrasebook.all {
      #expect(Set(phrasebook.rules.keys) == ids, "\(phrasebook.language)")
      for (id, words) in phrasebook.rules {
        #expect(words.requirement.last == ".", "\(id)")
        #expect(!words.requirement.dropLast().contains(". "), "\(id): one sentence")
      }
    }
  }

  @Test("mistakes in an accept value are told in one sentence")
  func acceptMistakes() {
    for statement in AcceptMistake.statements {
      let sentence = Phrasebook.english.sentence(statement)
      #expect(sentence.last == ".")
      #expect(!sentence.dropLast().contains(". "), "\(sentence)")
    }
  }
}

/// What the sources say, read as text.
enum SourceScan {
  /// All Swift files under `Sources` but those of the tables.
  static func files() throws -> [String] {
    let folder = packageDirectory.appending(path: "Sources")
    let files =
      FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return try files.filter { $0.hasSuffix(".swift") && !$0.hasPrefix("Explanations/") }.map {
      try String(contentsOf: folder.appending(path: $0), encoding: .utf8)
    }
  }

  /// The keys of statements that are written out: `Statement("…")`, and the recipes of mistakes.
  static func statementKeys() throws -> Set<String> {
    let key = /(?:Statement|Recipe|hashed|wrote)\(\s*"([a-z0-9.\/-]+)"/
    return Set(try files().flatMap { $0.matches(of: key).map { String($0.1) } })
  }

  /// The variants of rules' statements that are written out: `variant: "…"`.
  static func variants() throws -> Set<String> {
    let variant = /variant: (?:String\?? = )?"([a-z0-9-]+)"/
    return Set(try files().flatMap { $0.matches(of: variant).map { String($0.1) } })
  }

  /// The ids of rules that are written out, each with the section after it.
  static func ruleIDs() throws -> Set<String> {
    let rule = /Rule\(\s*"([a-z0-9.-]+)", section:/
    return Set(try files().flatMap { $0.matches(of: rule).map { String($0.1) } })
  }
}
