import Foundation

/// A program that a test compares with, and that may not be installed.
package enum SystemProgram {
  /// Whether a test that needs the program runs.
  ///
  /// It runs if the program is installed, and always with `CI=true`, where it fails instead of being
  /// skipped.
  /// For `@Test(.enabled(if: SystemProgram.isExpected("python3")))`.
  package static func isExpected(_ name: String) -> Bool {
    let environment = ProcessInfo.processInfo.environment
    if environment["CI"] == "true" { return true }
    return (environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
    }
  }

  /// Whether a test that needs a module of Python runs, by the same rule.
  package static func isExpected(pythonModule name: String) -> Bool {
    if ProcessInfo.processInfo.environment["CI"] == "true" { return true }
    return (try? any.run(["python3", "-c", "import \(name)"]))?.status == 0
  }

  /// Any program that `PATH` finds: its name is the first argument.
  package static let any = BuiltProgram(path: "/usr/bin/env")
}
