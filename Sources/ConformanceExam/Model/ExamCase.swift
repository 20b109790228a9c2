/// One case of the exam, as data.
package struct ExamCase: Sendable {
  /// The name: its chapter, and what it is within it, as `frames.text-125`.
  package let id: String
  /// What is done, and what must come of it, in one sentence.
  package let title: String
  package let chapter: Chapter
  /// The section of RFC 6455 that requires it, or one of another RFC with its number.
  package let section: String
  /// The cases of the Autobahn|Testsuite that test the same.
  package let autobahn: [String]
  /// What the server must be able to do for the case to say anything.
  package let needs: Set<Capability>
  /// The lesson that teaches it; nil where none does.
  package let lesson: Int?
  /// Whether frames are judged also by the rules that the peer breaks in every connection.
  package let judgesHabits: Bool
  /// Why a server that fails it is only lenient; nil where it breaks a MUST.
  package var leniency: String?
  /// Whether it takes so much memory or time that few of its kind run at a time.
  package let isHeavy: Bool
  /// What is done, made when it is needed: the payloads may be large.
  package let steps: @Sendable () -> [Step]

  package init(
    _ id: String, _ title: String, section: String, autobahn: [String] = [],
    needs: Set<Capability> = [.opening], lesson: Int? = nil,
    judgesHabits: Bool = false, isHeavy: Bool = false, steps: @escaping @Sendable () -> [Step]
  ) {
    self.id = id
    self.title = title
    self.section = section
    self.autobahn = autobahn
    self.needs = needs
    self.judgesHabits = judgesHabits
    self.isHeavy = isHeavy
    self.steps = steps
    chapter = Chapter(rawValue: String(id.prefix { $0 != "." })) ?? .frames
    self.lesson = lesson ?? chapter.lesson
  }

  /// The same case, in which a failure only makes a server lenient.
  func lenient(_ reason: String) -> ExamCase {
    var examCase = self
    examCase.leniency = reason
    return examCase
  }

  /// Whether a name on a command line means this case: its id, its chapter, an Autobahn id, or a
  /// pattern of one of them, in which `*` stands for anything.
  package func isNamed(_ name: String) -> Bool {
    ([id, chapter.rawValue] + autobahn).contains { $0.matches(Array(name)) }
  }

  /// The section as it is cited: `RFC 6455 §5.2`.
  package var citation: String {
    section.first?.isNumber == true ? "RFC 6455 §\(section)" : section
  }
}

/// Something that a server may be able to do, and without which some cases say nothing.
package enum Capability: String, CaseIterable, Hashable, Sendable {
  /// It opens a connection.
  case opening
  /// It sends each message back.
  case echo
  /// It agrees on permessage-deflate.
  case compression

  /// Why a case that needs it is skipped.
  package var missing: String {
    switch self {
    case .opening: "The server does not open a WebSocket connection here."
    case .echo: "The server does not send messages back."
    case .compression: "The server does not agree on permessage-deflate."
    }
  }
}

extension String {
  /// Whether the text is that of a pattern, in which `*` stands for any characters.
  fileprivate func matches(_ pattern: [Character]) -> Bool {
    guard pattern.contains("*") else { return self == String(pattern) }
    var rest = self[...]
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false).map { String($0) }
    guard let first = parts.first, let last = parts.last, rest.hasPrefix(first) else {
      return false
    }
    rest = rest.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() {
      while !rest.hasPrefix(part) {
        guard !rest.isEmpty else { return false }
        rest = rest.dropFirst()
      }
      rest = rest.dropFirst(part.count)
    }
    return rest.hasSuffix(last)
  }
}
