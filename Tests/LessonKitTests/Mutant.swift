import Foundation
import LessonKit

/// A solution with one small change.
struct Mutant {
  /// The line and what was changed in it.
  var change: String
  /// The function that the line is in.
  var function: Substring
  /// The whole file.
  var source: String

  /// All mutants of a source: in each place, whatever the rules change it to.
  static func all(of source: String) -> [Mutant] {
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return lines.indices.flatMap { index -> [Mutant] in
      let line = lines[index]
      guard !line.hasPrefix("//"), !line.hasPrefix("struct"), !line.hasPrefix("func") else {
        return []
      }
      let function = lines[..<index].last { $0.hasPrefix("func ") }.map { Self.name(of: $0) } ?? ""
      return changes(of: line).map { changed in
        var copy = lines
        copy[index] = changed
        return Mutant(
          change: "line \(index + 1): \(line) -> \(changed)", function: function,
          source: copy.joined(separator: "\n"))
      }
    }
  }

  /// The name of the function that a line begins.
  static func name(of line: some StringProtocol) -> Substring {
    Substring(line.dropFirst(5).prefix { $0 != "(" })
  }

  private static let replacements: [(old: String, new: [String])] = [
    (" <= ", [" < ", " >= "]), (" >= ", [" > ", " <= "]), (" < ", [" <= "]), (" > ", [" >= "]),
    (" == ", [" != "]), (" != ", [" == "]), ("...", ["..<"]), ("..<", ["..."]),
    (" + ", [" - ", " "]), (" * ", [" + "]), (" % ", [" / ", " + "]),
    (" << ", [" >> "]), (" >> ", [" << "]), (" | ", [" & ", " ^ "]), (" & ", [" | "]),
    (" ^ ", [" | ", " & ", " + "]), ("true", ["false"]), ("false", ["true"]), ("!", [""]),
    (".first", [".last"]), (".last", [".first"]), (".utf8", [".utf16", ""]),
    (".reversed()", [""]), (".isEmpty", [".isEmpty == false"]),
    ("payload.count", ["text.count", "text.utf16.count", "payload.count / 2"]), ("nil", ["0"]),
    (", payload", [", []"]), ("Array(reason.utf8)", ["[]"]), ("\"\"", ["\"x\""]),
    ("code: parsed.code", ["code: nil", "code: 1000"]), (", 3000", [", 3001"]),
    ("1007...1014, ", [""]), ("3000...4999", ["1016...4999", "4000...4999", "3000...3999"]),
    ("1000...1003", ["1000...1002", "1000...1004", "1001...1003", "1000...1015"]),
    ("1007...1014", ["1005...1014", "1007...1011", "1007...1015", "1008...1014"]),
    ("258EAFA5", ["258EDFA5"]), ("B11", ["B1"]), ("is NotUTF8", ["is ForbiddenClose"]),
    ("removeFirst()", ["removeLast()"]), ("removeLast()", ["removeFirst()"]),
  ]

  private static func changes(of line: String) -> [String] {
    let code = line.components(separatedBy: "  //")[0]
    var changed: [String] = []
    for (old, new) in replacements {
      for range in code.ranges(of: old) {
        changed += new.map { code.replacingCharacters(in: range, with: $0) }
      }
    }
    for match in code.matches(of: /(0b[01_]+|0x[0-9a-f]+|\b[0-9][0-9_]*)/) {
      let digits = match.output.0.replacing("_", with: "")
      let radix = digits.hasPrefix("0b") ? 2 : digits.hasPrefix("0x") ? 16 : 10
      guard let number = Int(digits.drop { radix != 10 && "0bx".contains($0) }, radix: radix)
      else { continue }
      changed += Set([number + 1, number - 1, 0, number * 2, number / 2]).subtracting([number])
        .filter { $0 >= 0 }.sorted()
        .map { code.replacingCharacters(in: match.range, with: "\($0)") }
    }
    // The statement left out.
    let statement = code.trimmingCharacters(in: .whitespaces)
    if ["guard", "while", "result.", "case"].contains(where: statement.hasPrefix),
      !statement.hasSuffix("{")
    {
      changed.append("")
    }
    return changed.filter { $0 != code }
  }
}

/// A file with many mutants of a solution, of which the environment picks one by its number.
struct MutantFile {
  /// The mutants in the file, by number; those that do not compile are left out.
  private(set) var mutants: [Int: Mutant]
  private let exercises: [Exercise]
  /// What all mutants share: the types, and the functions that are given.
  private let shared: [Substring]

  /// The mutants of a solution; functions that a lesson gives stay as they are.
  init(solution: String, exercises: [Exercise]) {
    let parts = solution.split(
      separator: Workbook.startOfGivenFunctions, maxSplits: 1, omittingEmptySubsequences: false
    ).map(String.init)
    let lines = parts[0].split(separator: "\n", omittingEmptySubsequences: false)
    let types = lines.prefix { !$0.hasPrefix("func ") }
    let source = lines.dropFirst(types.count).joined(separator: "\n")
    self.exercises = exercises
    shared = types + parts.dropFirst().flatMap { "//\($0)".split(separator: "\n") }
    let all = [Mutant(change: "none", function: "", source: source)] + Mutant.all(of: source)
    mutants = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($0, $1) })
  }

  /// Whether a function calls the one that was changed, or is it.
  func reaches(_ mutant: Mutant, from function: String) -> Bool {
    let functions = ("\n" + (mutants[0]?.source ?? "")).components(separatedBy: "\nfunc ")
      .dropFirst()
    func isReached(from caller: Substring) -> Bool {
      guard caller != mutant.function else { return true }
      let body = functions.first { $0.hasPrefix("\(caller)(") }?.dropFirst(caller.count) ?? ""
      return functions.map { $0.prefix { $0 != "(" } }
        .contains { $0 != caller && body.contains("\($0)(") && isReached(from: $0) }
    }
    return isReached(from: Substring(function))
  }

  /// The lines of the file, each with the number of its mutant.
  private var lines: [(text: String, mutant: Int?)] {
    var lines: [(String, Int?)] = [
      ("import Foundation", nil),
      ("let mutant = Int(ProcessInfo.processInfo.environment[\"MUTANT\"] ?? \"\") ?? 0", nil),
    ]
    for exercise in exercises {
      let names = exercise.signature.matches(of: /(\w+): [^,)]*[,)]/).map { $0.output.1 }
      let arguments = zip(exercise.labels, names).map { label, name in
        (label.map { "\($0): " } ?? "") + name
      }
      lines.append((exercise.signature + " { switch mutant {", nil))
      for number in mutants.keys.sorted() {
        let call = "try M\(number).\(exercise.function)(\(arguments.joined(separator: ", ")))"
        lines.append(("case \(number): return \(call)", number))
      }
      lines.append(("default: fatalError() } }", nil))
    }
    for (number, mutant) in mutants.sorted(by: { $0.key < $1.key }) {
      lines.append(("enum M\(number) {", number))
      for line in mutant.source.split(separator: "\n") {
        lines.append(((line.hasPrefix("func") ? "static " : "") + line, number))
      }
      lines.append(("}", number))
    }
    return lines + shared.map { (String($0), nil) }
  }

  /// Compiles the file, without the mutants that do not compile.
  mutating func compile(lesson: Int) throws -> Workbook {
    let file = FileManager.default.temporaryDirectory.appending(
      path: "Mutants-\(UUID().uuidString).swift")
    defer { try? FileManager.default.removeItem(at: file) }
    var complaints: String?
    for _ in 0..<20 {
      if let complaints { leaveOut(complaints) }
      try lines.map(\.text).joined(separator: "\n").write(
        to: file, atomically: true, encoding: .utf8)
      complaints = try? complaintsAbout(file.path, lesson: lesson)
      if complaints == nil { break }
    }
    return try Workbook(file: file.path, lesson: lesson, course: course)
  }

  /// What the compiler says about a file; throws where it has nothing to say.
  private func complaintsAbout(_ file: String, lesson: Int) throws -> String {
    struct Compiles: Error {}
    do {
      _ = try Workbook(file: file, lesson: lesson, course: course)
    } catch Workbook.Failure.doesNotCompile(let complaints, _) {
      return complaints
    }
    throw Compiles()
  }

  /// Leaves out the mutants that errors are about.
  private mutating func leaveOut(_ complaints: String) {
    let lines = lines
    for match in complaints.matches(of: /swift:([0-9]+):[0-9]+: error/) {
      if let line = Int(match.output.1), let mutant = lines[line - 1].mutant, mutant > 0 {
        mutants[mutant] = nil
      }
    }
  }
}
