import Foundation
import LessonExercises
import LessonKit
import PerMessageDeflate
import TestSupport
import Testing
import WebSocketProtocol

@testable import Explanations

/// Every id that any output prints has a page.
@Suite("Pages")
struct PageTests {
  static let rules = Rule.all + Rule.deflateRules

  /// The mistakes that `Samples/misconceptions` and the lessons are about: a table of their own, so
  /// that none is lost together with its page.
  static let misconceptions = [
    "accept.hex-digest", "accept.decoded-key", "accept.no-guid", "accept.wrong-guid",
    "accept.hash-reused", "accept.key-untrimmed", "accept.example-copied", "handshake.indented",
    "handshake.case", "handshake.any-method", "handshake.rest-dropped", "bits.order",
    "bits.no-padding", "frame.fixed-header", "frame.one-read-one-frame", "frame.short-header-read",
    "frame.fin-ignored", "frame.control-in-message", "frame.rsv-ignored", "frame.opcode-ignored",
    "length.boundaries", "length.little-endian", "length.seven-bytes", "length.low-32",
    "length.bits-for-bytes", "length.non-minimal", "length.trusted", "mask.index-kept", "mask.or",
    "mask.single-byte", "mask.server-masks", "mask.unmasked-accepted", "text.bytes-as-characters",
    "text.per-fragment", "text.not-validated", "text.overlong", "text.surrogate", "text.too-large",
    "text.late-failure", "close.empty", "close.one-byte", "close.code-echo",
    "close.no-reply", "close.reason-cut", "control.too-long", "control.fragmented",
    "ping.empty-pong",
  ]

  /// The names of all pages, by language.
  private static let names = Dictionary(
    uniqueKeysWithValues: Phrasebook.all.map { phrasebook in
      (phrasebook.language, Set(phrasebook.pages(on: rules).flatMap(\.names)))
    })

  private func expectPage(on id: String, _ comment: Comment? = nil) {
    for (language, names) in Self.names {
      #expect(names.contains(id), comment ?? "\(language): \(id)")
    }
  }

  @Test("rules, limits and known misconceptions")
  func written() {
    for id in Self.rules.map(\.id) + Self.misconceptions { expectPage(on: id) }
  }

  @Test("rules that are written in the sources, wherever that is")
  func rulesOfTheSources() throws {
    let ids = try SourceScan.ruleIDs()
    #expect(ids.count > 15, "the scan finds what it looks for")
    for id in ids { expectPage(on: id) }
  }

  @Test("mistakes that findings name, and what refuses a connection")
  func mistakes() {
    // What is not an id for people: parts of sentences, why messages are not shown, and how
    // connections and streams end.
    let others = Set(Statements.omissions.map(\.id))
    let ids = Set(Statements.all.map(\.subject)).subtracting(others).filter { id in
      id.contains(".") && !id.hasPrefix("end.") && !id.hasPrefix("stream.")
    }
    #expect(ids.contains("handshake.status-502") && ids.contains("accept.no-guid"))
    for id in ids.union(["connect.no-answer", "connect.closed"]) { expectPage(on: id) }
  }

  @Test("the samples of misconceptions")
  func samples() throws {
    let folder = packageDirectory.appending(path: "Samples/misconceptions")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".pcap") }.map { String($0.dropLast(5)) }
    #expect(names.count > 40)
    for id in names { expectPage(on: id, "Samples/misconceptions/\(id).pcap") }
  }

  @Test("the misconceptions that exercises name", arguments: Exercise.all.map(\.function))
  func exercises(function: String) {
    for exercise in Exercise.all where exercise.function == function {
      for id in exercise.mistakes.misconceptions.compactMap(\.id) {
        expectPage(on: id, "\(function): \(id)")
      }
    }
  }

  @Test("a page says what it is, how it looks on the wire, what to do, and where the RFC says so")
  func contents() {
    for phrasebook in Phrasebook.all {
      let pages = phrasebook.pages(on: Self.rules)
      for page in pages where [.rule, .limit, .mistake].contains(page.kind) {
        let isStatus = page.title.hasPrefix("handshake.status-")
        #expect(page.paragraphs.count >= (isStatus ? 2 : 3), "\(page.title)")
        #expect(page.paragraphs.allSatisfy { !$0.isEmpty && !$0.contains("{") }, "\(page.title)")
        #expect(page.citation.contains("§"), "\(page.title)")
        #expect(page.summary.last == ".", "\(page.title)")
      }
    }
  }

  @Test("no two pages have the same name")
  func names() {
    for phrasebook in Phrasebook.all {
      let names = phrasebook.pages(on: Self.rules).flatMap { page in
        page.names.map { $0.lowercased() }
      }
      let repeated = Dictionary(grouping: names, by: { $0 }).filter { $1.count > 1 }.keys
      #expect(repeated.sorted() == [])
    }
  }

  @Test(
    "a page is found by any of its names, with its kind before it or not",
    arguments: [
      ("1006", "close code 1006, abnormal closure"),
      ("close code 1006", "close code 1006, abnormal closure"),
      ("4242", "close code 4242, private use"), ("PING", "opcode 0x9, ping"),
      ("opcode 9", "opcode 0x9, ping"),
      ("masking key", "masking key"), ("bits.ORDER", "bits.order"),
      ("handshake.status-418", "handshake.status-4xx"),
    ])
  func finding(name: String, title: String) {
    #expect(Phrasebook.english.page(named: name, on: Self.rules)?.title == title)
  }

  @Test(
    "what there is no page on is not found", arguments: ["", "nothing", "70000", "deflate.nothing"])
  func notFound(name: String) {
    #expect(Phrasebook.english.page(named: name, on: Self.rules) == nil)
  }
}
