import CommandLineKit
import WebSocketProtocol

/// A folder that keeps compiled programs, each under a name made from all that it was compiled from.
package struct ProgramFolder: Sendable {
  /// The folder's path.
  package let path: String
  private let compiler: String

  /// The folder for a course, in `.build`; nil where it cannot be made.
  package init?(for course: CourseFolder) {
    let build = course.root + "/.build"
    guard Files.exists(build) else { return nil }
    path = build + "/workbook-programs"
    compiler = Self.compilerVersion()
    guard (try? Files.makeFolder(path)) != nil else { return nil }
    removeOld()
  }

  /// Removes what was compiled before today: every change of a file makes a new program.
  private func removeOld() {
    let names = Files.names(in: path)
    guard names.count > 100 else { return }
    for program in names.map({ path + "/" + $0 })
    where Files.age(of: program).map({ $0 > .seconds(86_400) }) ?? false {
      Files.remove(program)
    }
  }

  /// What the compiler says about itself: a program of another compiler may not run any more.
  private static func compilerVersion() -> String {
    guard let folder = try? TemporaryFolder() else { return "" }
    let output = folder.path + "/version"
    _ = try? ChildProcess(["swiftc", "--version"], output: output).wait(for: .seconds(20))
    return Files.text(of: output) ?? ""
  }

  /// Where the program that is compiled from these texts is, or will be.
  func path(of texts: [String]) -> String {
    let all = (texts + [compiler]).map { "\($0.utf8.count)\n\($0)" }.joined()
    return path + "/" + Hex.text(SHA1.digest(of: Array(all.utf8)))
  }
}
