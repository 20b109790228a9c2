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

  /// The program, as `PATH` finds it: its arguments begin with its name.
  package static let any = BuiltProgram(path: "/usr/bin/env")
}
