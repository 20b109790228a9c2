import WebSocketProtocol

extension Phrasebook {
  /// The pages on everything, with those of the given rules, in the order of a list.
  public func pages(on rules: [Rule] = Rule.all) -> [Page] {
    subjects + CloseCode.registered.map(page) + CloseCode.ranges.map(page) + rules.map(page)
      + mistakes.sorted { $0.key < $1.key }.map { page(on: $0.key, $0.value) }
  }

  /// The heading of the pages of a kind.
  public func heading(of kind: Page.Kind) -> String { pageWords.headings[kind] ?? kind.rawValue }

  /// The page on a rule.
  public func page(on rule: Rule) -> Page {
    let isLimit = Rule.limitRules.contains(rule)
    let consequence: String =
      switch rule.consequence {
      case .failConnection(let code):
        fill(isLimit ? pageWords.failsConnectionAtLimit : pageWords.failsConnection, code)
      case .failHandshake: pageWords.failsHandshake
      case .none: pageWords.hasNoConsequence
      }
    let words = rules[rule.id]
    return Page(
      kind: isLimit ? .limit : .rule, names: [rule.id], title: rule.id,
      summary: requirement(of: rule),
      paragraphs: [requirement(of: rule)] + advice(wire: words?.wire, remedy: words?.remedy)
        + [consequence],
      citation: rule.citation)
  }

  /// The page on a known mistake.
  private func page(on id: String, _ words: MistakeWords) -> Page {
    let isLimit = id.hasPrefix("limit.") || id.hasPrefix("policy.")
    return Page(
      kind: isLimit ? .limit : .mistake, names: [id], title: id, summary: words.summary,
      paragraphs: [words.summary] + advice(wire: words.wire, remedy: words.remedy),
      citation: words.citation)
  }

  private func advice(wire: String?, remedy: String?) -> [String] {
    [
      wire.map { Template.fill(pageWords.onTheWire, ["text": $0]) },
      remedy.map { Template.fill(pageWords.whatToDo, ["text": $0]) },
    ].compactMap { $0 }
  }

  /// The page on a close code, also on one without a name of its own.
  public func page(on code: CloseCode) -> Page {
    Page(
      kind: .closeCode, names: ["\(code.rawValue)"], title: fill(pageWords.closeCodeTitle, code),
      summary: name(of: code),
      paragraphs: [
        meaning(of: code), code.mayBeSent ? pageWords.mayBeSent : pageWords.isNeverSent,
      ] + advice(on: code),
      citation: CloseCode.registered.contains(code) ? "§7.4" : "§7.4.2")
  }

  /// The page on the codes of a range that have no name of their own.
  private func page(on range: ClosedRange<UInt16>) -> Page {
    var page = page(on: CloseCode(rawValue: range.upperBound))
    page.names = ["\(range.lowerBound)-\(range.upperBound)"]
    page.title = Template.fill(
      pageWords.closeCodesTitle,
      ["codes": "\(range.lowerBound)–\(range.upperBound)", "name": page.summary])
    return page
  }

  private func fill(_ template: String, _ code: CloseCode) -> String {
    Template.fill(template, ["code": "\(code.rawValue)", "name": name(of: code)])
  }
}

extension Template {
  /// A template whose values are words.
  static func fill(_ template: String, _ values: [String: String]) -> String {
    Template(template).parts.map { part in
      switch part {
      case .literal(let text): text
      case .value(let name), .counted(let name, _), .form(let name, _): values[name] ?? "{\(name)}"
      }
    }.joined()
  }
}

extension Phrasebook {
  /// The page that a word, a number or an id calls; nil where there is none.
  ///
  /// Upper and lower case are the same, and the kind may come before the name: "close code 1006".
  public func page(named name: String, on rules: [Rule] = Rule.all) -> Page? {
    let word = name.lowercased()
    let pages = pages(on: rules)
    if let page = pages.first(where: { $0.names.contains { $0.lowercased() == word } }) {
      return page
    }
    if let space = word.lastIndex(of: " ") {
      return page(named: String(word[word.index(after: space)...]), on: rules)
    }
    // Numbers up to 127 are opcodes and forms of the length; what is left can only be a close code.
    return UInt16(word).map { page(on: CloseCode(rawValue: $0)) }
  }
}
