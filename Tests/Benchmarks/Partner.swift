import Foundation
import TestSupport

/// A program in another language that works in turns with us.
///
/// For every line it gets it does one round, and answers with the nanoseconds that one piece of work
/// took by its own count of processor time: starting it, and talking to it, is not counted.
final class Partner {
  private let process = Process()
  private let toIt = Pipe()
  private let fromIt = Pipe()

  /// Starts a program; nil where it is not installed.
  init?(command: String, arguments: [String]) {
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [command] + arguments
    process.standardInput = toIt
    process.standardOutput = fromIt
    guard Self.finds(command), (try? process.run()) != nil else { return nil }
  }

  deinit {
    try? toIt.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// Asks for one round; the seconds of one piece of work.
  func round() throws -> Double {
    try toIt.fileHandleForWriting.write(contentsOf: Data("go\n".utf8))
    var line = ""
    while !line.hasSuffix("\n") {
      let data = fromIt.fileHandleForReading.availableData
      guard !data.isEmpty else { throw PartnerError(answer: "nothing") }
      line += String(decoding: data, as: UTF8.self)
    }
    guard let nanoseconds = Double(line.dropLast()) else { throw PartnerError(answer: line) }
    return nanoseconds / 1e9
  }

  /// Whether a command exists, by its path or along `PATH`.
  static func finds(_ command: String) -> Bool {
    let files = FileManager.default
    if command.contains("/") { return files.isExecutableFile(atPath: command) }
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").contains {
      files.isExecutableFile(atPath: "\($0)/\(command)")
    }
  }
}

extension Partner {
  /// Whether there is such a Python, and it has a module.
  static func python(_ python: String, canImport module: String) -> Bool {
    guard finds(python) else { return false }
    let run = try? BuiltProgram(path: "/usr/bin/env").run([python, "-c", "import \(module)"])
    return run?.status == 0
  }
}

/// A partner that did not answer with a time.
struct PartnerError: Error {
  var answer: String
}
