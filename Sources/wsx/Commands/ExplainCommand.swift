import CommandLineKit
import Explanations
import PerMessageDeflate
import TerminalText
import WebSocketProtocol

/// `wsx explain`: one page on a rule, a close code, an opcode or a field, offline.
enum ExplainCommand: Command {
  static let name = "explain"
  static let summary = "explain a rule, a mistake, a close code, an opcode or a field"
  static let usage = ["[ID|CODE|OPCODE|FIELD]"]
  static let examples = [
    Example(line: "wsx explain 1006", shows: "a close code that is never in a close frame"),
    Example(line: "wsx explain ping", shows: "an opcode, by name or number"),
    Example(line: "wsx explain frame.length-not-minimal", shows: "a rule that decode named"),
    Example(line: "wsx explain", shows: "a list of everything that can be explained"),
  ]
  static let options = [Option.help]
  static var words: [String] {
    pages.compactMap { $0.names.first { !$0.contains(" ") } }
  }

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let wanted = arguments.words.joined(separator: " ")
    guard !wanted.isEmpty else {
      console.output.write(list())
      return .clean
    }
    guard let page = phrasebook.page(named: wanted, on: rules) else {
      let names = pages.flatMap { $0.names }
      let near = nearest(to: wanted.lowercased(), among: names.map { $0.lowercased() })
      throw Failure.badInput(
        "there is no rule, mistake, close code, opcode or field \(quoted(wanted))."
          + (near.map { " Did you mean \($0)?" } ?? " wsx explain lists all."))
    }
    console.output.write(text(of: page))
    return .clean
  }

  private static let rules = Rule.all + Rule.deflateRules

  private static var pages: [Page] { phrasebook.pages(on: rules) }

  private static func text(of page: Page) -> String {
    let paragraphs = page.paragraphs.map { wrapped($0, width: 76, indent: "  ") }
    return "\(page.title)\n\n" + paragraphs.joined(separator: "\n")
      + "\n  \(page.citation.hasPrefix("RFC") ? "" : "RFC 6455 ")\(page.citation)\n"
  }

  private static func list() -> String {
    Page.Kind.allCases.map { kind in
      let rows = pages.filter { $0.kind == kind }.map { page in
        let name = page.names.first ?? ""
        return [.rule, .limit, .mistake].contains(kind)
          ? "  \(name)\n" + wrapped(page.summary, width: 74, indent: "      ")
          : "  \(padded(name, to: 24)) \(page.summary)\n"
      }
      return "\(phrasebook.heading(of: kind))\n\n" + rows.joined()
    }.joined(separator: "\n") + "\nwsx explain NAME shows a page on each.\n"
  }

  private static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

/// Prose in lines of at most `width` columns.
func wrapped(_ text: String, width: Int, indent: String) -> String {
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ") {
    if !line.isEmpty && indent.count + line.count + 1 + word.count > width {
      lines.append(line)
      line = ""
    }
    line += (line.isEmpty ? "" : " ") + word
  }
  lines.append(line)
  return lines.map { indent + $0 + "\n" }.joined()
}
