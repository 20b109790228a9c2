import ConformanceExam
import ExamReport
import TerminalText
import TestSupport
import Testing

/// What an exam's reports say of results that the tests made up.
@Suite("Reports of an exam")
struct ReportTests {
  /// One case of each verdict, in two chapters.
  private static func outcome(
    _ verdicts: [String: Verdict] = [
      "frames.text-0": .pass, "frames.text-125": .lenient, "frames.text-126": .fail,
      "frames.text-127": .skipped,
    ]
  ) -> ExamOutcome {
    var outcome = ExamOutcome()
    outcome.serverName = "<server> \"1\""
    for examCase in ExamCase.all {
      guard let verdict = verdicts[examCase.id] else { continue }
      var result = CaseResult(examCase, verdict)
      result.duration = .milliseconds(1234)
      result.notes = ["a note & more"]
      if verdict == .fail {
        result.shortcoming = Shortcoming(.noAnswer, "No answer <came> within 2 s.")
        result.diagnosis = "length.boundaries"
      }
      outcome.results.append(result)
    }
    return outcome
  }

  /// What a Python script prints about a text on its standard input.
  private func python(_ script: String, _ input: String) throws -> String {
    let run = try SystemProgram.any.run(["python3", "-c", script], input: Array(input.utf8))
    try #require(run.status == 0, "\(run.errors)")
    return run.text
  }

  @Test("JUnit's XML has a suite for each chapter, and a failure with its reason")
  func junit() throws {
    let seen = try python(
      """
      import sys, xml.etree.ElementTree as tree
      root = tree.fromstring(sys.stdin.buffer.read())
      print(root.tag, root.get('tests'), root.get('failures'), root.get('skipped'))
      for suite in root: print(suite.get('name'), suite.get('time'), len(suite))
      failure = root.find('.//failure')
      print(failure.get('type'), failure.get('message'))
      print([case.get('name').split(':')[0] for case in root.iter('testcase')])
      print(root.find('.//skipped').get('message'), '|', root.find('.//system-out').text)
      """, ExamJUnit.text(Self.outcome()))
    #expect(
      seen == """
        testsuites 4 1 1
        Messages and their lengths 4.936 4
        length.boundaries No answer <came> within 2 s.
        ['frames.text-0', 'frames.text-125', 'frames.text-126', 'frames.text-127']
        a note & more | a note & more

        """)
  }

  @Test("Autobahn's index has the worst verdict of the cases that test the same")
  func autobahn() throws {
    let seen = try python(
      """
      import sys, json
      (agent, cases), = json.load(sys.stdin).items()
      print(agent)
      for id, case in cases.items(): print(id, case['behavior'], case['behaviorClose'])
      """, ExamAutobahn.text(Self.outcome(), agent: "<server> \"1\""))
    #expect(
      seen == """
        <server> "1"
        1.1.1 OK OK
        1.1.2 NON-STRICT OK
        1.1.3 FAILED OK
        1.1.4 UNIMPLEMENTED OK

        """)
  }

  @Test("the page shows what failed, and its markup is well formed")
  func page() throws {
    let html = ExamPage.html(Self.outcome(), of: "ws://localhost:8080/<script>")
    #expect(html.contains("Exam of ws://localhost:8080/&lt;script&gt;"))
    #expect(html.contains("2 of 3 cases passed"))
    #expect(html.contains("No answer &lt;came&gt; within 2 s."))
    #expect(!html.contains("<script"))
    let seen = try python(
      """
      import sys, html.parser
      class Parser(html.parser.HTMLParser):
        open = []
        def handle_starttag(self, tag, attributes):
          if tag != 'meta': self.open.append(tag)
        def handle_endtag(self, tag):
          assert self.open.pop() == tag, tag
      parser = Parser()
      parser.feed(sys.stdin.read())
      print(parser.open)
      """, html)
    #expect(seen == "[]\n")
  }

  private func saved(_ name: String, _ outcome: ExamOutcome) throws -> SavedExam {
    let json = outcome.results.map(ExamJSON.line).joined() + ExamJSON.total(outcome)
    return try SavedExam(name: name, json: Array(json.utf8))
  }

  @Test("an exam that was saved as JSON is read back, and what changed is told")
  func changes() throws {
    let old = try saved("old.json", Self.outcome())
    let new = try saved(
      "new.json",
      Self.outcome([
        "frames.text-0": .fail, "frames.text-126": .pass, "frames.text-127": .skipped,
        "closing.code": .pass,
      ]))
    #expect(old.verdicts["frames.text-125"] == .lenient)
    let text = ExamComparison.changes(from: old, to: new, width: 80).plainText
    #expect(
      text == """
        Since old.json
          Mended, 1: frames.text-126
          Broken, 1: frames.text-0
          New, 1: closing.code
          Not run now, 1: frames.text-125
        """)
    let same = ExamComparison.changes(from: old, to: old, width: 80).plainText
    #expect(same == "Since old.json\n  Every verdict is the same.")
  }

  @Test("the matrix has a column for each exam, and the cases on which they differ")
  func matrix() throws {
    let exams = [
      try saved("a.json", Self.outcome()),
      try saved("b.json", Self.outcome(["frames.text-0": .pass, "frames.text-126": .pass])),
    ]
    let text = ExamComparison.matrix(exams, width: 80).plainText
    #expect(text.contains("Messages and their lengths"))
    #expect(text.contains(#/Messages and their lengths +2 of 3 +2 of 2\n/#))
    #expect(text.contains(#/frames\.text-126 +fail +pass\n/#))
    #expect(!text.contains("frames.text-0 "))
  }

  @Test(
    "what is not an exam is refused with its line",
    arguments: [
      ("{\"type\":\"case\"}", "line 1 of x has no case"), ("hello", "line 1 of x is not JSON"),
      ("{\"type\":\"total\"}\n", "x has no cases"), ("", "x has no cases"),
      ("{\"type\":\"case\",\"case\":\"a\",\"verdict\":\"good\"}", "has no case with a verdict"),
    ])
  func notAnExam(json: String, message: String) throws {
    let error = #expect(throws: SavedExam.NotUnderstood.self) {
      try SavedExam(name: "x", json: Array(json.utf8))
    }
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
  }
}
