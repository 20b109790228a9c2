import WebSocketProtocol

extension Phrasebook {
  /// The sentences that say a statement, with its values; safe to show in a terminal.
  ///
  /// The key and the values as they are where there are no words for it.
  public func sentence(_ statement: Statement) -> String {
    guard let template = sentences[statement.id] else {
      // A close code's name is a part of sentences too.
      return closeCodes[statement.id]?.name ?? statement.description
    }
    return Template(template).parts.map { part in
      switch part {
      case .literal(let text): text
      case .value(let name): words(for: statement.values[name], name)
      case .counted(let name, let forms):
        words(for: statement.values[name], name) + " " + form(forms, statement.values[name])
      case .form(let name, let forms): form(forms, statement.values[name])
      }
    }.joined()
  }

  /// The sentence of a finding, with the mistake that it looks like after it.
  public func sentences(_ finding: Finding) -> String {
    let sentence = sentence(finding.statement)
    guard let mistake = finding.mistake else { return sentence }
    return "\(sentence) \(self.sentence(mistake))"
  }

  private func words(for value: Statement.Value?, _ name: String) -> String {
    switch value {
    case .number(let number): grouped(number)
    case .name(let name): name
    case .text(let text): text.quoted
    case .texts(let texts): texts.map(\.quoted).joined(separator: ", ")
    case .statement(let statement): sentence(statement)
    case nil: "{\(name)}"
    }
  }

  private func form(_ forms: [String], _ value: Statement.Value?) -> String {
    guard case .number(let number) = value else { return forms.last ?? "" }
    return forms[min(pluralForm(number), forms.count - 1)]
  }

  /// A number with its thousands separated: 65,536.
  public func grouped(_ number: UInt64) -> String {
    var digits = String(number)
    var end = digits.count - 3
    while end > 0 {
      digits.insert(
        contentsOf: thousandsSeparator, at: digits.index(digits.startIndex, offsetBy: end))
      end -= 3
    }
    return digits
  }
}
