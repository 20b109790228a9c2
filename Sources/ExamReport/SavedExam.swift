import ConformanceExam
import TrafficCapture

/// The verdicts of an earlier exam, from the JSON that it printed.
package struct SavedExam: Sendable {
  /// What the exam is called here: the name of its file.
  package let name: String
  /// The verdict on each case, by its id.
  package private(set) var verdicts: [String: Verdict] = [:]

  /// Text that is not the JSON of an exam.
  package struct NotUnderstood: Error, CustomStringConvertible, Sendable {
    /// What is wrong, and what was expected.
    package let description: String
  }

  /// Reads what `wsx exam --format json` printed.
  package init(name: String, json: [UInt8]) throws(NotUnderstood) {
    self.name = name
    for (index, line) in json.split(separator: UInt8(ascii: "\n")).enumerated() {
      guard let members = Self.members(of: line) else {
        throw NotUnderstood(
          description: """
            line \(index + 1) of \(name) is not JSON. Expected what wsx exam --format json prints.
            """)
      }
      guard members["type"] == "case" else { continue }
      guard let id = members["case"], let verdict = members["verdict"].flatMap(Verdict.init) else {
        throw NotUnderstood(
          description: "line \(index + 1) of \(name) has no case with a verdict of wsx exam.")
      }
      verdicts[id] = verdict
    }
    guard !verdicts.isEmpty else {
      throw NotUnderstood(
        description: "\(name) has no cases. Expected what wsx exam --format json prints.")
    }
  }

  /// The results of an exam that has just ended.
  package init(name: String, _ outcome: ExamOutcome) {
    self.name = name
    for result in outcome.results { verdicts[result.examCase.id] = result.verdict }
  }

  /// How many cases of a chapter passed or are lenient, and how many were graded.
  func score(in chapter: Chapter) -> (passed: Int, graded: Int) {
    let own = verdicts.filter { $0.key.hasPrefix(chapter.rawValue + ".") && $0.value != .skipped }
    return (own.values.count { $0.isPassing }, own.count)
  }

  /// The members of an object whose values are strings; nil where this is not an object.
  private static func members(of line: ArraySlice<UInt8>) -> [String: String]? {
    var tokenizer = JSONTokenizer()
    var members: [String: String] = [:]
    var depth = 0
    var name: String?
    do {
      for byte in line {
        try tokenizer.receive(byte) { token in
          switch token {
          case .beginObject, .beginArray: depth += 1
          case .endObject, .endArray: depth -= 1
          case .name(let bytes) where depth == 1: name = String(decoding: bytes, as: UTF8.self)
          case .string(let bytes, _) where depth == 1:
            if let name { members[name] = String(decoding: bytes, as: UTF8.self) }
          default: break
          }
        }
      }
    } catch { return nil }
    return tokenizer.isDone ? members : nil
  }
}

extension Verdict {
  /// Whether nothing is wrong.
  var isPassing: Bool { self == .pass || self == .lenient }
}
