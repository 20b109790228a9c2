import Foundation

/// The figures as text, one line each.
enum Table {
  static let header =
    line("what", "against", "measured", "target", "") + "\n"
    + line("----", "-------", "--------", "------", "")

  static func row(_ figure: Figure) -> String {
    let verdict =
      switch figure.isMet {
      case true?: "met"
      case false?: "MISSED"
      case nil: ""
      }
    return line(
      figure.subject, figure.baseline, measured(figure), target(figure.target), verdict)
  }

  private static func measured(_ figure: Figure) -> String {
    switch (figure.outcome, figure.target) {
    case (.skipped(let reason), _): "SKIPPED: \(reason)"
    case (.finding(let text, _), _): text
    case (.ratio(let ratio), .time):
      "\(number(1 / ratio.median)) × the time"
        + " (\(number(1 / ratio.highest))–\(number(1 / ratio.lowest)))"
    case (.ratio(let ratio), _):
      "\(number(ratio.median)) × the speed"
        + " (\(number(ratio.lowest))–\(number(ratio.highest)))"
    }
  }

  private static func target(_ target: Figure.Target) -> String {
    switch target {
    case .speed(let limit): "≥ \(number(limit)) ×"
    case .time(let limit): "≤ \(number(limit)) ×"
    case .none: "stated"
    }
  }

  private static func number(_ value: Double) -> String {
    String(format: value < 10 ? "%.2f" : "%.0f", value)
  }

  private static func line(_ cells: String...) -> String {
    let widths = [42, 34, 34, 9, 6]
    return zip(cells, widths).map { cell, width in
      cell + String(repeating: " ", count: max(1, width - cell.count))
    }.joined()
  }
}
