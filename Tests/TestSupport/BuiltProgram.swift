import Foundation

/// A program of this package, built next to the test bundle; tests run it as a person would.
package struct BuiltProgram {
  /// The result of a run.
  package struct Run: Sendable {
    /// All of standard output.
    package var output: [UInt8]
    /// All of standard error, as text.
    package var errors: String
    /// The exit status, or 128 plus the number of the signal.
    package var status: Int32

    /// Standard output as text.
    package var text: String { String(decoding: output, as: UTF8.self) }
  }

  private let executable: URL

  /// The program of this package with a name.
  package init(_ name: String) {
    executable = Self.productsDirectory.appendingPathComponent(name)
  }

  /// A program of the system at a path.
  package init(path: String) {
    executable = URL(fileURLWithPath: path)
  }

  /// Runs it to its end, without a terminal.
  ///
  /// Its streams are files, so that output cannot fill a pipe that is not read.
  package func run(
    _ arguments: [String], input: [UInt8] = [], environment changes: [String: String] = [:],
    in directory: URL? = nil
  ) throws -> Run {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["in", "out", "err"].map { folder.appendingPathComponent($0) }
    try Data(input).write(to: files[0])
    try Data().write(to: files[1])
    try Data().write(to: files[2])

    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = directory
    process.environment = ProcessInfo.processInfo.environment
      .filter { !["NO_COLOR", "TERM"].contains($0.key) }
      .merging(changes) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    let signal: Int32 = process.terminationReason == .uncaughtSignal ? 128 : 0
    return Run(
      output: Array(try Data(contentsOf: files[1])),
      errors: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self),
      status: signal + process.terminationStatus)
  }

  /// Where the build puts programs: next to the test bundle.
  package static var productsDirectory: URL {
    #if canImport(Darwin)
      let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? .main
      return bundle.bundleURL.deletingLastPathComponent()
    #else
      return Bundle.main.bundleURL
    #endif
  }
}
