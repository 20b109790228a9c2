import ConformanceExam
import ConnectionDiagram
import FrameDiagram
import WebSocketInspection

/// What came of an exam, as JSON: an object for each case, on a line of its own, and a last one of
/// type `total`.
package enum ExamJSON {
  /// The object of a case.
  package static func line(_ result: CaseResult) -> String {
    JSONText.object { json in
      json.member("schema", ConnectionJSON.schema)
      json.member("type", "case")
      json.member("case", result.examCase.id)
      json.member("title", result.examCase.title)
      json.member("chapter", result.examCase.chapter.rawValue)
      json.member("section", result.examCase.citation)
      json.member("lesson", result.examCase.lesson)
      json.member("autobahn", raw: JSONText.array(result.examCase.autobahn.map(JSONText.quoted)))
      json.member("verdict", result.verdict.rawValue)
      json.member("message", result.shortcoming?.sentence)
      json.member("notes", raw: JSONText.array(result.notes.map(JSONText.quoted)))
      json.member("diagnosis", result.diagnosis)
      json.member("milliseconds", result.duration.milliseconds)
      json.member("evidence", raw: evidence(result))
    } + "\n"
  }

  /// The last object.
  package static func total(_ outcome: ExamOutcome) -> String {
    JSONText.object { json in
      json.member("schema", ConnectionJSON.schema)
      json.member("type", "total")
      json.member("cases", outcome.results.count)
      for verdict in Verdict.allCases { json.member(verdict.rawValue, outcome.count(verdict)) }
      json.member("milliseconds", outcome.duration.milliseconds)
      json.member("server", outcome.serverName)
      json.member("deaths", outcome.deathCount)
      json.member("reason", outcome.ungraded ?? outcome.openingFailure)
      json.member(
        "diagnoses",
        raw: JSONText.array(
          outcome.diagnoses.map { diagnosis in
            JSONText.object { json in
              json.member("diagnosis", diagnosis.id)
              json.member("finding", diagnosis.finding)
              json.member("remedy", diagnosis.remedy)
              json.member("lesson", diagnosis.lesson)
              json.member("cases", raw: JSONText.array(diagnosis.caseIDs.map(JSONText.quoted)))
            }
          }))
    } + "\n"
  }

  /// What was sent and received, for cases that did not pass: the objects of `wsx capture`.
  private static func evidence(_ result: CaseResult) -> String {
    guard result.verdict == .fail || result.verdict == .flaky else { return "null" }
    let writer = ConnectionJSON()
    var objects: [String] = []
    for event in result.transcript.events() {
      var bytes: [UInt8] = []
      writer.write(event) { bytes += $0 }
      objects += bytes.split(separator: UInt8(ascii: "\n")).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
    return JSONText.array(objects)
  }
}

extension Duration {
  var milliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }
}
