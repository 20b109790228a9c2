import CommandLineKit
import TerminalText

// Code computes everything in a lesson that it can. It fills in two kinds of fenced blocks:
// ```figure NAME                      one of the lesson's figures
// ```swift excerpt FILE START         FILE's lines from the one that contains START to its closing brace

extension Lesson {
  /// A generated block cannot be generated.
  package struct UnknownBlock: Error, CustomStringConvertible {
    package var description: String
  }

  /// The lesson's text with every generated block filled in again.
  package func regenerated(_ text: String, course: CourseFolder) throws -> String {
    var result: [Substring] = []
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let line = lines.popFirst() {
      result.append(line)
      guard line.hasPrefix("```"), line.count > 3 else { continue }
      let old = lines.prefix { !$0.hasPrefix("```") }
      lines = lines.dropFirst(old.count)
      let info = line.dropFirst(3).split(separator: " ").map(String.init)
      if info.first == "figure" {
        result += try figure(info.last ?? "")
      } else if info.dropFirst().first == "excerpt", info.count > 3 {
        result += try excerpt(info[2], from: info[3...].joined(separator: " "), course)
      } else {
        result += old
      }
      if let fence = lines.popFirst() { result.append(fence) }
    }
    return result.joined(separator: "\n")
  }

  private func figure(_ name: String) throws -> [Substring] {
    guard let figure = figure(named: name) else {
      throw UnknownBlock(description: "Lesson \(number) has no figure named \(name).")
    }
    let drawn = try figure.draw(LessonInput(options)).rendered(TerminalStyle())
    return drawn.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
  }

  private func excerpt(
    _ path: String, from start: String, _ course: CourseFolder
  ) throws -> [Substring] {
    let lines = (Files.text(of: course.root + "/" + path) ?? "")
      .split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.firstIndex(where: { $0.contains(start) }) else {
      throw UnknownBlock(description: "No line of \(path) contains \"\(start)\".")
    }
    let indent = lines[first].prefix { $0 == " " }
    let end = lines[first...].firstIndex { $0.hasPrefix(indent + "}") } ?? first
    return lines[first...end].map { $0.dropFirst(indent.count) }
  }
}
