import CommandLineKit

/// The folder of the package on this disk, with the course in it.
package struct CourseFolder: Sendable {
  /// The package's folder: it holds `Package.swift` and `Lessons`.
  package let root: String
  /// The lessons in their order, as `Package.swift` lists them.
  package let lessons: [CourseLesson]

  /// There is no course that can be used.
  package enum Failure: Error, CustomStringConvertible {
    /// No folder with the course was found in these folders and those above them.
    case notFound(lookedIn: [String])
    /// The list has no lesson with this number.
    case noLesson(Int, root: String)
    /// A line of the list in this `Package.swift` does not have its five parts.
    case badList(file: String, line: String)

    package var description: String {
      switch self {
      case .notFound(let folders):
        """
        The course's folder was not found. It has a Package.swift that lists the lessons.
        Looked in these folders and above them:
        \(folders.map { "  " + $0 }.joined(separator: "\n"))
        Run this from inside the package, or clone the package again.
        """
      case .noLesson(let number, let root):
        "\(root)/Package.swift does not list a lesson \(number)."
      case .badList(let file, let line):
        """
        A line of the course's list is not understood: \(file)
        Expected: folder | title | subject | minutes | functions
        Found: \(line)
        """
      }
    }
  }

  /// The course in this folder.
  package init(root: String) throws(Failure) {
    guard let course = try CourseFolder(ifIn: root) else { throw .notFound(lookedIn: [root]) }
    self = course
  }

  /// The course in this folder; nil where it is not there.
  private init?(ifIn root: String) throws(Failure) {
    let manifest = (root == "/" ? "" : root) + "/Package.swift"
    do {
      guard let lessons = try CourseLesson.all(inManifest: Files.text(of: manifest) ?? "") else {
        return nil
      }
      self.root = root
      self.lessons = lessons
    } catch {
      throw .badList(file: manifest, line: error.line)
    }
  }

  /// Looks above the working directory, above the program, and where this was compiled.
  package static func find(
    from folder: String? = nil, executable: String? = CommandLine.arguments.first,
    source: String = #filePath
  ) throws(Failure) -> CourseFolder {
    let executableFolder = executable.flatMap { path in
      // A bare name was found through PATH: it does not say where the program is.
      path.contains("/") ? Path.parent(of: Files.absolute(path)) : nil
    }
    let starts = [folder ?? Files.workingDirectory, executableFolder, Path.parent(of: source)]
      .compactMap { $0 }
    for start in starts {
      var folder: String? = start
      while let candidate = folder {
        if let course = try CourseFolder(ifIn: candidate) { return course }
        folder = Path.parent(of: candidate)
      }
    }
    throw .notFound(lookedIn: starts)
  }

  /// The lesson with this number; nil where there is none.
  package func lesson(_ number: Int) -> CourseLesson? {
    lessons.indices.contains(number - 1) ? lessons[number - 1] : nil
  }
}

extension CourseFolder {
  /// The folder of all lessons.
  package var lessonsFolder: String { root == "/" ? "/Lessons" : root + "/Lessons" }
  /// The learner's own file.
  package func workbook(_ lesson: Int) -> String {
    lessonsFolder + "/Workbook/Lesson\(lesson).swift"
  }
  /// The same file as the learner first finds it.
  package func starter(_ lesson: Int) -> String {
    lessonsFolder + "/Starters/Lesson\(lesson).swift"
  }
  /// The same file, finished.
  package func solution(_ lesson: Int) -> String {
    lessonsFolder + "/Solutions/Lesson\(lesson).swift"
  }
  /// The files that are compiled together with the learner's.
  package func harness(_ lesson: Int) -> [String] {
    ["Harness", "Lesson\(lesson)"].map { lessonsFolder + "/Harness/\($0).swift" }
  }
  /// The lesson's text; nil where there is no such lesson.
  package func text(_ lesson: Int) -> String? {
    self.lesson(lesson).map { lessonsFolder + "/\($0.folder)/Lesson.md" }
  }
  /// The file with what the learner has passed so far.
  package var progress: String { (root == "/" ? "" : root) + "/.progress" }

  /// The path as the learner would type it from here.
  package func shown(_ path: String) -> String {
    let here = Files.absolute(".") + "/"
    let absolute = Files.absolute(path)
    return absolute.hasPrefix(here) ? String(absolute.dropFirst(here.count)) : absolute
  }
}
