import ConformanceExam
import Foundation
import TestSupport
import Testing

@Suite("The list of cases")
struct CaseListTests {
  @Test("leaves out no case of the Autobahn|Testsuite, and names none that it does not have")
  func autobahn() throws {
    let file = packageDirectory.appending(
      path: "Tests/ConformanceExamTests/Fixtures/autobahn-ids.txt")
    let ids = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(
      String.init)
    #expect(ids.count == 517)
    let tested = ExamCase.all.flatMap(\.autobahn)
    #expect(Set(ids).subtracting(tested).sorted() == [])
    #expect(Set(tested).subtracting(ids).sorted() == [])
  }

  @Test("has at least 800 cases, each with a name of its own in a chapter")
  func names() {
    #expect(ExamCase.all.count >= 800)
    let ids = (ExamCase.clientCases + ExamCase.all).map(\.id)
    #expect(Dictionary(grouping: ids) { $0 }.filter { $0.value.count > 1 }.keys.sorted() == [])
    for examCase in ExamCase.all {
      #expect(examCase.id.hasPrefix(examCase.chapter.rawValue + "."), "\(examCase.id)")
      #expect(!examCase.title.hasSuffix("."), "\(examCase.id)")
    }
  }

  @Test("is chosen from by chapter, id, Autobahn id, and patterns")
  func choosing() {
    func ids(_ name: String) -> [String] { ExamCase.all.filter { $0.isNamed(name) }.map(\.id) }
    #expect(ids("1.1.3") == ["frames.text-126"])
    #expect(ids("frames.text-126") == ["frames.text-126"])
    #expect(ids("7.13.*") == ["closing.code-5000", "closing.code-65535"])
    #expect(ids("control").count == ExamCase.all.count { $0.chapter == .control })
    #expect(ids("*-126").contains("frames.binary-126"))
    #expect(ids("frames.text-12") == [])
  }
}
