// Lessons are written in a part of Markdown: headings, paragraphs, lists, fenced blocks.
// A code host folds questions and hints away. HTML comments mark where they begin and end.

extension LessonText {
  /// Reads a lesson's text.
  package init(parsing text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let line = lines.first {
      if line.hasPrefix("# ") {
        title = String(line.dropFirst(2))
        lines.removeFirst()
      } else if line.hasPrefix("## ") {
        let title = String(line.dropFirst(3))
        steps.append(Step(title: title, id: Self.id(of: title)))
        lines.removeFirst()
      } else if let block = Self.takeBlock(from: &lines) {
        if steps.isEmpty {
          introduction.append(block)
        } else {
          steps[steps.count - 1].blocks.append(block)
        }
      }
    }
  }

  private static func id(of title: String) -> String {
    title.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " }
      .split(separator: " ").joined(separator: "-")
  }

  /// The next block; nil where there was an empty line, or one that only a code host reads.
  private static func takeBlock(from lines: inout ArraySlice<Substring>) -> Block? {
    let line = lines.removeFirst()
    if line.isEmpty { return nil }
    if line.hasPrefix("```") {
      let content = take(from: &lines, until: { $0.hasPrefix("```") })
      return .code(info: String(line.dropFirst(3)), lines: content.map(String.init))
    }
    if line == "<!-- predict -->" {
      return .predict(prediction(take(from: &lines, until: { $0 == "<!-- /predict -->" })))
    }
    if line.hasPrefix("<!-- hint ") {
      let function = line.split(separator: " ")[2]
      var content = take(from: &lines, until: { $0 == "<!-- /hint -->" })[...]
      var blocks: [Block] = []
      while !content.isEmpty {
        if let block = takeBlock(from: &content) { blocks.append(block) }
      }
      return .hint(Hint(function: String(function), blocks: blocks))
    }
    if line.hasPrefix("<") { return nil }
    var words = [line]
    let mark = mark(of: line)
    while let next = lines.first, !next.isEmpty, !next.hasPrefix("```"), !next.hasPrefix("<"),
      Self.mark(of: next) == nil
    {
      words.append(next.drop { $0 == " " })
      lines.removeFirst()
    }
    let text = words.joined(separator: " ")
    guard let mark else { return .paragraph(text) }
    return .item(mark: mark, String(text.dropFirst(mark.count + 1)))
  }

  private static func take(
    from lines: inout ArraySlice<Substring>, until isEnd: (Substring) -> Bool
  ) -> [Substring] {
    let taken = lines.prefix { !isEnd($0) }
    lines = lines.dropFirst(taken.count + 1)
    return Array(taken)
  }

  /// The mark at the start of a line of a list.
  private static func mark(of line: Substring) -> String? {
    guard let first = line.split(separator: " ", maxSplits: 1).first, line.count > first.count
    else {
      return nil
    }
    if first == "-" { return "-" }
    return first.last == "." && Int(first.dropLast()) != nil ? String(first) : nil
  }

  /// A bold question, a numbered list of answers, and in a fold the reasons in the same order.
  private static func prediction(_ lines: [Substring]) -> Prediction {
    var prediction = Prediction()
    var rest = lines[...]
    var reasons: [String] = []
    var inReasons = false
    while let line = rest.first {
      if line.hasPrefix("<details>") { inReasons = true }
      switch takeBlock(from: &rest) {
      case .paragraph(let text):
        if !inReasons { prediction.question = text }
      case .item(_, let text):
        if inReasons {
          reasons.append(text)
        } else {
          prediction.answers.append(Prediction.Answer(text: text))
        }
      default: continue
      }
    }
    for (index, reason) in reasons.enumerated() where index < prediction.answers.count {
      prediction.answers[index].isRight = reason.hasPrefix("✓")
      prediction.answers[index].reason = String(reason.dropFirst(2))
    }
    return prediction
  }
}
