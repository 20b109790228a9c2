/// Where the package, and with it the course, lies on this disk.
package struct CourseFolder: Sendable {
  /// The package's folder: it holds `Package.swift` and `Lessons`.
  package let root: String

  /// The course is nowhere near; says where it was looked for.
  package struct NotFound: Error, CustomStringConvertible {
    var lookedIn: [String]

    package var description: String {
      """
      The course's folder was not found: one with Package.swift and Lessons/Starters in it.
      Looked in, and above:
      \(lookedIn.map { "  " + $0 }.joined(separator: "\n"))
      Run this from inside the package, or clone the package again.
      """
    }
  }

  /// A course in this folder.
  package init(root: String) { self.root = root }

  /// Looks above the program, above the working directory, and where this was compiled.
  package static func find(
    from folder: String? = nil, executable: String? = CommandLine.arguments.first,
    source: String = #filePath
  ) throws(NotFound) -> CourseFolder {
    let executableFolder = executable.flatMap { path in
      // A bare name was found through PATH: it says nothing about where it lies.
      path.contains("/") ? Path.parent(of: Files.absolute(path)) : nil
    }
    let starts = [folder ?? Files.workingDirectory, executableFolder, Path.parent(of: source)]
      .compactMap { $0 }
    for start in starts {
      var folder: String? = start
      while let candidate = folder {
        let course = CourseFolder(root: candidate)
        if Files.exists(candidate + "/Package.swift"), Files.exists(course.starter(1)) {
          return course
        }
        folder = Path.parent(of: candidate)
      }
    }
    throw NotFound(lookedIn: starts)
  }

  /// The folder of all lessons.
  package var lessons: String { root == "/" ? "/Lessons" : root + "/Lessons" }
  /// The learner's own file.
  package func workbook(_ lesson: Int) -> String { lessons + "/Workbook/Lesson\(lesson).swift" }
  /// The same file, as it was before anybody wrote in it.
  package func starter(_ lesson: Int) -> String { lessons + "/Starters/Lesson\(lesson).swift" }
  /// The same file, finished.
  package func solution(_ lesson: Int) -> String { lessons + "/Solutions/Lesson\(lesson).swift" }
  /// The files that are compiled together with the learner's.
  package func harness(_ lesson: Int) -> [String] {
    ["Harness", "Lesson\(lesson)"].map { lessons + "/Harness/\($0).swift" }
  }
  /// What has been passed so far.
  package var progress: String { (root == "/" ? "" : root) + "/.progress" }

  /// The lesson's text; nil where there is no such lesson.
  package func text(_ lesson: Int) -> String? {
    let prefix = "Lesson" + (lesson < 10 ? "0" : "") + "\(lesson)-"
    return Files.names(in: lessons).first { $0.hasPrefix(prefix) }.map {
      lessons + "/\($0)/Lesson.md"
    }
  }

  /// The path as the learner would type it from here.
  package func shown(_ path: String) -> String {
    let here = Files.absolute(".") + "/"
    let absolute = Files.absolute(path)
    return absolute.hasPrefix(here) ? String(absolute.dropFirst(here.count)) : absolute
  }
}
