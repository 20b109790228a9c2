extension Command {
  /// How a command is used: its options, notes and examples.
  package static func help(in program: String) -> String {
    var text = "\(program) \(name): \(summary)\n\n"
    for usage in usage {
      text += "Usage: \(program) \(name)" + (usage.isEmpty ? "" : " \(usage)") + "\n"
    }
    text += "\nOptions:\n" + HelpTable.text(options.map { (label($0), $0.help) }) + "\n"
    if !notes.isEmpty { text += "\n" + notes + "\n" }
    if !examples.isEmpty {
      text += "\nExamples:\n"
      for example in examples {
        text += "  \(example.line)\n      \(example.shows)\n"
      }
    }
    return text
  }

  private static func label(_ option: Option) -> String {
    "--\(option.name)" + (option.value.map { " \($0)" } ?? "")
  }
}

/// Two columns of text, as help shows options.
package enum HelpTable {
  /// Two columns; after a wide first column, the second is on a line of its own.
  package static func text(_ rows: [(String, String)]) -> String {
    let widths = rows.map { $0.0.count }
    let width = widths.filter { $0 <= 24 }.max() ?? 0
    return zip(rows, widths).map { row, rowWidth in
      let gap =
        rowWidth <= width
        ? String(repeating: " ", count: width - rowWidth + 2)
        : "\n" + String(repeating: " ", count: width + 4)
      return "  \(row.0)\(gap)\(row.1)"
    }.joined(separator: "\n")
  }
}
