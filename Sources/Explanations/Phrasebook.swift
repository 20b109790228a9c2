import WebSocketProtocol

/// The words of one language: the sentence of each statement, what each rule requires, the names of
/// close codes, and the pages that explain them.
///
///     let phrasebook = Phrasebook.english
///     for finding in FrameRules.judge(frame, in: context) {
///       print(finding.rule.citation)
///       print(phrasebook.sentence(finding.statement))
///     }
///
/// All words are data; another language is another set of tables.
public struct Phrasebook: Sendable {
  /// The language, as in BCP 47: `en`.
  public let language: String

  /// The templates of sentences and of their parts, by the keys of statements.
  let sentences: [String: String]
  /// What is said of each rule, by its id.
  let rules: [String: RuleWords]
  /// What is said of each known mistake, and of all else that has an id and is not a rule.
  let mistakes: [String: MistakeWords]
  /// What is said of close codes, by the keys of their statements.
  let closeCodes: [String: CloseCodeWords]
  /// The words around them, on the pages.
  let pageWords: PageWords
  /// The pages on fields, opcodes and HTTP's status codes.
  let subjects: [Page]
  /// Which of a noun's forms goes with a number, counted from 0 as they are in the templates.
  let pluralForm: @Sendable (UInt64) -> Int
  /// What separates the thousands of a number.
  let thousandsSeparator: String

  /// Everything that can be said in English.
  public static let english = Phrasebook.makeEnglish()

  /// The phrasebooks of all languages.
  public static let all = [english]
}

extension Phrasebook {
  /// What a rule requires, in one sentence; its id where there are no words for it.
  public func requirement(of rule: Rule) -> String { rules[rule.id]?.requirement ?? rule.id }

  /// A close code's short name, or the name of the range that it is in.
  public func name(of code: CloseCode) -> String {
    closeCodes[code.statement.id]?.name ?? String(code.rawValue)
  }

  /// What a close code says, in one sentence.
  public func meaning(of code: CloseCode) -> String {
    closeCodes[code.statement.id]?.meaning ?? String(code.rawValue)
  }

  /// What usually leads to a close code, and what to look at next; empty where there is nothing to
  /// say.
  public func advice(on code: CloseCode) -> [String] {
    closeCodes[code.statement.id]?.advice ?? []
  }
}
