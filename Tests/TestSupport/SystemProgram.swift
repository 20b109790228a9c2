import Foundation

/// A program that a test compares with, and that a machine may lack.
package enum SystemProgram {
  /// Whether a test that needs the program is to run: where it is there, and always with `CI=true`,
  /// so that it fails there instead of being skipped.
  ///
  /// For `@Test(.enabled(if: SystemProgram.isExpected("python3")))`.
  package static func isExpected(_ name: String) -> Bool {
    let environment = ProcessInfo.processInfo.environment
    if environment["CI"] == "true" { return true }
    return (environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
    }
  }

  /// Whether a test that needs a module of Python's is to run, by the same rule.
  package static func isExpected(pythonModule name: String) -> Bool {
    if ProcessInfo.processInfo.environment["CI"] == "true" { return true }
    return (try? any.run(["python3", "-c", "import \(name)"]))?.status == 0
  }

  /// The program, as `PATH` finds it: its arguments begin with its name.
  package static let any = BuiltProgram(path: "/usr/bin/env")
}
